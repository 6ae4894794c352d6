package io.hourbook.overtime;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One piece of recorded work, as overtime looks at it.
 *
 * @param startAt  the start; local midnight for a date-only entry
 * @param zone     the zone it was recorded in
 * @param seconds  0 or more
 * @param timed    false for a date-only entry: it has no place within its day
 * @param workDate the date on which it starts, in its zone
 */
public record Worked(long entryId, Instant startAt, ZoneId zone, long seconds, boolean timed, LocalDate workDate) {

    /** The end of a timed entry. */
    public Instant endAt() {
        return startAt.plusSeconds(seconds);
    }
}
