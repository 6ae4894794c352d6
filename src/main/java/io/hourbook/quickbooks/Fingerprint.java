package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a document there is ours to say: who, when, how much, and each line. Two bodies with one fingerprint say the same,
 * whatever QuickBooks adds to them (names, sums, tax, addresses) and however it writes numbers. What people may set beside it (tax,
 * terms, the exchange rate, a message to the customer) is no part of it.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(Entity entity, JsonNode body) {
        List<String> parts = new ArrayList<>();
        if (entity == Entity.TIME_ACTIVITY) {
            parts.add(ref(body, "EmployeeRef"));
            parts.add(ref(body, "ItemRef"));
            parts.add(day(body, "TxnDate"));
            parts.add(body.path("Hours").asText("0") + ":" + body.path("Minutes").asText("0"));
            return Wire.digest(String.join("\n", parts), 16);
        }
        parts.add(entity.party() == null ? "" : ref(body, entity.party()));
        parts.add(day(body, "TxnDate"));
        parts.add(entity.due() ? day(body, "DueDate") : "");
        parts.add(ref(body, "CurrencyRef"));
        parts.add(ref(body, "DepartmentRef"));
        for (JsonNode line : body.path("Line")) {
            if (!line.path("DetailType").asText().equals("SubTotalLineDetail")) {
                parts.add(line(line));
            }
        }
        return Wire.digest(String.join("\n", parts), 16);
    }

    /** What one line says. */
    static String line(JsonNode line) {
        JsonNode detail = line.path(line.path("DetailType").asText());
        return String.join("|", line.path("DetailType").asText(), number(line.path("Amount")), words(line.path("Description").asText("")),
                ref(detail, "ItemRef"), ref(detail, "AccountRef"), ref(detail, "ClassRef"), ref(detail, "DepartmentRef"),
                number(detail.path("Qty")), number(detail.path("UnitPrice")), detail.path("PostingType").asText(""));
    }

    static String ref(JsonNode of, String name) {
        return of.path(name).path("value").asText("");
    }

    private static String day(JsonNode of, String name) {
        String text = of.path(name).asText("");
        return text.length() > 10 ? text.substring(0, 10) : text;
    }

    private static String number(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        BigDecimal decimal = Wire.decimal(value);
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    /** Letters and digits: spaces, line ends and what a form cannot show come back otherwise than they went. */
    static String words(String text) {
        StringBuilder words = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).chars()
                .filter(c -> Character.isLetterOrDigit(c) && !Character.isSurrogate((char) c))
                .forEach(c -> words.append((char) c));
        return words.toString();
    }
}
