package io.hourbook.bench.rival;

import io.hourbook.allocation.Reason;
import io.hourbook.rate.Rate;
import java.math.BigDecimal;

/** What an entry came to, on the side that owes the worker and on the side that charges the client. */
record Sides(Work work, Pay pay, Bill bill) {

    Sides bill(Bill other) {
        return new Sides(work, pay, other);
    }

    /**
     * @param reason why it is held or excluded; null where it is allocated
     * @param flow   payroll or contractor
     * @param amount of a contractor's bill
     * @param group  that bill's
     */
    record Pay(
            Reason reason, String detail, String flow, String account, long seconds, BigDecimal rate, String currency, BigDecimal amount, Group group) {

        static Pay not(Reason reason, String detail) {
            return new Pay(reason, detail, null, null, 0, null, null, null, null);
        }

        boolean payroll() {
            return reason == null && group == null;
        }
    }

    /**
     * @param seconds  rounded
     * @param rule     by which
     * @param day      the group that is rounded as one, or null
     * @param exchange the exchange rate as lines show it, or null
     * @param retainer that it is drawn from, or null
     * @param group    the invoice it stands on, or null
     */
    record Bill(
            Reason reason, String detail, String section, String account, long seconds, String rule, String day, Rate rate, String currency,
            String exchange, BigDecimal amount, String retainer, Group group) {

        static Bill not(Reason reason, String detail) {
            return new Bill(reason, detail, null, null, 0, null, null, null, null, null, null, null, null);
        }

        Bill worth(Reason why, long rounded, BigDecimal price) {
            return new Bill(why, detail, section, account, rounded, rule, day, rate, currency, exchange, price, retainer, group);
        }

        String flow() {
            return section == null ? null : retainer == null ? "billable" : "retainer";
        }
    }

    static String state(Reason reason) {
        return reason == null ? "allocated" : reason.standing().word();
    }
}
