package io.hourbook.mapping;

import java.util.List;
import java.util.Set;

/** What an accounting system speaks; each kind has a route of its own below {@code routes/deliver}, but for the plain contract. */
public enum TargetKind {
    /** The contract of docs/delivery.md, which the sandbox speaks. It takes every document. */
    HTTP(1_000, List.of()),

    /** The Accounting API of Xero. It knows no hours of employees: payroll is another product there. */
    XERO(
            50,
            List.of("tenant!", "status", "journal_status", "numbers", "project_category", "service_category", "worker_category"),
            DocumentKind.PAYROLL_BATCH),

    /** Tryton 6, over JSON-RPC. Each document is a call of its own; its timesheets are no payroll. */
    TRYTON(0, List.of("user!", "company", "post", "sales_journal", "bills_journal", "general_journal"), DocumentKind.PAYROLL_BATCH);

    private final int mostInBatch;
    private final List<String> settings;
    private final Set<DocumentKind> refused;

    /**
     * @param mostInBatch most documents that one call may carry
     * @param settings    its own settings; one that it cannot do without ends in !
     * @param refused     the kinds of documents that it has no place for
     */
    TargetKind(int mostInBatch, List<String> settings, DocumentKind... refused) {
        this.mostInBatch = mostInBatch;
        this.settings = settings;
        this.refused = Set.of(refused);
    }

    /** As files have it. */
    public String word() {
        return Shapes.word(this);
    }

    /** Whether it has a place for documents of this kind. */
    public boolean takes(DocumentKind document) {
        return !refused.contains(document);
    }

    int mostInBatch() {
        return mostInBatch;
    }

    /** The names of its own settings. */
    List<String> settings() {
        return settings.stream().map(setting -> setting.replace("!", "")).toList();
    }

    boolean needs(String setting) {
        return settings.contains(setting + "!");
    }
}
