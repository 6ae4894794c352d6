package io.hourbook.mapping;

import java.time.LocalDate;

/**
 * When documents of one kind go out.
 *
 * @param daysAfter days from the day on which the period is over, 0 or more; only of {@link When#PERIOD_END}
 */
public record ReleaseRule(When when, int daysAfter) {

    /** What a document waits for. */
    public enum When {
        /** for nothing: it goes out at once, as a draft that is kept up to date */
        CONTINUOUSLY,
        /** for the day on which its period is over, or some days later */
        PERIOD_END,
        /** for a person, who releases what stands there */
        WHEN_RELEASED
    }

    /**
     * The first day on which a document may go out.
     *
     * @param periodEnds the last day of its period
     * @param today      the company's date
     * @return null where no day comes by itself: it waits for a person
     */
    public LocalDate dueOn(LocalDate periodEnds, LocalDate today) {
        return switch (when) {
            case CONTINUOUSLY -> today;
            case PERIOD_END -> periodEnds.plusDays(1L + daysAfter);
            case WHEN_RELEASED -> null;
        };
    }
}
