package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.expense.ExpenseLaws;
import io.hourbook.run.Summary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a pass came to, in words. */
class SummaryTextTest {

    private static String words(ExpenseLaws.Figures expenses) {
        Summary.Side nothing = new Summary.Side(0, 0, 0);
        return SummaryText.of(new Summary(
                7, new Summary.Rows(2, 2, 0, 0, 0, 0), Map.of(), Map.of(), new Summary.Documents(1, 0, 1, 0, 0),
                new Summary.Seconds(0, nothing, nothing), expenses, true, 1200, List.of()));
    }

    @Test
    void expensesAreTold() {
        ExpenseLaws.Side pay = new ExpenseLaws.Side("100.00", "84.50", "0.00");
        ExpenseLaws.Side bill = new ExpenseLaws.Side("0.00", "84.50", "100.00");

        assertThat(words(new ExpenseLaws.Figures(
                Map.of("missing-document", 1L), Map.of(), Map.of("EUR", new ExpenseLaws.Spent("184.50", pay, bill)))).lines()).containsSubsequence(
                        "expenses   held: 1 missing-document; excluded: nothing",
                        "           184.50 EUR spent; pay 100.00 allocated, 84.50 held, 0.00 excluded; bill 0.00 allocated, 84.50 held, 100.00 excluded",
                        "conserved  yes");
    }

    @Test
    void aCompanyWithoutThemReadsNothingOfThem() {
        assertThat(words(null)).doesNotContain("expenses");
    }
}
