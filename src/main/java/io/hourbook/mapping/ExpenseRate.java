package io.hourbook.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What is paid for one unit of a category: a mile, a day.
 *
 * @param unit  as people read it: {@code mile}
 * @param rate  per unit, in {@code currency}
 * @param from  first day in force
 * @param until first day no longer in force, or null
 * @param at    where the row stands
 */
public record ExpenseRate(String category, String unit, BigDecimal rate, String currency, LocalDate from, LocalDate until, String at) {

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }
}
