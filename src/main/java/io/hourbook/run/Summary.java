package io.hourbook.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.hourbook.expense.ExpenseLaws;
import java.util.List;
import java.util.Map;

/**
 * What a pass came to: the object that {@code sync --json} prints. {@code rows} and {@code documents} are this run's;
 * {@code held}, {@code excluded} and {@code seconds} are the state after it.
 *
 * @param held     entries by their first reason
 * @param excluded entries by their first reason
 * @param expenses the state of money spent; null for a company without expenses
 * @param broken   the laws of conservation that do not hold, in sentences; empty where all do
 */
@JsonPropertyOrder({"run", "rows", "held", "excluded", "documents", "seconds", "expenses", "conserved", "elapsed_ms", "broken"})
public record Summary(
        int run,
        Rows rows,
        Map<String, Long> held,
        Map<String, Long> excluded,
        Documents documents,
        Seconds seconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) ExpenseLaws.Figures expenses,
        boolean conserved,
        @JsonProperty("elapsed_ms") long elapsedMs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> broken) {

    public Summary {
        broken = broken == null ? List.of() : broken;
    }

    static Summary of(int run, Rows rows, Conservation.State state, Documents documents, long elapsedMs) {
        return new Summary(
                run, rows, state.held(), state.excluded(), documents, state.seconds(), state.expenses(), state.broken().isEmpty(), elapsedMs,
                state.broken());
    }

    public record Rows(
            long received, @JsonProperty("new") long fresh, long duplicates, long amended, long skipped, long malformed) {}

    /** {@code failed} is refused for good, {@code pending} is to be tried again. */
    public record Documents(int created, int updated, int delivered, int pending, int failed) {}

    public record Seconds(long received, Side pay, Side bill) {}

    public record Side(long allocated, long held, long excluded) {}
}
