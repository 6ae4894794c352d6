package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** How Xero shows what it was sent: with all that it knows beside, days in its own form, numbers without their zeros, lines with ids. */
final class Echo {

    private static final Set<String> NUMBERS = Set.of("Quantity", "UnitAmount", "LineAmount", "CurrencyRate");

    private Echo() {}

    /** @param kept as it was sent and is kept there */
    static ObjectNode of(Resource resource, JsonNode kept) {
        ObjectNode shown = kept.deepCopy();
        day(shown, "Date", !resource.journal());
        day(shown, "DueDate", !resource.journal());
        numbers(shown);
        if (!resource.journal()) {
            ObjectNode contact = (ObjectNode) shown.path("Contact");
            contact.put("ContactStatus", "ACTIVE").put("Name", "Name of " + contact.path("ContactID").asText().substring(0, 4));
            contact.putArray("Addresses").addObject().put("AddressType", "POBOX");
            if (!shown.has("CurrencyRate")) {
                shown.put("CurrencyRate", new BigDecimal("1.0"));
            }
            if (!shown.has("Reference")) {
                shown.put("Reference", "");
            }
            shown.put("SentToContact", kept.path("SentToContact").asBoolean());
        }
        shown.put("UpdatedDateUTC", "/Date(1743379200000+0000)/");
        ArrayNode lines = shown.putArray(resource.lines());
        kept.path(resource.lines()).forEach(line -> lines.add(line(resource, (ObjectNode) line.deepCopy())));
        return shown;
    }

    private static ObjectNode line(Resource resource, ObjectNode line) {
        if (line.has("Description")) {
            line.put("Description", line.path("Description").asText().strip().replace("\n", "\r\n"));
        }
        if (!line.has("TaxType")) {
            line.put("TaxType", resource.journal() ? "NONE" : "OUTPUT");
        }
        line.put("TaxAmount", new BigDecimal("0.0"));
        if (line.has("AccountCode") && !line.has("AccountID")) {
            line.put("AccountID", id(line.path("AccountCode").asText()));
        }
        ArrayNode tracking = line.withArray("Tracking");
        tracking.forEach(option -> ((ObjectNode) option).put("TrackingCategoryID", id(option.path("Name").asText()))
                .put("TrackingOptionID", id(option.path("Option").asText())));
        numbers(line);
        if (!resource.journal()) {
            if (!line.has("LineItemID")) {
                line.put("LineItemID", id(line.toString()));
            }
            line.putArray("ValidationErrors");
        }
        return line;
    }

    private static void day(ObjectNode of, String field, boolean withString) {
        String day = Element.day(Json.text(of, field));
        if (day != null) {
            if (withString) {
                of.put(field + "String", day + "T00:00:00");
            }
            of.put(field, "/Date(" + LocalDate.parse(day).toEpochDay() * 86_400_000L + "+0000)/");
        }
    }

    /** As a program that counts in floating points writes them: 83.33, 20.0, 0.924642. */
    private static void numbers(ObjectNode of) {
        for (String field : NUMBERS) {
            BigDecimal number = Json.decimal(of, field);
            if (number != null) {
                BigDecimal plain = number.setScale(field.equals("CurrencyRate") ? 6 : 4, RoundingMode.HALF_UP).stripTrailingZeros();
                of.put(field, plain.scale() < 1 ? plain.setScale(1) : plain);
            }
        }
    }

    static String id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** An answer to a call, with each document of it as it is shown. */
    static ObjectNode answer(Resource resource, ObjectNode answer) {
        ArrayNode list = (ArrayNode) answer.path(resource.path());
        List<JsonNode> kept = new java.util.ArrayList<>();
        list.forEach(kept::add);
        list.removeAll();
        kept.forEach(one -> list.add(one.path("HasErrors").asBoolean() ? one : of(resource, one)));
        return answer;
    }
}
