package io.hourbook.allocation;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The group of documents a line belongs to: one target, type, counterparty, currency and period.
 *
 * @param stem    the reference without its part; unique per target
 * @param type    as the target knows it
 * @param counterparty customer or vendor, or null
 * @param currency of its documents, or null
 * @param period  {@code 2025-03}, or the first date of a pay week
 * @param subject the client, vendor's worker or retainer behind it, or null
 */
public record GroupKey(
        String target, String stem, Type type, String counterparty, String currency, String period, String subject) {

    /** Types of documents that start a group; corrections go beside them. */
    public enum Type {
        SALES_INVOICE("sales-invoice"),
        VENDOR_BILL("vendor-bill"),
        RETAINER_JOURNAL("journal-entry"),
        LABOUR_JOURNAL("journal-entry"),
        PAYROLL_BATCH("payroll-batch");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    public static GroupKey invoice(String target, String customer, String currency, LocalDate workDate, String client) {
        String period = YearMonth.from(workDate).toString();
        return new GroupKey(
                target, "HB-INV-" + customer + "-" + currency + "-" + period, Type.SALES_INVOICE, customer, currency, period, client);
    }

    public static GroupKey bill(String target, String vendor, String currency, LocalDate workDate, String worker) {
        String period = YearMonth.from(workDate).toString();
        return new GroupKey(
                target, "HB-BIL-" + vendor + "-" + currency + "-" + period, Type.VENDOR_BILL, vendor, currency, period, worker);
    }

    public static GroupKey drawdown(String target, String retainer, String customer, String currency, String period) {
        return new GroupKey(
                target, "HB-RET-" + retainer + "-" + currency + "-" + period, Type.RETAINER_JOURNAL, customer, currency, period, retainer);
    }

    public static GroupKey labour(String target, String currency, YearMonth month) {
        return new GroupKey(
                target, "HB-LAB-" + currency + "-" + month, Type.LABOUR_JOURNAL, null, currency, month.toString(), null);
    }

    public static GroupKey payroll(String target, LocalDate weekFrom) {
        return new GroupKey(target, "HB-PAY-" + weekFrom, Type.PAYROLL_BATCH, null, null, weekFrom.toString(), null);
    }
}
