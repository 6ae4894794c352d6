package io.hourbook.allocation;

import java.math.BigDecimal;

/**
 * What an entry comes to on the side that owes the worker.
 *
 * @param flow       payroll or contractor, or null
 * @param account    where the labour or the subcontractor is booked
 * @param seconds    paid: exact, unless the company rounds pay time neutrally (29 CFR 785.48(b))
 * @param costRate   per hour in {@code currency}
 * @param amount     contractors only: owed for the exact seconds, rounded once
 * @param group      contractors only: the vendor bill it stands on
 */
public record PaySide(
        Verdict verdict, Flow flow, String account, long seconds, BigDecimal costRate, String currency, BigDecimal amount, GroupKey group) {

    static final PaySide OPEN = new PaySide(Verdict.OPEN, null, null, 0, null, null, null, null);

    PaySide because(Reason reason, String detail) {
        return new PaySide(Verdict.of(reason, detail), flow, account, seconds, costRate, currency, amount, group);
    }
}
