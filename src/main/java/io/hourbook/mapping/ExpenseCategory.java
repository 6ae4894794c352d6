package io.hourbook.mapping;

import java.math.BigDecimal;

/**
 * What money is spent on, and what follows from that.
 *
 * @param name          as trackers call it
 * @param account       where the cost is booked
 * @param incomeAccount where what the client is charged is booked: the account itself where none is named, so that what is passed
 *                      through at cost comes to nothing there
 * @param taxCode       by which {@code target-names.csv} may find a tax of the target's, or null
 * @param billable      whether a client is charged where the row does not say
 * @param reimbursable  whether the worker is owed it where the row does not say
 * @param markupPercent on what the client is charged, 0 for none
 * @param receiptAbove  in the base currency: what cost more needs a receipt; null where nothing does
 * @param at            where the row stands
 */
public record ExpenseCategory(
        String category,
        String name,
        String account,
        String incomeAccount,
        String taxCode,
        boolean billable,
        boolean reimbursable,
        BigDecimal markupPercent,
        BigDecimal receiptAbove,
        String at) {}
