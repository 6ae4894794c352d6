package io.hourbook.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.money.Currencies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
    private static final JsonFactory JSON = new JsonFactory();

    private final StringWriter text = new StringWriter(512);
    private final JsonGenerator out;

    LineJson() {
        try {
            out = JSON.createGenerator(text);
            out.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LineJson text(String name, String value) {
        return write(() -> {
            out.writeFieldName(name);
            if (value == null) {
                out.writeNull();
            } else {
                out.writeString(value);
            }
        });
    }

    LineJson number(String name, long value) {
        return write(() -> out.writeNumberField(name, value));
    }

    LineJson money(String name, BigDecimal amount, String currency) {
        return text(name, amount == null ? null : money(amount, currency));
    }

    LineJson entry(String reference) {
        return write(() -> {
            out.writeArrayFieldStart("entries");
            out.writeString(reference);
            out.writeEndArray();
        });
    }

    LineJson original(String currency, BigDecimal amount) {
        return write(() -> {
            out.writeObjectFieldStart("original");
            out.writeStringField("currency", currency);
            out.writeStringField("amount", money(amount, currency));
            out.writeEndObject();
        });
    }

    /** A value that is JSON already, or null. */
    LineJson raw(String name, String json) {
        return write(() -> {
            out.writeFieldName(name);
            out.writeRawValue(json == null ? "null" : json);
        });
    }

    String done() {
        write(() -> {
            out.writeEndObject();
            out.close();
        });
        return text.toString();
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

    static String money(BigDecimal amount, String currency) {
        return amount.setScale(Currencies.minorUnits(currency), RoundingMode.UNNECESSARY).toPlainString();
    }

    /** A rate with as many decimals as it needs, but no fewer than its currency has. */
    static String rate(BigDecimal rate, String currency) {
        BigDecimal plain = rate.stripTrailingZeros();
        return plain.setScale(Math.max(plain.scale(), Currencies.minorUnits(currency)), RoundingMode.UNNECESSARY).toPlainString();
    }

    private LineJson write(Step step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
