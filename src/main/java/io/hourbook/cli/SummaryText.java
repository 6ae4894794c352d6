package io.hourbook.cli;

import io.hourbook.expense.ExpenseLaws;
import io.hourbook.money.Hours;
import io.hourbook.run.Summary;
import java.util.Map;
import java.util.stream.Collectors;

/** A pass in words for the terminal. */
final class SummaryText {

    private SummaryText() {}

    static String of(Summary summary) {
        Summary.Rows rows = summary.rows();
        Summary.Documents documents = summary.documents();
        StringBuilder text = new StringBuilder();
        line(text, "Run " + summary.run(), Hours.elapsed(summary.elapsedMs()));
        line(text, "rows", rows.received() + " received: " + rows.fresh() + " new, " + rows.duplicates() + " duplicates, " + rows.amended()
                + " amended, " + rows.skipped() + " skipped, " + rows.malformed() + " malformed");
        line(text, "held", summary.held().isEmpty() ? "nothing" : words(summary.held()));
        line(text, "excluded", summary.excluded().isEmpty() ? "nothing" : words(summary.excluded()));
        line(text, "documents", documents.created() + " created, " + documents.updated() + " updated, " + documents.delivered()
                + " delivered, " + documents.pending() + " to be tried again, " + documents.failed() + " refused for good");
        line(text, "hours", Hours.clock(summary.seconds().received()) + " received; pay " + side(summary.seconds().pay()) + "; bill "
                + side(summary.seconds().bill()));
        expenses(text, summary.expenses());
        line(text, "conserved", summary.conserved() ? "yes" : "NO");
        summary.broken().forEach(law -> line(text, "", law));
        return text.toString().stripTrailing();
    }

    /** Only of a company that has any: how many wait or are left out, and what was spent, a line for each currency. */
    private static void expenses(StringBuilder text, ExpenseLaws.Figures expenses) {
        if (expenses == null) {
            return;
        }
        line(text, "expenses", "held: " + (expenses.held().isEmpty() ? "nothing" : words(expenses.held())) + "; excluded: "
                + (expenses.excluded().isEmpty() ? "nothing" : words(expenses.excluded())));
        expenses.money().forEach((currency, spent) -> line(
                text, "", spent.received() + " " + currency + " spent; pay " + side(spent.pay()) + "; bill " + side(spent.bill())));
    }

    private static String side(ExpenseLaws.Side side) {
        return side.allocated() + " allocated, " + side.held() + " held, " + side.excluded() + " excluded";
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format("%-10s %s%n", label, value));
    }

    private static String words(Map<String, Long> counts) {
        return counts.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey()).collect(Collectors.joining(", "));
    }

    private static String side(Summary.Side side) {
        return Hours.clock(side.allocated()) + " allocated, " + Hours.clock(side.held()) + " held, " + Hours.clock(side.excluded()) + " excluded";
    }
}
