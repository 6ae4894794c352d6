package io.hourbook.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.money.Currencies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the JSON of one line, field by field in the contract's order. Money is a decimal string, never a number. */
final class LineJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> MEANING = List.of(
            "entries", "worker", "project", "service", "account", "workDate", "seconds", "rawSeconds", "quantity", "rate", "amount",
            "debit", "credit", "section", "taxForm");
    private static final JsonStringEncoder QUOTING = JsonStringEncoder.getInstance();

    private final StringBuilder json = new StringBuilder(640).append('{');

    LineJson text(String name, String value) {
        return name(name).value(value);
    }

    LineJson number(String name, long value) {
        name(name).json.append(value);
        return this;
    }

    LineJson money(String name, BigDecimal amount, String currency) {
        return text(name, amount == null ? null : money(amount, currency));
    }

    LineJson entry(String reference) {
        name("entries").json.append('[');
        value(reference).json.append(']');
        return this;
    }

    LineJson original(String currency, BigDecimal amount) {
        name("original").json.append("{\"currency\":");
        value(currency).json.append(",\"amount\":");
        value(money(amount, currency)).json.append('}');
        return this;
    }

    /** A value that is JSON already, or null. */
    LineJson raw(String name, String value) {
        name(name).json.append(value);
        return this;
    }

    String done() {
        return json.append('}').toString();
    }

    /** @param name nothing that JSON would escape */
    private LineJson name(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        json.append('"').append(name).append("\":");
        return this;
    }

    private LineJson value(String value) {
        if (value == null) {
            json.append("null");
        } else {
            json.append('"');
            QUOTING.quoteAsString(value, json);
            json.append('"');
        }
        return this;
    }

    /** What a line means whatever it is called: entries, worker, project, service, account, day, time and money. */
    static Map<String, String> meaning(String line) {
        try {
            JsonNode fields = MAPPER.readTree(line);
            Map<String, String> meaning = new HashMap<>();
            MEANING.forEach(name -> meaning.put(name, fields.path(name).toString()));
            return meaning;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line that is not JSON", e);
        }
    }

    /**
     * A line of a document that bears a later date than its work, for the period of the work was closed: its words begin with its own.
     *
     * @param period of the work, said where the line has no day
     */
    static String late(String line, String period) {
        try {
            ObjectNode fields = (ObjectNode) MAPPER.readTree(line);
            String day = fields.path("workDate").asText(period);
            if (fields.has("description")) {
                fields.put("description", "Of " + day + ": " + fields.path("description").asText());
            }
            return MAPPER.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line that is not JSON", e);
        }
    }

    static String money(BigDecimal amount, String currency) {
        return amount.setScale(Currencies.minorUnits(currency), RoundingMode.UNNECESSARY).toPlainString();
    }

    /** A rate with as many decimals as it needs, but no fewer than its currency has. */
    static String rate(BigDecimal rate, String currency) {
        BigDecimal plain = rate.stripTrailingZeros();
        return plain.setScale(Math.max(plain.scale(), Currencies.minorUnits(currency)), RoundingMode.UNNECESSARY).toPlainString();
    }
}
