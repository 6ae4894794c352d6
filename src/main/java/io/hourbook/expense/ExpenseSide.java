package io.hourbook.expense;

import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.Reason;
import io.hourbook.allocation.Verdict;
import io.hourbook.exchange.Cross;
import java.math.BigDecimal;

/**
 * What an expense comes to on one side.
 *
 * @param account  where it is booked on the document
 * @param currency of the document
 * @param amount   in it, rounded once
 * @param exchange the rate from the currency that was spent, or null where they are the same
 * @param group    the vendor bill or the invoice it stands on
 */
public record ExpenseSide(Verdict verdict, String account, String currency, BigDecimal amount, Cross exchange, GroupKey group) {

    static final ExpenseSide OPEN = new ExpenseSide(Verdict.OPEN, null, null, null, null, null);

    static ExpenseSide because(Reason reason, String detail) {
        return new ExpenseSide(Verdict.of(reason, detail), null, null, null, null, null);
    }

    static ExpenseSide allocated(String account, String currency, BigDecimal amount, Cross exchange, GroupKey group) {
        return new ExpenseSide(Verdict.ALLOCATED, account, currency, amount, exchange, group);
    }
}
