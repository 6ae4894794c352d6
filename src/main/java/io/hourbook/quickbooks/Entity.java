package io.hourbook.quickbooks;

import java.util.Locale;

/** What our documents are there. */
enum Entity {
    INVOICE("Invoice", "SalesItemLineDetail", "CustomerRef"),
    CREDIT_MEMO("CreditMemo", "SalesItemLineDetail", "CustomerRef"),
    BILL("Bill", "AccountBasedExpenseLineDetail", "VendorRef"),
    VENDOR_CREDIT("VendorCredit", "AccountBasedExpenseLineDetail", "VendorRef"),
    JOURNAL_ENTRY("JournalEntry", "JournalEntryLineDetail", null),
    /** One of the many that a payroll batch becomes. */
    TIME_ACTIVITY("TimeActivity", null, null);

    private final String word;
    private final String detail;
    private final String party;

    Entity(String word, String detail, String party) {
        this.word = word;
        this.detail = detail;
        this.party = party;
    }

    /** @param type of our document, as its JSON has it */
    static Entity of(String type) {
        return switch (type) {
            case "sales-invoice" -> INVOICE;
            case "credit-note" -> CREDIT_MEMO;
            case "vendor-bill" -> BILL;
            case "vendor-credit" -> VENDOR_CREDIT;
            case "journal-entry" -> JOURNAL_ENTRY;
            case "payroll-batch" -> TIME_ACTIVITY;
            default -> throw new IllegalArgumentException("no document type " + type);
        };
    }

    /** As bodies and queries name it. */
    String word() {
        return word;
    }

    /** As addresses name it. */
    String path() {
        return word.toLowerCase(Locale.ROOT);
    }

    /** The kind of its lines, and the name of what they say beside amount and words. */
    String detail() {
        return detail;
    }

    /** The field of its counterparty, or null where it has none. */
    String party() {
        return party;
    }

    /** Whether it names the day by which it is to be paid. */
    boolean due() {
        return this == INVOICE || this == BILL;
    }
}
