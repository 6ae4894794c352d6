package io.hourbook.mapping;

import io.hourbook.name.FoldedName;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the company has agreed on about expenses.
 *
 * @param categories by id
 * @param rates      what is paid by the unit, in any order
 */
public record ExpenseTerms(Map<String, ExpenseCategory> categories, List<ExpenseRate> rates) {

    static final ExpenseTerms NONE = new ExpenseTerms(Map.of(), List.of());

    /** The category that a source's word means, by its id, then by its name, in any spelling. */
    public Optional<ExpenseCategory> category(String received) {
        String normal = FoldedName.of(received);
        return normal.isEmpty() ? Optional.empty() : categories.values().stream()
                .filter(category -> FoldedName.of(category.category()).equals(normal))
                .findFirst()
                .or(() -> categories.values().stream().filter(category -> FoldedName.of(category.name()).equals(normal)).findFirst());
    }

    /** The rate of a day: of those that have begun the latest, unless it has ended. */
    public Optional<ExpenseRate> rate(String category, LocalDate day) {
        return rates.stream()
                .filter(rate -> rate.category().equals(category) && !day.isBefore(rate.from()))
                .max(Comparator.comparing(ExpenseRate::from))
                .filter(rate -> rate.holdsOn(day));
    }
}
