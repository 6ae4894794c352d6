package io.hourbook.bench;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * One worker's workweek as it is told, entry by entry, what is paid at one, one and a half and two times: the laws of domain
 * knowledge once more and not Hourbook's code. Only the week that goes on is kept.
 */
final class PaidWeek {

    static final String[] CODES = {"REG", "OT15", "OT20"};
    private static final long HOUR = 3_600;

    private final Studio.Worker worker;
    private final boolean california;
    private final boolean weekly;
    private final long[] days = new long[7];
    private final long[] paid = new long[3];
    private LocalDate from;
    private long straight;

    PaidWeek(Studio.Worker worker) {
        this.worker = worker;
        this.california = worker.jurisdiction().equals("US-CA");
        this.weekly = worker.jurisdiction().startsWith("US-");
    }

    /** True where a date begins another week than the one that goes on, which then has to be closed first. */
    boolean over(LocalDate date) {
        return from != null && !from.equals(weekOf(date));
    }

    LocalDate from() {
        return from;
    }

    /** Seconds of the week that goes on, by code. */
    long[] paid() {
        return paid;
    }

    void close() {
        java.util.Arrays.fill(days, 0);
        java.util.Arrays.fill(paid, 0);
        straight = 0;
        from = null;
    }

    /** @return the entry's seconds by code */
    long[] work(LocalDate date, long seconds) {
        from = weekOf(date);
        int day = (int) ChronoUnit.DAYS.between(from, date);
        long before = days[day];
        days[day] += seconds;
        long regular = seconds;
        long doubled = 0;
        if (california) {
            boolean seventh = day == 6 && everyDay();
            long plainUpTo = seventh ? 0 : 8 * HOUR;
            long halfUpTo = seventh ? 8 * HOUR : 12 * HOUR;
            regular = Math.max(0, Math.min(days[day], plainUpTo) - before);
            doubled = Math.max(0, days[day] - Math.max(before, halfUpTo));
        }
        if (weekly) {
            regular = Math.min(regular, Math.max(0, 40 * HOUR - straight));
            straight += regular;
        }
        long[] split = {regular, seconds - regular - doubled, doubled};
        for (int code = 0; code < split.length; code++) {
            paid[code] += split[code];
        }
        return split;
    }

    private boolean everyDay() {
        for (long day : days) {
            if (day == 0) {
                return false;
            }
        }
        return true;
    }

    private LocalDate weekOf(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(worker.weekStarts()));
    }
}
