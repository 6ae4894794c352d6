package io.hourbook.mapping;

import java.util.List;
import java.util.stream.Stream;

/** The policy files of a mapping book and their keys. */
enum Policy {
    ROUNDING("rounding", "money", "time_scope", "pay_time"),
    OVERTIME("overtime", "jurisdictions"),
    EXCHANGE("exchange", "base_currency", "max_age_days", "history", "daily", "fetch", "accepted"),
    APPROVAL("approval", "unsaid", "sources"),
    HOLDS("holds", "suspicious_over_hours", "suspicious_day_over_hours", "already_invoiced", "already_invoiced_sources"),
    PERIODS("periods", "zone", "closed_through", "late", "targets"),
    SCHEDULES("schedules", "zone", "off_peak", "work", "sources", "flows", "targets"),
    TARGETS("targets", "default", "documents", "targets"),
    RELEASE("release", "sales-invoice", "credit-note", "vendor-bill", "vendor-credit", "retainer-journal", "labour-journal",
            "payroll-batch", "targets"),
    ROLLOUT("rollout", "workers", "projects", "sources"),
    POSTING("posting", "bank", "receivable", "suspense", "payable", "payroll_liabilities", "customer_deposits",
            "opening_balances", "subcontractor_income", "subcontractors"),
    ALERTS("alerts", "to", "from", "server", "security", "user", "password", "hook", "hook_token", "console", "dead_letter_minutes",
            "dead_letters", "target_minutes", "run_minutes", "conservation_minutes", "disk_minutes", "schedule_minutes", "inbox_minutes",
            "edit_minutes", "remind_hours", "quiet"),
    CHANGES("changes", Stream.concat(ChangeKind.words().stream(), Stream.of(ChangesReader.MOVES)).toArray(String[]::new));

    private final String stem;
    private final List<String> keys;

    Policy(String stem, String... keys) {
        this.stem = stem;
        this.keys = List.of(keys);
    }

    String file() {
        return stem + ".yaml";
    }

    List<String> keys() {
        return keys;
    }
}
