package io.hourbook.intake;

import io.hourbook.entry.Suspicion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Lays wall times on the time line: the instant of a start, the distance to an end, and what is doubtful about them because
 * clocks are put forward and back. Reused from row to row.
 */
final class Span {

    private static final int DAY = 86_400;
    private static final int TOLERATED = 60;

    private ZoneId zone;
    private long wall;
    private long first;
    private long second;
    private int doubts;

    /** Places a start. Its instant is the earlier one where the wall time exists twice, so that it is the same every time. */
    void start(ZoneId known, Moment start) {
        doubts = 0;
        if (start.hasOffset()) {
            first = start.wall() - start.offset();
            second = first;
            zone = zone(known, start);
            wall = zone == known && start.universal() ? first + known.getRules().getOffset(instant()).getTotalSeconds() : start.wall();
            return;
        }
        zone = known;
        wall = start.wall();
        place(known.getRules(), wall);
    }

    /** Places a date without a time: its first moment, which is midnight where midnight exists. */
    void date(ZoneId known, long day) {
        doubts = 0;
        zone = known;
        var start = LocalDate.ofEpochDay(day).atStartOfDay(known);
        first = start.toEpochSecond();
        second = first;
        wall = start.toLocalDateTime().toEpochSecond(ZoneOffset.UTC);
    }

    /** An instant without a wall of its own is shown in the known zone; an offset that is not that zone's stays as it was written. */
    private static ZoneId zone(ZoneId known, Moment start) {
        if (start.universal()) {
            return known;
        }
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(start.offset());
        return known.getRules().isValidOffset(local(start.wall()), offset) ? known : offset;
    }

    /** Sets the one or two instants of a wall time, and notes what is doubtful about it. */
    private void place(ZoneRules rules, long time) {
        LocalDateTime local = local(time);
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change == null) {
            first = time - rules.getOffset(local).getTotalSeconds();
            second = first;
        } else {
            first = time - change.getOffsetBefore().getTotalSeconds();
            second = change.isOverlap() ? time - change.getOffsetAfter().getTotalSeconds() : first;
            doubts |= 1 << (change.isOverlap() ? Suspicion.WALL_TIME_EXISTS_TWICE : Suspicion.WALL_TIME_DOES_NOT_EXIST).ordinal();
        }
    }

    /**
     * The end of a row that names no end date: on the day that fits the length best, and without a length within a day of the start.
     *
     * @param length in seconds, or {@link Lengths#NO_LENGTH}
     */
    void endDate(Moment end, long length) {
        long startDay = Math.floorDiv(wall, DAY);
        if (length == Lengths.NO_LENGTH) {
            end.date(startDay * DAY + end.second() < wall ? startDay + 1 : startDay);
            return;
        }
        long fitting = wall + length + DAY / 2 - end.second();
        end.date(Math.max(startDay, Math.floorDiv(fitting, DAY)));
    }

    /**
     * Compares with the end, and answers the length that counts: the row's own where it has one, else end minus start.
     *
     * @param length the row's own length in seconds, or {@link Lengths#NO_LENGTH}
     * @param pause  seconds between start and end that are not in the length
     */
    long until(Moment end, long length, long pause) {
        long start = first;
        long startAgain = second;
        int startDoubts = doubts;
        if (end.hasOffset()) {
            first = end.wall() - end.offset();
            second = first;
        } else {
            place(zone.getRules(), end.wall());
        }
        long between = first - start - pause;
        if (length != Lengths.NO_LENGTH) {
            long off = off(between, length);
            off = Math.min(off, off(second - start - pause, length));
            off = Math.min(off, off(first - startAgain - pause, length));
            off = Math.min(off, off(second - startAgain - pause, length));
            // an end that exists twice is no riddle where the length tells which of the two it was
            boolean twice = first != second && off <= TOLERATED;
            doubts = twice ? startDoubts : doubts;
            doubts |= off > TOLERATED ? 1 << Suspicion.DURATION_DISAGREES.ordinal() : 0;
        }
        first = start;
        second = startAgain;
        return length != Lengths.NO_LENGTH ? length : between;
    }

    private static long off(long between, long length) {
        return Math.abs(between - length);
    }

    ZoneId zone() {
        return zone;
    }

    Instant instant() {
        return Instant.ofEpochSecond(first);
    }

    LocalDateTime wall() {
        return local(wall);
    }

    Set<Suspicion> suspicions() {
        return doubts == 0 ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(Suspicion.of(doubts)));
    }

    private static LocalDateTime local(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }
}
