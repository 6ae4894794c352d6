package io.hourbook.allocation;

import io.hourbook.entry.Marks;
import io.hourbook.entry.Suspicion;
import io.hourbook.mapping.Policies;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Suspicions that depend on a worker's other entries or on the clock: overlaps, days over the limit, entries too long or in
 * the future (domain rule on time). Recomputed for the days that intake touched; where the answer changed, the entry is allocated
 * again. Bean {@code workerDays}.
 */
public final class WorkerDays {

    /** No interval reaches further back than this: a longer entry cannot be told from a timer that was forgotten for good. */
    private static final int LONGEST_ENTRY_DAYS = 31;

    /** Days of one worker stand together, so a batch reads each worker once. */
    private static final int BATCH = 2_000;

    /** Read at once: of each the entries of two months and more, some thousand. */
    private static final int WORKERS = 32;

    private static final int COMPUTED = 1 << Suspicion.OVERLAPS.ordinal()
            | 1 << Suspicion.DAY_OVER_24_HOURS.ordinal()
            | 1 << Suspicion.LONGER_THAN_LIMIT.ordinal()
            | 1 << Suspicion.STARTS_IN_FUTURE.ordinal();

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Marks marks;
    private final Clock clock;

    public WorkerDays(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.marks = new Marks(jdbc);
        this.clock = clock;
    }

    /** Days that lay in the future when they came in and have come since are looked at again. */
    public void wakeFutureDays() {
        LocalDate tomorrow = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).toLocalDate().plusDays(1);
        transaction.executeWithoutResult(status -> {
            List<String> come = marks.first(Marks.Kind.FUTURE_DAY, 10_000).stream()
                    .filter(key -> LocalDate.parse(key.substring(0, 10)).isBefore(tomorrow))
                    .toList();
            marks.clear(Marks.Kind.FUTURE_DAY, come.stream()
                    .filter(key -> LocalDate.parse(key.substring(0, 10)).isBefore(tomorrow.minusDays(1)))
                    .toList());
            marks.set(Marks.Kind.WORKER_DAY, come.stream().map(key -> key.substring(11) + "|" + key.substring(0, 10)).toList());
        });
    }

    /** The next touched days; empty when none is left. */
    public List<String> next() {
        return marks.first(Marks.Kind.WORKER_DAY, BATCH);
    }

    /** Looks at the days, whole workers at a time, and takes their marks away. */
    public void recompute(PassContext pass, List<String> days) {
        Map<String, LocalDate> firstDay = new TreeMap<>();
        for (String day : days) {
            int bar = day.lastIndexOf('|');
            firstDay.merge(day.substring(0, bar), LocalDate.parse(day.substring(bar + 1)), (a, b) -> a.isBefore(b) ? a : b);
        }
        transaction.executeWithoutResult(status -> {
            Changes changes = new Changes();
            List<String> workers = List.copyOf(firstDay.keySet());
            for (int from = 0; from < workers.size(); from += WORKERS) {
                List<String> some = workers.subList(from, Math.min(workers.size(), from + WORKERS));
                intervals(some, firstDay).forEach((worker, intervals) ->
                        judge(pass.book().policies(), worker, judgedFrom(firstDay.get(worker)), intervals, changes));
            }
            store(changes);
            marks.clear(Marks.Kind.WORKER_DAY, days);
        });
    }

    private static LocalDate judgedFrom(LocalDate first) {
        return first.minusDays(LONGEST_ENTRY_DAYS + 1);
    }

    /** Of each worker those that matter, in order of time. A part of the index on workers and starts is read for each. */
    private Map<String, List<Interval>> intervals(List<String> workers, Map<String, LocalDate> firstDay) {
        Map<String, List<Interval>> intervals = new TreeMap<>();
        jdbc.query(
                "select id, start_at, seconds, timed, work_date, suspicion, worker from entry force index (entry_worker_start) where "
                        + String.join(" or ", Collections.nCopies(workers.size(), "worker = ? and start_at >= ?"))
                        + " order by worker, start_at, id",
                (RowCallbackHandler) row -> intervals.computeIfAbsent(row.getString(7), any -> new ArrayList<>()).add(Interval.read(row)),
                workers.stream().flatMap(worker -> Stream.of(
                        worker, judgedFrom(firstDay.get(worker)).minusDays(LONGEST_ENTRY_DAYS).atStartOfDay())).toArray());
        return intervals;
    }

    /** What comes of a look: new bits of entries, days to look at again. */
    private static final class Changes {
        final List<Object[]> entries = new ArrayList<>();
        final Set<String> future = new TreeSet<>();
    }

    private void judge(Policies policies, String worker, LocalDate judgedFrom, List<Interval> intervals, Changes changes) {
        boolean[] overlaps = overlaps(intervals);
        Map<LocalDate, Long> secondsByDay = new HashMap<>();
        intervals.forEach(interval -> secondsByDay.merge(interval.workDate, interval.seconds, Long::sum));
        long now = clock.instant().getEpochSecond();
        for (int i = 0; i < intervals.size(); i++) {
            Interval interval = intervals.get(i);
            if (interval.start < judgedFrom.atStartOfDay().toEpochSecond(ZoneOffset.UTC)) {
                continue;
            }
            int bits = interval.suspicion & ~COMPUTED;
            bits |= overlaps[i] ? 1 << Suspicion.OVERLAPS.ordinal() : 0;
            bits |= policies.suspiciousDay(secondsByDay.get(interval.workDate))
                    ? 1 << Suspicion.DAY_OVER_24_HOURS.ordinal() : 0;
            bits |= policies.suspicious(interval.seconds) ? 1 << Suspicion.LONGER_THAN_LIMIT.ordinal() : 0;
            bits |= interval.start > now ? 1 << Suspicion.STARTS_IN_FUTURE.ordinal() : 0;
            if (interval.start > now) {
                changes.future.add(LocalDate.ofEpochDay(interval.start / 86_400) + "|" + worker);
            }
            if (bits != interval.suspicion) {
                changes.entries.add(new Object[] {bits, interval.id});
            }
        }
    }

    private void store(Changes changes) {
        marks.set(Marks.Kind.FUTURE_DAY, changes.future);
        if (!changes.entries.isEmpty()) {
            jdbc.batchUpdate("update entry set suspicion = ? where id = ?", changes.entries);
            jdbc.batchUpdate(
                    "insert ignore into work (entry_id) values (?)", changes.entries.stream().map(row -> new Object[] {row[1]}).toList());
        }
    }

    /** Both of a pair that overlaps are marked; touching ends do not overlap, and neither does what has no length or no time. */
    private static boolean[] overlaps(List<Interval> intervals) {
        boolean[] overlaps = new boolean[intervals.size()];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < intervals.size(); i++) {
            Interval current = intervals.get(i);
            if (!current.timed || current.seconds == 0) {
                continue;
            }
            open.removeIf(index -> intervals.get(index).end() <= current.start);
            for (int index : open) {
                overlaps[index] = true;
                overlaps[i] = true;
            }
            open.add(i);
        }
        return overlaps;
    }

    private record Interval(long id, long start, long seconds, boolean timed, LocalDate workDate, int suspicion) {

        /** By the order of the columns: by name, the driver looks up each of them for each row. */
        static Interval read(ResultSet row) throws SQLException {
            return new Interval(
                    row.getLong(1), row.getObject(2, LocalDateTime.class).toEpochSecond(ZoneOffset.UTC), row.getLong(3), row.getBoolean(4),
                    row.getObject(5, LocalDate.class), row.getInt(6));
        }

        long end() {
            return start + seconds;
        }
    }
}
