package io.hourbook.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a pass came to what was counted: a sentence for each thing that did not. */
final class Checks {

    private Checks() {}

    /** Of the first pass over an export: every row of it is new. */
    static List<String> faults(JsonNode summary, Expectation wanted, BooksEndpoint books) {
        List<String> faults = new ArrayList<>();
        same(faults, "rows received", summary.path("rows").path("received").asLong(), wanted.entries);
        same(faults, "new rows", summary.path("rows").path("new").asLong(), wanted.entries);
        faults.addAll(stateFaults(summary, wanted, books));
        return faults;
    }

    /** Of what stands after any pass. */
    static List<String> stateFaults(JsonNode summary, Expectation wanted, BooksEndpoint books) {
        List<String> faults = new ArrayList<>();
        if (!summary.path("conserved").asBoolean()) {
            faults.add("the laws of conservation do not hold");
        }
        same(faults, "held", counts(summary.path("held")), wanted.held);
        same(faults, "excluded", counts(summary.path("excluded")), wanted.excluded);
        same(faults, "documents not delivered",
                summary.path("documents").path("pending").asLong() + summary.path("documents").path("failed").asLong(), 0L);
        JsonNode seconds = summary.path("seconds");
        same(faults, "seconds received", seconds.path("received").asLong(), wanted.seconds);
        same(faults, "seconds of the pay side", seconds.path("pay").path("allocated").asLong(), wanted.paidSeconds);
        same(faults, "seconds of the bill side", seconds.path("bill").path("allocated").asLong(), wanted.chargedSeconds);
        faults.addAll(books.faults(wanted.totals));
        return faults;
    }

    /** Fast and wrong is no figure. @throws AssertionError where there is any fault, with all of them */
    static void refuse(String who, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new AssertionError(who + " came to something else than was counted:\n  " + String.join("\n  ", faults));
        }
    }

    private static void same(List<String> faults, String of, Object saw, Object want) {
        if (!saw.equals(want)) {
            faults.add(of + ": saw " + saw + "; want " + want);
        }
    }

    private static Map<String, Long> counts(JsonNode of) {
        Map<String, Long> counts = new TreeMap<>();
        of.fields().forEachRemaining(one -> counts.put(one.getKey(), one.getValue().asLong()));
        return counts;
    }
}
