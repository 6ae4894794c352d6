package io.hourbook.mapping;

import io.hourbook.money.MoneyRounding;
import io.hourbook.rounding.TimeRule;

/**
 * Who is charged.
 *
 * @param customer      the books' customer, or null where the client is never charged
 * @param currency      of its invoices
 * @param termsDays     from the document's date to its due date
 * @param fxLock        which day's exchange rate holds
 * @param timeRule      how billed time is rounded
 * @param moneyRounding how a tie in money is settled
 * @param ownerEmail    who is told of unmapped work, or null
 * @param at            where the row stands
 */
public record Client(
        String client,
        String name,
        String customer,
        String currency,
        int termsDays,
        FxLock fxLock,
        TimeRule timeRule,
        MoneyRounding moneyRounding,
        String ownerEmail,
        String at) {

    /** Domain rule on currency: the rate of the work date, or the rate of the document's date. */
    public enum FxLock {
        TRANSACTION,
        DOCUMENT
    }
}
