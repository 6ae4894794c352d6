package io.hourbook.rate;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One row of the rate table; null in a naming column means any.
 *
 * @param rate     per hour, in {@code currency}
 * @param from     first day in force
 * @param until    first day no longer in force, or null
 * @param at       where the row stands: {@code mappings/rates.csv:5}
 */
public record Rate(
        String client,
        String project,
        String service,
        String worker,
        BigDecimal rate,
        String currency,
        LocalDate from,
        LocalDate until,
        String at) {}
