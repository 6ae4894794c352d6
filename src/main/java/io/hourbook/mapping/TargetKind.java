package io.hourbook.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an accounting system speaks; each kind has a route of its own below {@code routes/deliver}. */
public enum TargetKind {
    /** The contract of docs/delivery.md, which the sandbox speaks. It takes every document. */
    HTTP(1_000, 64, List.of()),

    /** A plain-text ledger that is appended to, one document after the other. */
    LEDGER_FILE(0, 1, List.of("file!", "format!=hledger|beancount")),

    /** The Accounting API of Xero. It knows no hours of employees: payroll is another product there. */
    XERO(
            50,
            5,
            List.of(
                    "tenant!", "status=draft|authorised", "journal_status=draft|posted", "numbers=ours|theirs", "project_category", "service_category",
                    "worker_category"),
            DocumentKind.PAYROLL_BATCH),

    /** Tryton 6, over JSON-RPC. Each document is a call of its own; its timesheets are no payroll. */
    TRYTON(
            0, 16, List.of("user!", "company", "post=draft|posted", "sales_journal", "bills_journal", "general_journal"), DocumentKind.PAYROLL_BATCH),

    /** QuickBooks Online, the accounting interface of version 3. A payroll batch becomes time activities. */
    QUICKBOOKS(
            30, 10, List.of("realm!", "class_of=none|project|service|worker", "department", "payroll_seconds=exact|started-minute"));

    private final int mostInBatch;
    private final int mostCalls;
    private final List<String> settings;
    private final Set<DocumentKind> refused;

    /**
     * @param mostInBatch most documents that one call may carry
     * @param mostCalls   most calls at once
     * @param settings    its own settings; one that it cannot do without ends in !, the words of a closed set stand behind =
     * @param refused     the kinds of documents that it has no place for
     */
    TargetKind(int mostInBatch, int mostCalls, List<String> settings, DocumentKind... refused) {
        this.mostInBatch = mostInBatch;
        this.mostCalls = mostCalls;
        this.settings = settings;
        this.refused = Set.of(refused);
    }

    /** As files have it. */
    public String word() {
        return Shapes.word(this);
    }

    /** The kind of that word, or empty. */
    public static Optional<TargetKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Whether it has a place for documents of this kind. */
    public boolean takes(DocumentKind document) {
        return !refused.contains(document);
    }

    /** Whether a delivery there reads what stands before it changes it, and itself leaves alone and tells what people changed. */
    public boolean guardsEdits() {
        return this == XERO || this == QUICKBOOKS;
    }

    /**
     * Whether what was sent is kept here, to be held against what stands there: documents there have no place for a mark of ours that
     * people would not take for noise.
     */
    public boolean sentIsKept() {
        return this == XERO || this == TRYTON;
    }

    int mostInBatch() {
        return mostInBatch;
    }

    int mostCalls() {
        return mostCalls;
    }

    /** Whether it is reached at an address. */
    boolean hasAddress() {
        return this != LEDGER_FILE;
    }

    /** The names of its own settings. */
    List<String> settings() {
        return settings.stream().map(setting -> setting.replaceFirst("!?(=.*)?$", "")).toList();
    }

    boolean needs(String setting) {
        return settings.stream().anyMatch(one -> one.startsWith(setting + "!"));
    }

    /** The words that a setting may have; none where it may have any. */
    List<String> words(String setting) {
        return settings.stream().filter(one -> one.replaceFirst("!?=.*$", "").equals(setting) && one.contains("="))
                .flatMap(one -> Stream.of(one.substring(one.indexOf('=') + 1).split("\\|"))).toList();
    }
}
