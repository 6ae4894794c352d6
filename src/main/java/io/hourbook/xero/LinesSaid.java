package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The lines that we said, found again among those that stand there, whatever their order.
 *
 * @param said     each with the fields that were said
 * @param standing as Xero has them
 * @param journal  whether they are a journal's
 */
record LinesSaid(JsonNode said, JsonNode standing, boolean journal) {

    private static final List<String> FIELDS = List.of("Description", "Quantity", "LineAmount", "AccountCode", "AccountID", "ItemCode", "TaxType");
    private static final List<String> DISCOUNTS = List.of("DiscountRate", "DiscountAmount");
    private static final int MOST_TOLD = 4;

    /** In what they differ, in words; none where all are there, and no others. */
    List<String> unlike() {
        List<JsonNode> free = new ArrayList<>();
        standing.forEach(line -> addUnlessNothing(free, line));
        List<JsonNode> lost = new ArrayList<>();
        List<JsonNode> ours = new ArrayList<>();
        said.forEach(line -> addUnlessNothing(ours, line));
        // the line of which most was said chooses first: another might take what only it fits
        ours.sort(Comparator.comparingInt((JsonNode line) -> line.size() + line.path("Tracking").size()).reversed());
        for (JsonNode line : ours) {
            if (!taken(free, there -> differences(line, there).isEmpty())) {
                lost.add(line);
            }
        }
        return told(lost, free);
    }

    /** A journal's line that comes to nothing moves nothing, and may be left out there. */
    private void addUnlessNothing(List<JsonNode> lines, JsonNode line) {
        BigDecimal amount = Json.decimal(line, "LineAmount");
        if (!journal || amount == null || amount.signum() != 0) {
            lines.add(line);
        }
    }

    private static boolean taken(List<JsonNode> free, Predicate<JsonNode> fits) {
        JsonNode found = free.stream().filter(fits).findFirst().orElse(null);
        // by identity: two lines may say the same
        return found != null && free.removeIf(one -> one == found);
    }

    private static List<String> differences(JsonNode line, JsonNode there) {
        List<String> differences = new ArrayList<>();
        for (String field : FIELDS) {
            boolean silent = field.equals("AccountID") && !there.has(field) && there.has("AccountCode");
            if (line.has(field) && !silent && !Saying.same(field, line, there)) {
                differences.add(Saying.difference(field, line, there));
            }
        }
        for (String field : DISCOUNTS) {
            if (Json.decimal(there, field) != null && Json.decimal(there, field).signum() != 0 && !Saying.same(field, line, there)) {
                differences.add(Saying.difference(field, line, there));
            }
        }
        for (JsonNode option : line.path("Tracking")) {
            if (!tracked(option, there)) {
                differences.add(option.path("Name").asText() + " no longer " + option.path("Option").asText());
            }
        }
        return differences;
    }

    private static boolean tracked(JsonNode option, JsonNode there) {
        for (JsonNode one : there.path("Tracking")) {
            if (one.path("Name").asText().equalsIgnoreCase(option.path("Name").asText())
                    && one.path("Option").asText().equalsIgnoreCase(option.path("Option").asText())) {
                return true;
            }
        }
        return false;
    }

    private static List<String> told(List<JsonNode> lost, List<JsonNode> free) {
        List<String> told = new ArrayList<>();
        for (JsonNode line : lost) {
            JsonNode there = free.stream().filter(one -> Saying.same("Description", line, one)).findFirst().orElse(null);
            if (there != null) {
                free.removeIf(one -> one == there);
                told.add("line \"" + name(line) + "\": " + String.join(", ", differences(line, there)));
            } else {
                told.add("no line \"" + name(line) + "\" of " + amount(line));
            }
        }
        free.forEach(line -> told.add("a line \"" + name(line) + "\" of " + amount(line)));
        int more = told.size() - MOST_TOLD;
        return more <= 0 ? told : List.of(String.join("; ", told.subList(0, MOST_TOLD)), "and " + more + " more");
    }

    private static String name(JsonNode line) {
        String words = line.path("Description").asText().strip();
        return words.length() > 40 ? words.substring(0, 40) + "…" : words;
    }

    private static String amount(JsonNode line) {
        return String.valueOf(Json.text(line, "LineAmount"));
    }
}
