package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What of a document in Xero we have said, in its own words: who, when, how much, and each line. Whatever Xero adds to it (names, ids,
 * sums, taxes, dates that it knows better) was not said and is no part of it.
 *
 * @param json fields of the document and its lines, only those that were said
 */
record Content(JsonNode json) {

    private static final Set<String> HEAD =
            Set.of("InvoiceNumber", "CreditNoteNumber", "Reference", "Narration", "Date", "DueDate", "CurrencyCode", "CurrencyRate", "LineAmountTypes");
    private static final Set<String> LINE = Set.of(
            "Description", "Quantity", "LineAmount", "AccountCode", "AccountID", "ItemCode", "TaxType", "DiscountRate", "DiscountAmount");

    /** That of a body of ours, or of what Xero made of it. */
    static Content of(Resource resource, JsonNode document) {
        ObjectNode said = picked(document, HEAD);
        String contact = Json.text(document.path("Contact"), "ContactID");
        if (contact != null) {
            said.put("Contact", contact);
        }
        ArrayNode lines = said.putArray(resource.lines());
        for (JsonNode line : document.path(resource.lines())) {
            ObjectNode one = picked(line, LINE);
            for (JsonNode option : line.path("Tracking")) {
                ObjectNode tracking = one.withArray("Tracking").addObject();
                tracking.put("Name", option.path("Name").asText()).put("Option", option.path("Option").asText());
            }
            lines.add(one);
        }
        return new Content(said);
    }

    private static ObjectNode picked(JsonNode of, Set<String> fields) {
        ObjectNode picked = Json.object();
        fields.stream().sorted().filter(of::hasNonNull).forEach(field -> picked.set(field, of.get(field)));
        return picked;
    }

    /** One that was kept. */
    static Content read(String text) {
        return new Content(Json.ours(text));
    }

    /** As it is kept. */
    String text() {
        return Json.written(json);
    }

    /**
     * Without what depends on mappings and on days: what is left is the same whatever accounts, contacts and taxes are called by now.
     *
     * @param resource where it stands
     */
    Content bare(Resource resource) {
        ObjectNode bare = Json.object();
        ArrayNode lines = bare.putArray(resource.lines());
        json.path(resource.lines()).forEach(line -> lines.add(picked(line, Set.of("Description", "Quantity", "LineAmount"))));
        return new Content(bare);
    }

    /** The rate that was said, or null where none was. */
    BigDecimal rate() {
        return Json.decimal(json, "CurrencyRate");
    }

    /** In what a document there differs from this, in words; none where it says it. */
    List<String> unlike(Element standing) {
        List<String> unlike = new ArrayList<>();
        String contact = Json.text(json, "Contact");
        if (contact != null && !contact.equalsIgnoreCase(Json.text(standing.json().path("Contact"), "ContactID"))) {
            unlike.add("another contact");
        }
        for (String field : List.of("InvoiceNumber", "CreditNoteNumber", "Reference", "Narration", "Date", "DueDate", "CurrencyCode", "LineAmountTypes")) {
            if (json.has(field) && !Saying.same(field, json, standing.json())) {
                unlike.add(Saying.difference(field, json, standing.json()));
            }
        }
        unlike.addAll(new LinesSaid(json.path(standing.resource().lines()), standing.json().path(standing.resource().lines()), standing.resource().journal()).unlike());
        return unlike;
    }
}
