package io.hourbook.xero;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;

/** JSON whose numbers stay the decimals that they are. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** What was received, or a missing node where it is no JSON. */
    static JsonNode read(byte[] body) {
        try {
            JsonNode read = MAPPER.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** @throws IllegalStateException where our own document is no JSON */
    static JsonNode ours(String document) {
        try {
            return MAPPER.readTree(document);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("our own document is no JSON", broken);
        }
    }

    static String written(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A text that stands there, or null where there is none. */
    static String text(JsonNode of, String field) {
        JsonNode value = of.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank() ? value.asText() : null;
    }

    /** A number, or a text of digits; null where there is neither. */
    static BigDecimal decimal(JsonNode of, String field) {
        JsonNode value = of.path(field);
        if (value.isNumber()) {
            return value.decimalValue();
        }
        String text = text(of, field);
        return text != null && text.matches("-?\\d{1,18}(\\.\\d{1,12})?") ? new BigDecimal(text) : null;
    }
}
