package io.hourbook.payroll;

import io.hourbook.overtime.Overtime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** The paid work behind pay weeks. */
final class Labour {

    private static final LocalDate EPOCH = LocalDate.EPOCH;
    /** An entry that starts up to so many days before a week may still reach into it. */
    private static final int REACH_DAYS = 31;

    private static final Comparator<Found> IN_ORDER = Comparator.comparing((Found found) -> found.work.startAt())
            .thenComparingLong(Found::line)
            .thenComparingLong(found -> found.work.entryId());

    private final JdbcTemplate jdbc;

    Labour(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Found(PayWeek.Work work, long line) {}

    /** How many entries are read for each of some weeks, about: a worker's weeks are taken as equal. */
    Map<String, Long> rows(List<String> marks) {
        Map<String, NavigableSet<LocalDate>> weeks = byWorker(marks.stream().map(WeekKey::of).toList());
        Map<String, Long> rows = new HashMap<>();
        Ranges ranges = new Ranges(weeks);
        jdbc.query(
                "select a.worker, count(*) from pay_allocation a where " + ranges.condition() + " group by a.worker",
                row -> {
                    String worker = row.getString(1);
                    NavigableSet<LocalDate> froms = weeks.get(worker);
                    long each = row.getLong(2) / froms.size() + 1;
                    froms.forEach(from -> rows.put(new WeekKey(worker, from).mark(), each));
                },
                ranges.arguments.toArray());
        return rows;
    }

    /** For each week every live entry that has seconds in it or on the day before it, in order of start. */
    Map<WeekKey, List<PayWeek.Work>> of(List<WeekKey> weeks) {
        Map<String, NavigableSet<LocalDate>> byWorker = byWorker(weeks);
        Map<String, List<Found>> found = read(byWorker);
        Map<WeekKey, List<PayWeek.Work>> labour = new HashMap<>();
        found.forEach((worker, works) -> {
            works.sort(IN_ORDER);
            NavigableSet<LocalDate> froms = byWorker.get(worker);
            for (Found one : works) {
                LocalDate first = one.work.workDate().minusDays(6);
                for (LocalDate from : froms.subSet(first, true, lastDate(one.work).plusDays(1), true)) {
                    labour.computeIfAbsent(new WeekKey(worker, from), any -> new ArrayList<>()).add(one.work);
                }
            }
        });
        return labour;
    }

    private static Map<String, NavigableSet<LocalDate>> byWorker(Collection<WeekKey> weeks) {
        Map<String, NavigableSet<LocalDate>> byWorker = new TreeMap<>();
        weeks.forEach(week -> byWorker.computeIfAbsent(week.worker(), any -> new TreeSet<>()).add(week.from()));
        return byWorker;
    }

    /** The last date with a second of it; never before the date on which it starts. */
    private static LocalDate lastDate(PayWeek.Work work) {
        return work.timed() && work.seconds() > 1
                ? LocalDate.ofInstant(work.startAt().plusSeconds(work.seconds() - 1), work.zone())
                : work.workDate();
    }

    private Map<String, List<Found>> read(Map<String, NavigableSet<LocalDate>> weeks) {
        Ranges ranges = new Ranges(weeks);
        Map<String, List<Found>> found = new HashMap<>();
        // by worker and date first; sorted here, for the server would write all of it into a temporary table to sort it
        jdbc.query(
                """
                select a.worker, a.entry_id, timestampdiff(second, '1970-01-01', a.start_at), e.zone, e.timed,
                    datediff(a.work_date, '1970-01-01'), a.seconds, a.raw_seconds, a.service, a.account, a.cost_rate, a.currency, e.line
                from pay_allocation a force index (pay_allocation_worker) straight_join entry e on e.id = a.entry_id
                where (%s) and a.state = 'allocated' and a.flow = 'payroll'""".formatted(ranges.condition()),
                row -> {
                    found.computeIfAbsent(row.getString(1), any -> new ArrayList<>()).add(new Found(work(row), row.getLong(13)));
                },
                ranges.arguments.toArray());
        return found;
    }

    private static PayWeek.Work work(ResultSet row) throws SQLException {
        return new PayWeek.Work(
                row.getLong(2), Instant.ofEpochSecond(row.getLong(3)), ZoneId.of(row.getString(4)), row.getBoolean(5),
                EPOCH.plusDays(row.getLong(6)), row.getLong(7), row.getLong(8), row.getString(9), row.getString(10), row.getBigDecimal(11),
                row.getString(12));
    }

    /** The dates of each worker on which an entry may start that has something to do with one of the worker's weeks. */
    private static final class Ranges {

        private final List<Object> arguments = new ArrayList<>();

        Ranges(Map<String, NavigableSet<LocalDate>> weeks) {
            weeks.forEach((worker, froms) -> {
                LocalDate first = null;
                LocalDate last = null;
                for (LocalDate from : froms) {
                    if (last != null && from.minusDays(REACH_DAYS).isAfter(last)) {
                        add(worker, first, last);
                        first = null;
                    }
                    first = first == null ? from.minusDays(REACH_DAYS) : first;
                    last = from.plusDays(6);
                }
                add(worker, first, last);
            });
        }

        private void add(String worker, LocalDate first, LocalDate last) {
            arguments.add(worker);
            arguments.add(first);
            arguments.add(last);
        }

        String condition() {
            return String.join(" or ", java.util.Collections.nCopies(arguments.size() / 3, "a.worker = ? and a.work_date between ? and ?"));
        }
    }
}
