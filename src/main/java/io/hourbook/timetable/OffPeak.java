package io.hourbook.timetable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The hours of each day in which heavy work is welcome, by the clock of a zone.
 *
 * @param from first moment
 * @param to   first moment after them; before {@code from} where they go past midnight, and never the same
 */
public record OffPeak(LocalTime from, LocalTime to) {

    public static final OffPeak NIGHT = new OffPeak(LocalTime.of(20, 0), LocalTime.of(6, 0));

    public OffPeak {
        if (from.equals(to)) {
            throw new IllegalArgumentException("off-peak hours that begin when they end");
        }
    }

    /** Told by beginnings and ends, so that an hour that comes twice interrupts nothing. */
    public boolean contains(Instant at, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(at, zone);
        for (LocalDate day = today.minusDays(1); !day.isAfter(today); day = day.plusDays(1)) {
            LocalDate ends = to.isAfter(from) ? day : day.plusDays(1);
            if (!at.isBefore(WallTimes.instant(LocalDateTime.of(day, from), zone))
                    && at.isBefore(WallTimes.instant(LocalDateTime.of(ends, to), zone))) {
                return true;
            }
        }
        return false;
    }
}
