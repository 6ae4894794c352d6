package io.hourbook.payroll;

import io.hourbook.database.BulkInsert;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The flags that stand beside pay weeks. Nothing that is paid or booked depends on them. */
final class PayFlags {

    private final JdbcTemplate jdbc;
    private final BulkInsert insert;

    PayFlags(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.insert = new BulkInsert(jdbc, "insert into pay_flag (week_from, worker, work_date, flag, detail) values", 5, "");
    }

    /** Brings the flags of whole weeks to what they are now; in the caller's transaction. @param weeks one or more */
    void replace(List<PayWeek> weeks) {
        Map<WeekKey, Set<Flag>> wanted = new LinkedHashMap<>();
        weeks.forEach(week -> wanted.put(WeekKey.of(week), flags(week)));
        Map<WeekKey, Set<Flag>> stored = stored(wanted.keySet());
        List<Object[]> gone = new ArrayList<>();
        List<Object[]> fresh = new ArrayList<>();
        wanted.forEach((week, flags) -> {
            Set<Flag> stood = stored.getOrDefault(week, Set.of());
            if (!flags.equals(stood)) {
                if (!stood.isEmpty()) {
                    gone.add(new Object[] {week.from(), week.worker()});
                }
                flags.forEach(flag -> fresh.add(new Object[] {week.from(), week.worker(), flag.date, flag.flag, flag.detail}));
            }
        });
        if (!gone.isEmpty()) {
            jdbc.batchUpdate("delete from pay_flag where week_from = ? and worker = ?", gone);
        }
        insert.insert(fresh);
    }

    private static Set<Flag> flags(PayWeek week) {
        Set<Flag> flags = new LinkedHashSet<>();
        week.flags().forEach(flag -> flags.add(new Flag(flag.date(), flag.flag(), flag.sentence())));
        return flags;
    }

    private Map<WeekKey, Set<Flag>> stored(Set<WeekKey> weeks) {
        Map<WeekKey, Set<Flag>> stored = new HashMap<>();
        jdbc.query(
                "select week_from, worker, work_date, flag, detail from pay_flag where " + WeekKey.among(weeks),
                row -> {
                    stored.computeIfAbsent(
                                    new WeekKey(row.getString("worker"), row.getObject("week_from", LocalDate.class)), any -> new LinkedHashSet<>())
                            .add(new Flag(row.getObject("work_date", LocalDate.class), row.getString("flag"), row.getString("detail")));
                },
                WeekKey.arguments(weeks));
        return stored;
    }

    private record Flag(LocalDate date, String flag, String detail) {}
}
