package io.hourbook.overtime;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * What an employee's hours are paid as (domain rules "Time" and "Overtime"). Pure: the law comes as {@link OvertimeRule}.
 *
 * <p>The workweek is a fixed 168 hours that starts on a configured day and stands alone (29 CFR 778.105). Overtime falls on
 * the hours that are over, in order of start.
 */
public final class Overtime {

    private static final int DAYS = 7;

    private Overtime() {}

    /** The first date of the workweek that a date lies in. */
    public static LocalDate weekOf(LocalDate date, DayOfWeek starts) {
        return date.with(TemporalAdjusters.previousOrSame(starts));
    }

    /**
     * Cuts an entry at each local midnight of its own zone; days on which clocks change have 23 or 25 hours. A date-only
     * entry lies wholly on its date.
     *
     * @param seconds 0 or more
     * @return in order, each with more than 0 seconds, together the entry; empty for an entry of no length
     */
    public static List<WorkSlice> slices(
            long entryId, Instant startAt, ZoneId zone, long seconds, boolean timed, LocalDate workDate) {
        if (seconds <= 0) {
            return List.of();
        }
        if (!timed) {
            return List.of(new WorkSlice(entryId, workDate, seconds));
        }
        List<WorkSlice> slices = new ArrayList<>(2);
        long at = startAt.getEpochSecond();
        long left = seconds;
        while (left > 0) {
            LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(at), zone);
            long part = Math.min(left, midnightAfter(date, at, zone) - at);
            slices.add(new WorkSlice(entryId, date, part));
            at += part;
            left -= part;
        }
        return List.copyOf(slices);
    }

    /** @see #slices(long, Instant, ZoneId, long, boolean, LocalDate) */
    public static List<WorkSlice> slices(Worked worked) {
        return slices(
                worked.entryId(), worked.startAt(), worked.zone(), worked.seconds(), worked.timed(), worked.workDate());
    }

    /** Where clocks go back over midnight there are two; then the later one ends the date for whoever is past the first. */
    private static long midnightAfter(LocalDate date, long at, ZoneId zone) {
        ZonedDateTime midnight = date.plusDays(1).atStartOfDay(zone);
        return midnight.toEpochSecond() > at
                ? midnight.toEpochSecond()
                : midnight.withLaterOffsetAtOverlap().toEpochSecond();
    }

    /**
     * Pays one worker's workweek.
     *
     * <p>Of each day the hours up to {@code dailyOver} are straight time, those up to {@code dailyDoubleOver} time and a
     * half, those beyond double time. On the seventh day of a workweek in which every day was worked, hours up to
     * {@code dailyOver} are time and a half and those beyond double time. Straight-time hours beyond {@code weeklyOver} in
     * the week are time and a half; hours already paid as overtime do not count towards it, so that none counts twice
     * (California Labor Code §510).
     *
     * @param inOrder  in order of start; their dates need not ascend where a worker records in several zones
     * @param weekFrom the first date of the workweek
     * @return the parts in order, at most one for each slice and pay code; those of a slice sum to it
     * @throws IllegalArgumentException for a slice outside the week
     */
    public static List<PayPart> split(List<WorkSlice> inOrder, LocalDate weekFrom, OvertimeRule rule) {
        Week week = new Week(rule, everyDayWorked(inOrder, weekFrom));
        List<PayPart> parts = new ArrayList<>(inOrder.size() + 4);
        for (WorkSlice slice : inOrder) {
            long[] byCode = week.pay(dayOf(slice, weekFrom), slice.seconds());
            for (PayCode code : PayCode.values()) {
                if (byCode[code.ordinal()] > 0) {
                    parts.add(new PayPart(slice.entryId(), slice.date(), code, byCode[code.ordinal()]));
                }
            }
        }
        return List.copyOf(parts);
    }

    /**
     * What a person should look at in one worker's workweek, by the limits of the rule that are only flagged; in order of
     * date. The work of the days before the week may be given too: it counts only as what a day's rest is measured from.
     *
     * @param work in any order
     */
    public static List<WorkFlag> flags(List<Worked> work, LocalDate weekFrom, OvertimeRule rule) {
        return new FlaggedWeek(weekFrom, rule).flags(work);
    }

    private static boolean everyDayWorked(List<WorkSlice> slices, LocalDate weekFrom) {
        return slices.stream()
                        .filter(slice -> slice.seconds() > 0)
                        .mapToInt(slice -> dayOf(slice, weekFrom))
                        .distinct()
                        .count()
                == DAYS;
    }

    private static int dayOf(WorkSlice slice, LocalDate weekFrom) {
        long day = ChronoUnit.DAYS.between(weekFrom, slice.date());
        if (day < 0 || day >= DAYS) {
            throw new IllegalArgumentException(slice.date() + " is not in the workweek from " + weekFrom);
        }
        return (int) day;
    }

    /** What has been worked so far in a week. */
    private static final class Week {

        private final long dailyOver;
        private final long dailyDoubleOver;
        private final long weeklyOver;
        private final boolean seventhDay;
        private final long[] worked = new long[DAYS];
        private long straight;

        Week(OvertimeRule rule, boolean everyDayWorked) {
            dailyOver = seconds(rule.dailyOver());
            dailyDoubleOver = seconds(rule.dailyDoubleOver());
            weeklyOver = seconds(rule.weeklyOver());
            seventhDay = rule.seventhDay() && everyDayWorked;
        }

        /** The next seconds of a day, by pay code. */
        long[] pay(int day, long seconds) {
            long from = worked[day];
            long to = from + seconds;
            worked[day] = to;
            boolean seventh = seventhDay && day == DAYS - 1;
            long straightUpTo = seventh ? 0 : Math.min(dailyOver, dailyDoubleOver);
            long halfUpTo = seventh ? dailyOver : dailyDoubleOver;
            long plain = between(from, to, 0, straightUpTo);
            long doubled = between(from, to, halfUpTo, Long.MAX_VALUE);
            long regular = Math.min(plain, Math.max(0, weeklyOver - straight));
            straight += regular;
            return new long[] {regular, seconds - regular - doubled, doubled};
        }

        private static long between(long from, long to, long lower, long upper) {
            return Math.max(0, Math.min(to, upper) - Math.max(from, lower));
        }

        private static long seconds(Duration threshold) {
            return threshold == null ? Long.MAX_VALUE : threshold.toSeconds();
        }
    }
}
