package io.hourbook.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of documents that people tell apart: finer than the target's types, for both journals are journal entries there. */
public enum DocumentKind {
    SALES_INVOICE,
    CREDIT_NOTE,
    VENDOR_BILL,
    VENDOR_CREDIT,
    RETAINER_JOURNAL,
    LABOUR_JOURNAL,
    PAYROLL_BATCH;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As files and pages have it: {@code sales-invoice}. */
    public String word() {
        return word;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(DocumentKind::word).toList();
    }
}
