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

    private static final String HELD = HeldFirst.WITH + """
            , listed as (
              select f.entry_id, f.reason, f.detail, f.pay, f.bill, count(*) over (partition by f.reason) as entries,
                row_number() over (partition by f.reason order by e.work_date, e.start_at, e.id) as place
              from first f join entry e on e.id = f.entry_id where f.place = 1
            )
            select l.reason, l.detail, l.pay, l.bill, l.entries, s.name as source, e.source_key, e.identity,
              coalesce(e.worker_name, e.worker_email) as worker_name, e.project_name, e.work_date, e.seconds
            from listed l join entry e on e.id = l.entry_id join source s on s.id = e.source_id
            where l.place <= %d
            order by field(l.reason, %s), l.place""".formatted(Listed.MOST, HeldFirst.REASONS);

    private final JdbcTemplate jdbc;

    HoldBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of the reasons' precedence; of each reason no more than {@link Listed#MOST} entries. */
    List<Group> groups() {
        Map<String, List<Held>> entries = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.query(HELD, row -> {
            String reason = row.getString("reason");
            counts.put(reason, row.getLong("entries"));
            entries.computeIfAbsent(reason, any -> new ArrayList<>()).add(held(row));
        });
        return entries.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(), HoldWords.means(group.getKey()), HoldWords.todo(group.getKey()),
                        counts.get(group.getKey()), group.getValue()))
                .toList();
    }

    private static Held held(ResultSet row) throws SQLException {
        boolean pay = row.getBoolean("pay");
        return new Held(
                row.getString("source"), EntryKeys.key(row.getString("source_key"), row.getBytes("identity")),
                row.getString("worker_name"), row.getString("project_name"), row.getObject("work_date", LocalDate.class),
                row.getLong("seconds"), HeldFirst.side(pay, row.getBoolean("bill")), row.getString("detail"));
    }
}
