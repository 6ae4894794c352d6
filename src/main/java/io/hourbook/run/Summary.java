package io.hourbook.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/**
 * What a pass came to: the object that {@code sync --json} prints. {@code rows} and {@code documents} are this run's;
 * {@code held}, {@code excluded} and {@code seconds} are the state after it.
 *
 * @param held     entries by their first reason
 * @param excluded entries by their first reason
 * @param broken   the laws of conservation that do not hold, in sentences; empty where all do
 */
@JsonPropertyOrder({"run", "rows", "held", "excluded", "documents", "seconds", "conserved", "elapsed_ms", "broken"})
public record Summary(
        int run,
        Rows rows,
        Map<String, Long> held,
        Map<String, Long> excluded,
        Documents documents,
        Seconds seconds,
        boolean conserved,
        @JsonProperty("elapsed_ms") long elapsedMs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> broken) {

    public Summary {
        broken = broken == null ? List.of() : broken;
    }

    public record Rows(
            long received, @JsonProperty("new") long fresh, long duplicates, long amended, long skipped, long malformed) {}

    /** {@code failed} is refused for good, {@code pending} is to be tried again. */
    public record Documents(int created, int updated, int delivered, int pending, int failed) {}

    public record Seconds(long received, Side pay, Side bill) {}

    public record Side(long allocated, long held, long excluded) {}
}
