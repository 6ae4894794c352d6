package io.hourbook.mapping;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;

/**
 * Which days of the books are closed: {@code periods.yaml}. Nothing is made or changed any more that is dated on one of them.
 *
 * @param through  the last day that is closed, itself among them; null where none is
 * @param byTarget the same for targets that differ; a value may not be null
 * @param late     what becomes of work that comes in for a closed period
 */
public record ClosedPeriods(LocalDate through, Map<String, LocalDate> byTarget, Late late) {

    /** What becomes of work whose period was closed before it came. */
    public enum Late {
        /** it is booked in the first open period, with its own date in its words */
        FIRST_OPEN_PERIOD,
        /** it waits for a person */
        HOLD;

        /** As files have it. */
        public String word() {
            return Shapes.word(this);
        }
    }

    /** Everything is open. */
    public static final ClosedPeriods NONE = new ClosedPeriods(null, Map.of(), Late.FIRST_OPEN_PERIOD);

    public ClosedPeriods {
        byTarget = Map.copyOf(byTarget);
    }

    /** Whether any day is closed anywhere. */
    public boolean any() {
        return through != null || !byTarget.isEmpty();
    }

    /** Whether late work waits for a person. */
    public boolean holdsLate() {
        return any() && late == Late.HOLD;
    }

    /** The last closed day at a target, or null. */
    public LocalDate through(String target) {
        return byTarget.getOrDefault(target, through);
    }

    /** Whether documents of that day are closed at a target. */
    public boolean closed(String target, LocalDate date) {
        LocalDate last = through(target);
        return last != null && !date.isAfter(last);
    }

    /**
     * The date of a document that would bear this one: itself while it is open, else the last day of the month with the first open
     * day, as all documents of that month are dated.
     */
    public LocalDate monthly(String target, LocalDate date) {
        return closed(target, date) ? YearMonth.from(through(target).plusDays(1)).atEndOfMonth() : date;
    }

    /** The date of a document that bears a day of its own, such as a correction or a pay week: itself, or the first open day. */
    public LocalDate daily(String target, LocalDate date) {
        return closed(target, date) ? through(target).plusDays(1) : date;
    }
}
