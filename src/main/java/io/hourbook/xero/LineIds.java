package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * Gives each line of an update the LineItemID that it has there. A line without its id is deleted and made anew, and whatever hung
 * on it is lost. Xero knows no ids of ours, so that a line is known by what it says: all of it, else its words, else its place.
 */
final class LineIds {

    private static final String ID = "LineItemID";

    private LineIds() {}

    /**
     * @param lines    of the update, in our order; they get their ids
     * @param standing as Xero has them
     */
    static void keep(JsonNode lines, JsonNode standing) {
        List<ObjectNode> without = new ArrayList<>();
        lines.forEach(line -> without.add((ObjectNode) line));
        List<JsonNode> free = new ArrayList<>();
        standing.forEach(line -> {
            if (Json.text(line, ID) != null) {
                free.add(line);
            }
        });
        match(without, free, LineIds::same);
        match(without, free, LineIds::sameWords);
        match(without, free, (line, there) -> true);
    }

    private static void match(List<ObjectNode> without, List<JsonNode> free, BiPredicate<JsonNode, JsonNode> alike) {
        without.removeIf(line -> {
            JsonNode found = free.stream().filter(there -> alike.test(line, there)).findFirst().orElse(null);
            if (found != null) {
                free.remove(found);
                line.put(ID, Json.text(found, ID));
                keepBeside(line, found);
            }
            return found != null;
        });
    }

    /** What was set there of a line that is still the same, and that ours says nothing of. */
    private static void keepBeside(ObjectNode line, JsonNode there) {
        if (!sameWords(line, there) || !Objects.equals(Json.text(line, "AccountCode"), Json.text(there, "AccountCode"))) {
            return;
        }
        for (String field : List.of("TaxType", "ItemCode")) {
            if (!line.has(field) && Json.text(there, field) != null) {
                line.put(field, Json.text(there, field));
            }
        }
        for (JsonNode option : there.path("Tracking")) {
            if (line.path("Tracking").findValuesAsText("Name").stream().noneMatch(option.path("Name").asText()::equalsIgnoreCase)) {
                line.withArray("Tracking").addObject().put("Name", option.path("Name").asText()).put("Option", option.path("Option").asText());
            }
        }
    }

    private static boolean same(JsonNode line, JsonNode there) {
        return sameWords(line, there)
                && Objects.equals(Json.text(line, "AccountCode"), Json.text(there, "AccountCode"))
                && sameNumber(line, there, "Quantity") && sameNumber(line, there, "UnitAmount");
    }

    private static boolean sameWords(JsonNode line, JsonNode there) {
        return Objects.equals(Json.text(line, "Description"), Json.text(there, "Description"));
    }

    private static boolean sameNumber(JsonNode line, JsonNode there, String field) {
        BigDecimal ours = Json.decimal(line, field);
        BigDecimal theirs = Json.decimal(there, field);
        return ours != null && theirs != null && ours.compareTo(theirs) == 0;
    }
}
