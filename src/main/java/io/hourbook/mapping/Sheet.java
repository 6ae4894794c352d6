package io.hourbook.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tables of a mapping book and their columns, in the order in which they are shipped. */
enum Sheet {
    WORKERS("workers", true,
            "worker! name! email kind! tracker zone! jurisdiction! workweek_starts! cost_rate! cost_currency! vendor form_1099"
                    + " terms until"),
    CLIENTS("clients", true,
            "client! name! customer currency! terms fx_lock increment_minutes rounding minimum_minutes money_rounding"
                    + " owner_email rounding_scope"),
    PROJECTS("projects", true,
            "project! name! client! job engagement! retainer rebill_contractors increment_minutes rounding minimum_minutes"
                    + " rounding_scope"),
    SERVICES("services", true, "service! name! item income_account expense_account!"),
    ACCOUNTS("accounts", true, "account! name! type!"),
    RATES("rates", false, "client project service worker rate! currency! from! until"),
    RETAINERS("retainers", false, "retainer! client! currency! prepaid! overage from!"),
    SOURCES("sources", false, "source! format! zone date_order starts"),
    NAMES("names", false, "source kind! name! id!"),
    TARGET_NAMES("target-names", false, "target! kind! ours! theirs!"),
    EXPENSE_CATEGORIES("expense-categories", false,
            "category! name! account! income_account tax_code billable reimbursable markup_percent receipt_above"),
    EXPENSE_RATES("expense-rates", false, "category! unit! rate! currency! from! until");

    private final String stem;
    private final boolean needed;
    private final List<String> columns = new ArrayList<>();
    private final Set<String> neededColumns = new LinkedHashSet<>();

    /** @param words the columns; one that every table must have ends in ! */
    Sheet(String stem, boolean needed, String words) {
        this.stem = stem;
        this.needed = needed;
        for (String word : words.split(" ")) {
            String column = word.replace("!", "");
            columns.add(column);
            if (word.endsWith("!")) {
                neededColumns.add(column);
            }
        }
    }

    String file() {
        return stem + ".csv";
    }

    /** Whether a book without this table cannot work. */
    boolean needed() {
        return needed;
    }

    List<String> columns() {
        return columns;
    }

    Set<String> neededColumns() {
        return neededColumns;
    }
}
