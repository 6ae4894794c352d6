package io.hourbook.mapping;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A person whose time is recorded.
 *
 * @param zone           for entries of a source that names no zone
 * @param jurisdiction   of overtime and labour law: {@code US-CA}
 * @param workweekStarts first day of the fixed workweek
 * @param costRate       per hour, in {@code costCurrency}
 * @param vendor         the books' vendor of a contractor, else null
 * @param form1099       tax form box of a contractor ({@code NEC-1}), else null
 * @param termsDays      payment terms of a contractor, 0 where none are named
 * @param until          first day no longer in force, or null
 * @param at             where the row stands: {@code mappings/workers.csv:4}
 */
public record Worker(
        String worker,
        String name,
        String email,
        Kind kind,
        String tracker,
        ZoneId zone,
        String jurisdiction,
        DayOfWeek workweekStarts,
        BigDecimal costRate,
        String costCurrency,
        String vendor,
        String form1099,
        int termsDays,
        LocalDate until,
        String at) {

    public enum Kind {
        EMPLOYEE,
        CONTRACTOR
    }

    public boolean contractor() {
        return kind == Kind.CONTRACTOR;
    }

    /** Whether work on this date is still expected: {@code until} is the first day no longer in force. */
    public boolean activeOn(LocalDate date) {
        return until == null || date.isBefore(until);
    }
}
