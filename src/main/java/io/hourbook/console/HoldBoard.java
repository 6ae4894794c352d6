package io.hourbook.console;

import io.hourbook.entry.EntryKeys;
import io.hourbook.report.HeldFirst;
import io.hourbook.report.HoldWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Entries that wait for a person or a mapping: each once, under its first reason, as the run's summary counts them. */
@Component
class HoldBoard {

    /** Entries held for one reason, by work date. */
    record Group(String reason, String means, String todo, long count, List<Held> entries) {

        public boolean cut() {
            return count > entries.size();
        }
    }

    /**
     * @param worker  as the source names the person
     * @param project as the source names it
     * @param side    what waits: {@code pay}, {@code billing} or {@code pay and billing}
     * @param detail  what stands in the way of this very entry
     */
    record Held(
            String source, String key, String worker, String project, LocalDate workDate, long seconds, String side, String detail) {}

    /**
     * What is asked for; null asks for all.
     *
     * @param worker  as the source names the person
     * @param project as the source names it
     */
    record Wanted(String reason, String source, String worker, String project) {

        static final Wanted ALL = new Wanted(null, null, null, null);
    }

    private static final String HELD = HeldFirst.WITH + """
            , listed as (
              select f.entry_id, f.reason, f.detail, f.pay, f.bill, count(*) over (partition by f.reason) as entries,
                row_number() over (partition by f.reason order by e.work_date, e.start_at, e.id) as place
              from first f join entry e on e.id = f.entry_id join source s on s.id = e.source_id
              where f.place = 1 and (? is null or f.reason = ?) and (? is null or s.name = ?)
                and (? is null or coalesce(e.worker_name, e.worker_email) = ?) and (? is null or e.project_name = ?)
            )
            select l.reason, l.detail, l.pay, l.bill, l.entries, s.name as source, e.source_key, e.identity,
              coalesce(e.worker_name, e.worker_email) as worker_name, e.project_name, e.work_date, e.seconds
            from listed l join entry e on e.id = l.entry_id join source s on s.id = e.source_id
            where l.place > ? and l.place <= ?
            order by field(l.reason, %s), l.place""".formatted(HeldFirst.REASONS);

    private static final String COUNTS = HeldFirst.WITH + """

            select reason, count(*) as entries from first where place = 1 group by reason""";

    private final JdbcTemplate jdbc;

    HoldBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of the reasons' precedence; of each reason the entries of one page. */
    List<Group> groups(Wanted wanted, Slice slice) {
        Map<String, List<Held>> entries = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.query(
                HELD,
                row -> {
                    String reason = row.getString("reason");
                    counts.put(reason, row.getLong("entries"));
                    entries.computeIfAbsent(reason, any -> new ArrayList<>()).add(held(row));
                },
                wanted.reason, wanted.reason, wanted.source, wanted.source, wanted.worker, wanted.worker, wanted.project, wanted.project,
                slice.offset(), (long) slice.offset() + slice.size());
        return entries.entrySet().stream().map(group -> group(group.getKey(), counts.get(group.getKey()), group.getValue())).toList();
    }

    /** How many entries wait for each reason, in the order of precedence, without the entries. */
    List<Group> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.query(COUNTS, row -> { counts.put(row.getString("reason"), row.getLong("entries")); });
        return HeldFirst.WORDS.stream().filter(counts::containsKey).map(reason -> group(reason, counts.get(reason), List.of())).toList();
    }

    private static Group group(String reason, long count, List<Held> entries) {
        return new Group(reason, HoldWords.means(reason), HoldWords.todo(reason), count, entries);
    }

    private static Held held(ResultSet row) throws SQLException {
        boolean pay = row.getBoolean("pay");
        return new Held(
                row.getString("source"), EntryKeys.key(row.getString("source_key"), row.getBytes("identity")),
                row.getString("worker_name"), row.getString("project_name"), row.getObject("work_date", LocalDate.class),
                row.getLong("seconds"), HeldFirst.side(pay, row.getBoolean("bill")), row.getString("detail"));
    }
}
