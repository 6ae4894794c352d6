package io.hourbook.document;

import io.hourbook.allocation.GroupKey;
import io.hourbook.mapping.DocumentKind;
import java.time.LocalDate;
import java.time.YearMonth;

/** A document group with its number. */
record Group(int id, GroupKey key) {

    /** The first day of the period: of its month, or of its pay week. */
    LocalDate from() {
        return key.type() == GroupKey.Type.PAYROLL_BATCH
                ? LocalDate.parse(key.period())
                : YearMonth.parse(key.period()).atDay(1);
    }

    /** The last day of the period, which is the date of its documents. */
    LocalDate to() {
        return key.type() == GroupKey.Type.PAYROLL_BATCH
                ? from().plusDays(6)
                : YearMonth.parse(key.period()).atEndOfMonth();
    }

    /** What people call a document of this type in this group. */
    DocumentKind kind(String type) {
        boolean own = type.equals(key.type().wire());
        return switch (key.type()) {
            case SALES_INVOICE -> own ? DocumentKind.SALES_INVOICE : DocumentKind.CREDIT_NOTE;
            case VENDOR_BILL -> own ? DocumentKind.VENDOR_BILL : DocumentKind.VENDOR_CREDIT;
            case RETAINER_JOURNAL -> DocumentKind.RETAINER_JOURNAL;
            case LABOUR_JOURNAL -> DocumentKind.LABOUR_JOURNAL;
            case PAYROLL_BATCH -> DocumentKind.PAYROLL_BATCH;
        };
    }

    boolean payroll() {
        return key.type() == GroupKey.Type.PAYROLL_BATCH;
    }

    boolean journal() {
        return key.type() == GroupKey.Type.RETAINER_JOURNAL || key.type() == GroupKey.Type.LABOUR_JOURNAL;
    }

    /** Invoices and bills are corrected by documents of another type; journals and payroll by more of their own. */
    boolean correctedApart() {
        return !payroll() && !journal();
    }

    String correctionType() {
        return switch (key.type()) {
            case SALES_INVOICE -> "credit-note";
            case VENDOR_BILL -> "vendor-credit";
            default -> key.type().wire();
        };
    }

    String correctionStem() {
        return switch (key.type()) {
            case SALES_INVOICE -> key.stem().replaceFirst("^HB-INV-", "HB-CRN-");
            case VENDOR_BILL -> key.stem().replaceFirst("^HB-BIL-", "HB-VCR-");
            default -> key.stem();
        };
    }
}
