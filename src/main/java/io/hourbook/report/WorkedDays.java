package io.hourbook.report;

import io.hourbook.overtime.Overtime;
import io.hourbook.overtime.WorkSlice;
import io.hourbook.overtime.Worked;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One worker's recorded work by local day: when it began and ended, how long it was, and what of the time between was none. Pure. */
final class WorkedDays {

    /**
     * One day with work in it.
     *
     * @param start        of the day's first timed work, or null where none of it has times
     * @param end          of its last
     * @param seconds      recorded, to the second; work over midnight counts on each day what lies there
     * @param breakSeconds between start and end, and not worked; null where some of the work has no times
     * @param restSeconds  between the end of the work before and the start; 0 where work goes on over midnight, null where nobody can know
     * @param entries      how many entries reach into the day
     */
    record Day(LocalDate date, OffsetDateTime start, OffsetDateTime end, long seconds, Long breakSeconds, Long restSeconds, int entries) {}

    private record Piece(Instant from, Instant until, ZoneId zone) {}

    /** What lies on one day. */
    private static final class Gathered {
        private final List<Piece> pieces = new ArrayList<>();
        private final Set<Long> entries = new HashSet<>();
        private long seconds;
        private boolean untimed;
    }

    private WorkedDays() {}

    /** @param work of one worker, in any order. @return in order of day */
    static List<Day> of(List<Worked> work) {
        Map<LocalDate, Gathered> days = new TreeMap<>();
        work.forEach(worked -> gather(worked, days));
        List<Day> found = new ArrayList<>();
        Instant end = null;
        for (Map.Entry<LocalDate, Gathered> day : days.entrySet()) {
            Gathered gathered = day.getValue();
            gathered.pieces.sort(Comparator.comparing(Piece::from));
            found.add(day(day.getKey(), gathered, end));
            end = gathered.untimed ? null : gathered.pieces.stream().map(Piece::until).max(Comparator.naturalOrder()).orElse(null);
        }
        return found;
    }

    private static void gather(Worked worked, Map<LocalDate, Gathered> days) {
        Instant at = worked.startAt();
        for (WorkSlice slice : Overtime.slices(worked)) {
            Gathered day = days.computeIfAbsent(slice.date(), any -> new Gathered());
            day.seconds += slice.seconds();
            day.entries.add(worked.entryId());
            if (worked.timed()) {
                Instant until = at.plusSeconds(slice.seconds());
                day.pieces.add(new Piece(at, until, worked.zone()));
                at = until;
            } else {
                day.untimed = true;
            }
        }
    }

    private static Day day(LocalDate date, Gathered day, Instant before) {
        if (day.pieces.isEmpty()) {
            return new Day(date, null, null, day.seconds, null, null, day.entries.size());
        }
        Piece first = day.pieces.get(0);
        Instant end = first.from();
        ZoneId zone = first.zone();
        long pauses = 0;
        for (Piece piece : day.pieces) {
            pauses += Math.max(0, Duration.between(end, piece.from()).toSeconds());
            if (piece.until().isAfter(end)) {
                end = piece.until();
                zone = piece.zone();
            }
        }
        Long rest = day.untimed || before == null ? null : Math.max(0, Duration.between(before, first.from()).toSeconds());
        return new Day(date, first.from().atZone(first.zone()).toOffsetDateTime(), end.atZone(zone).toOffsetDateTime(), day.seconds,
                day.untimed ? null : pauses, rest, day.entries.size());
    }
}
