package io.hourbook.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A prepaid balance that a client's time is drawn from.
 *
 * @param prepaid opening balance in {@code currency}, 0 or more
 * @param overage what becomes of time beyond the balance
 * @param from    first day in force
 * @param at      where the row stands
 */
public record Retainer(
        String retainer, String client, String currency, BigDecimal prepaid, Overage overage, LocalDate from, String at) {

    public enum Overage {
        INVOICE,
        HOLD
    }
}
