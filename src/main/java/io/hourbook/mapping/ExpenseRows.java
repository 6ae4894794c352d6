package io.hourbook.mapping;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Rows about expenses: what money is spent on, and what is paid by the unit. */
final class ExpenseRows {

    private final Facts facts;

    ExpenseRows(Facts facts) {
        this.facts = facts;
    }

    void category(Row row) {
        String id = row.needed("category").id();
        String account = row.needed("account").id(32);
        facts.keep(facts.expenseCategories, id, new ExpenseCategory(
                id,
                row.needed("name").name(),
                account,
                Row.or(row.cell("income_account").id(32), account),
                row.cell("tax_code").id(),
                Row.or(row.cell("billable").yesNo(), false),
                Row.or(row.cell("reimbursable").yesNo(), true),
                Row.or(row.cell("markup_percent").decimal(BigDecimal.ZERO, 4), BigDecimal.ZERO),
                row.cell("receipt_above").decimal(BigDecimal.ZERO, 4),
                row.at()), row);
    }

    void rate(Row row) {
        String category = row.needed("category").id();
        LocalDate from = row.needed("from").date();
        ExpenseRate rate = new ExpenseRate(
                category,
                row.needed("unit").name(),
                row.needed("rate").decimal(BigDecimal.ZERO, 6),
                row.needed("currency").currency(),
                from,
                row.cell("until").date(),
                row.at());
        if (from != null && rate.until() != null && !from.isBefore(rate.until())) {
            row.faults().add("MAP-128", row.at(), "the rate ends before it begins", "from " + from + " until " + rate.until(),
                    "until is the first day no longer in force, after from", "correct one of the two dates");
        }
        if (category != null && from != null && facts.once(row, "the rate of " + category + " from " + from, row.path() + "|" + category + "|" + from)) {
            facts.expenseRates.add(rate);
        }
    }
}
