package io.hourbook.allocation;

import io.hourbook.exchange.Cross;
import io.hourbook.rate.Rate;
import java.math.BigDecimal;

/**
 * What an entry comes to on the side that charges the client.
 *
 * @param flow        billable or retainer, or null
 * @param section     of the invoice: time or subcontractor
 * @param account     where the income is booked
 * @param seconds     rounded by the client's rule
 * @param timeRule    that rule, as a person reads it
 * @param roundingDay the group that is rounded as one where the rule says per day, else null
 * @param rate        the row of the rate table
 * @param currency    of the invoice or the retainer
 * @param exchange    the rate from the rate's currency to it, or null where they are the same
 * @param amount      in {@code currency}, rounded once
 * @param group       the invoice it stands on; null for a retainer, whose journal is found when it is drawn
 */
public record BillSide(
        Verdict verdict,
        Flow flow,
        String section,
        String account,
        long seconds,
        String timeRule,
        String roundingDay,
        Rate rate,
        String currency,
        Cross exchange,
        BigDecimal amount,
        GroupKey group) {

    static final BillSide OPEN = new BillSide(Verdict.OPEN, null, null, null, 0, null, null, null, null, null, null, null);

    BillSide because(Reason reason, String detail) {
        return new BillSide(
                Verdict.of(reason, detail), flow, section, account, seconds, timeRule, roundingDay, rate, currency, exchange, amount, group);
    }

    BillSide rounded(long roundedSeconds, String rule, String day) {
        return new BillSide(
                verdict, flow, section, account, roundedSeconds, rule, day, rate, currency, exchange, amount, group);
    }

    BillSide rated(Rate found) {
        return new BillSide(
                verdict, flow, section, account, seconds, timeRule, roundingDay, found, currency, exchange, amount, group);
    }

    BillSide priced(String inCurrency, Cross cross, BigDecimal price) {
        return new BillSide(
                verdict, flow, section, account, seconds, timeRule, roundingDay, rate, inCurrency, cross, price, group);
    }

    BillSide allocated(Flow way, String inSection, String toAccount, GroupKey toGroup) {
        return new BillSide(
                Verdict.ALLOCATED, way, inSection, toAccount, seconds, timeRule, roundingDay, rate, currency, exchange, amount, toGroup);
    }
}
