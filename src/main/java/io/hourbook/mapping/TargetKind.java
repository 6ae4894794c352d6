package io.hourbook.mapping;

import java.util.List;

/** What an accounting system speaks; each kind has a route of its own below {@code routes/deliver}, but for the plain contract. */
public enum TargetKind {
    /** The contract of docs/delivery.md, which the sandbox speaks. It takes every document. */
    HTTP(1_000, List.of()),
    /** QuickBooks Online, the accounting interface of version 3. */
    QUICKBOOKS(30, List.of("realm!", "class_of", "department", "payroll_seconds"));

    private final int mostInBatch;
    private final List<String> settings;

    /**
     * @param mostInBatch most documents that one call may carry
     * @param settings    its own settings; one that it cannot do without ends in !
     */
    TargetKind(int mostInBatch, List<String> settings) {
        this.mostInBatch = mostInBatch;
        this.settings = settings;
    }

    /** As files have it. */
    public String word() {
        return Shapes.word(this);
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
