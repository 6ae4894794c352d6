package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;

/** Values as Tryton's JSON-RPC has them: decimals and dates are objects that name their class. */
final class Rpc {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Rpc() {}

    static ObjectNode object() {
        return JSON.objectNode();
    }

    static ArrayNode array(Object... values) {
        ArrayNode array = JSON.arrayNode();
        for (Object value : values) {
            array.add(node(value));
        }
        return array;
    }

    static ArrayNode all(Collection<?> values) {
        return array(values.toArray());
    }

    /** A condition of a search: field, operator, value. */
    static ArrayNode where(String field, String operator, Object value) {
        return array(field, operator, value);
    }

    static ObjectNode decimal(BigDecimal value) {
        return object().put("__class__", "Decimal").put("decimal", value.toPlainString());
    }

    static ObjectNode date(LocalDate date) {
        return object().put("__class__", "date").put("year", date.getYear()).put("month", date.getMonthValue())
                .put("day", date.getDayOfMonth());
    }

    /** @return null where it is no decimal */
    static BigDecimal decimal(JsonNode value) {
        String text = value.path("decimal").asText(value.isNumber() ? value.asText() : "");
        return text.matches("-?\\d{1,40}(\\.\\d{1,20})?([eE][+-]?\\d{1,2})?") ? new BigDecimal(text) : null;
    }

    private static JsonNode node(Object value) {
        if (value == null) {
            return JSON.nullNode();
        } else if (value instanceof JsonNode node) {
            return node;
        } else if (value instanceof String text) {
            return JSON.textNode(text);
        } else if (value instanceof BigDecimal amount) {
            return decimal(amount);
        } else if (value instanceof LocalDate date) {
            return date(date);
        } else if (value instanceof Long number) {
            return JSON.numberNode(number);
        }
        return JSON.numberNode((Integer) value);
    }
}
