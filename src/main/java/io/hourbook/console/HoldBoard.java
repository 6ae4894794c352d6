package io.hourbook.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hourbook.entry.EntryKeys;
import io.hourbook.report.HeldFirst;
import io.hourbook.report.HoldWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What waits for a person or a mapping, entries and then expenses: each once, under its first reason, as the run's summary counts them. */
@Component
class HoldBoard {

    /**
     * What is held for one reason, by work date.
     *
     * @param of {@link #EXPENSES}, or null: entries of time
     */
    record Group(
            String reason, String means, String todo, long count, List<Held> entries,
            @JsonInclude(JsonInclude.Include.NON_NULL) String of) {

        static final String EXPENSES = "expenses";

        public boolean expenses() {
            return EXPENSES.equals(of);
        }

        /** {@code entries} or {@code expenses}, as many as there are. */
        public String noun() {
            return expenses() ? count == 1 ? "expense" : "expenses" : count == 1 ? "entry" : "entries";
        }

        public boolean cut() {
            return count > entries.size();
        }
    }

    /**
     * @param worker  as the source names the person
     * @param project as the source names it
     * @param seconds null for an expense
     * @param side    what waits: {@code pay}, {@code billing} or {@code pay and billing}
     * @param detail  what stands in the way of this very entry
     * @param amount  of an expense, as it came in; null where it came with units
     */
    record Held(
            String source, String key, String worker, String project, LocalDate workDate, Long seconds, String side, String detail,
            @JsonInclude(JsonInclude.Include.NON_NULL) String amount, @JsonInclude(JsonInclude.Include.NON_NULL) String currency) {}

    /**
     * What is asked for; null asks for all.
     *
     * @param worker  as the source names the person
     * @param project as the source names it
     */
    record Wanted(String reason, String source, String worker, String project) {

        static final Wanted ALL = new Wanted(null, null, null, null);
    }

    /** The rows of a page with what is shown of them; a side waits whatever reason it has. */
    private static final String SHOWN = """
            select h.detail, exists (select 1 from pay_allocation p where p.entry_id = h.entry_id and p.state = 'held') as pay,
              exists (select 1 from bill_allocation b where b.entry_id = h.entry_id and b.state = 'held')
                or exists (select 1 from bill_allocation b join drawing d on d.retainer = b.retainer and d.entry_id = b.entry_id
                  where b.entry_id = h.entry_id and d.rest_held) as bill,
              s.name as source, e.source_key, e.identity, coalesce(e.worker_name, e.worker_email) as worker_name, e.project_name,
              e.work_date, e.seconds
            from (%s order by work_date, start_at, entry_id limit ? offset ?) h
              join entry e on e.id = h.entry_id join source s on s.id = e.source_id
            order by h.work_date, h.start_at, h.entry_id""";

    private final JdbcTemplate jdbc;
    private final HeldExpenses expenses;

    HoldBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.expenses = new HeldExpenses(jdbc);
    }

    /** Entries, then expenses, in the order of the reasons' precedence; of each reason those of one page. */
    List<Group> groups(Wanted wanted, Slice slice) {
        return Stream.concat(
                ofEntries(wanted).stream().map(group -> group(group.reason, group.count, entries(group.reason, wanted, slice))),
                expenses.groups(wanted, slice).stream()).toList();
    }

    /** How many wait for each reason, in the same order, without the entries and expenses. */
    List<Group> counts(Wanted wanted) {
        return Stream.concat(ofEntries(wanted).stream(), expenses.counts(wanted).stream()).toList();
    }

    /** One page of a reason: of its entries and of its expenses, which are few; the longer of the two says how many pages there are. */
    static Listed<Held> listed(List<Group> groups, Slice slice) {
        return groups.stream().max(Comparator.comparingLong(Group::count))
                .map(longest -> new Listed<>(longest.entries, longest.count, slice)).orElseGet(() -> new Listed<>(List.of(), 0, slice));
    }

    private List<Group> ofEntries(Wanted wanted) {
        return HeldFirst.WORDS.stream()
                .filter(reason -> wanted.reason == null || wanted.reason.equals(reason))
                .map(reason -> group(reason, count(reason, wanted), List.of()))
                .filter(group -> group.count > 0)
                .toList();
    }

    private long count(String reason, Wanted wanted) {
        HeldQuery query = HeldQuery.of(reason, wanted);
        return jdbc.queryForObject("select count(*) from (" + query.sql() + ") h", Long.class, query.values().toArray());
    }

    private List<Held> entries(String reason, Wanted wanted, Slice slice) {
        HeldQuery query = HeldQuery.upTo(reason, wanted, slice.offset() + slice.size());
        List<Object> values = new ArrayList<>(query.values());
        values.add(slice.size());
        values.add(slice.offset());
        return jdbc.query(SHOWN.formatted(query.sql()), (row, number) -> held(row), values.toArray());
    }

    private static Group group(String reason, long count, List<Held> entries) {
        return new Group(reason, HoldWords.means(reason), HoldWords.todo(reason), count, entries, null);
    }

    private static Held held(ResultSet row) throws SQLException {
        boolean pay = row.getBoolean("pay");
        return new Held(
                row.getString("source"), EntryKeys.key(row.getString("source_key"), row.getBytes("identity")),
                row.getString("worker_name"), row.getString("project_name"), row.getObject("work_date", LocalDate.class),
                row.getLong("seconds"), HeldFirst.side(pay, row.getBoolean("bill")), row.getString("detail"), null, null);
    }
}
