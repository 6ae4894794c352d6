package io.hourbook.cases;

import io.hourbook.mapping.ExpenseCategory;
import io.hourbook.mapping.ExpenseRate;
import io.hourbook.mapping.MappingBook;
import io.hourbook.money.Money;
import io.hourbook.reload.CaseIn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What can be asked of the two tables of expenses. A word or a day that no row has is an answer, since both may be empty. */
final class ExpenseKinds {

    private ExpenseKinds() {}

    /** By the table's name without its ending.
     *
     * @param day asked for where a case names none */
    static Map<String, CaseKind> all(LocalDate day) {
        Map<String, CaseKind> kinds = new LinkedHashMap<>();
        kinds.put("expense-categories", CaseKind.of("category",
                "id name account income_account tax_code billable reimbursable markup_percent receipt_above", ExpenseKinds::category));
        kinds.put("expense-rates", CaseKind.of("category date units", "unit rate currency from until amount line",
                (book, in) -> rate(book, in, in.date("date", day))));
        return kinds;
    }

    /** By what a tracker calls it, as an expense finds its category. */
    private static Map<String, Object> category(MappingBook book, CaseIn in) {
        Optional<ExpenseCategory> found = book.expenses().category(named(in));
        return TableKinds.fields(
                "id", found.map(ExpenseCategory::category).orElse(null), "name", found.map(ExpenseCategory::name).orElse(null),
                "account", found.map(ExpenseCategory::account).orElse(null),
                "income_account", found.map(ExpenseCategory::incomeAccount).orElse(null),
                "tax_code", found.map(ExpenseCategory::taxCode).orElse(null),
                "billable", found.map(category -> word(category.billable())).orElse(null),
                "reimbursable", found.map(category -> word(category.reimbursable())).orElse(null),
                "markup_percent", found.map(ExpenseCategory::markupPercent).orElse(null),
                "receipt_above", found.map(ExpenseCategory::receiptAbove).orElse(null));
    }

    /** What a unit is paid on a day, and what the units come to, rounded once as an expense is. */
    private static Map<String, Object> rate(MappingBook book, CaseIn in, LocalDate day) {
        String named = named(in);
        BigDecimal units = in.decimal("units");
        Optional<ExpenseRate> found = book.expenses().category(named).flatMap(category -> book.expenses().rate(category.category(), day));
        return TableKinds.fields(
                "unit", found.map(ExpenseRate::unit).orElse(null), "rate", found.map(ExpenseRate::rate).orElse(null),
                "currency", found.map(ExpenseRate::currency).orElse(null), "from", found.map(ExpenseRate::from).orElse(null),
                "until", found.map(ExpenseRate::until).orElse(null),
                "amount", found.filter(rate -> units != null)
                        .map(rate -> Money.round(rate.rate().multiply(units), rate.currency(), book.policies().companyMoneyRounding())).orElse(null),
                "line", found.map(rate -> rate.at().replaceFirst(".*:", "")).orElse(null));
    }

    private static String named(CaseIn in) {
        String named = in.text("category", null);
        if (named == null) {
            throw new IllegalArgumentException("it names no category");
        }
        return named;
    }

    private static String word(boolean yes) {
        return yes ? "yes" : "no";
    }
}
