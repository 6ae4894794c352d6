package io.hourbook.cases;

import io.hourbook.reload.CaseAdapter;
import io.hourbook.reload.CaseIn;
import io.hourbook.reload.CaseMessage;
import io.hourbook.reload.CaseTold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * What the cases beside routes mean that order what others do: schedules, reports, shared parts, and whatever a company adds. A case
 * says what the message carries, {@code answers} says what everybody else answers, and what leaves is shown as it is.
 */
final class OtherCases implements CaseAdapter {

    private static final Set<String> CARRIES = Set.of("body", "given_by", "headers", "properties", "variables");

    @Override
    public Object message(String route, Map<String, Object> in) {
        CaseIn fields = new CaseIn(in);
        Object body = fields.any("body");
        CaseMessage message = new CaseMessage(body, fields.text("given_by", null), map(fields, "headers"), map(fields, "properties"), map(fields, "variables"));
        fields.done();
        return message;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(CaseIn fields, String name) {
        Object value = fields.any(name);
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException(name + " has fields, and is not " + value + "; a message carries " + CARRIES);
    }

    /** The fields of the body, or the body, with the headers and the address that it goes to. */
    @Override
    public List<Map<String, Object>> fields(String exit, Exchange exchange, String address) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Object body = CaseTold.body(exchange);
        Map<String, Object> own = CaseTold.fields(body);
        if (own == null) {
            fields.put("body", body);
        } else {
            fields.putAll(own);
        }
        fields.put("headers", new LinkedHashMap<>(exchange.getMessage().getHeaders()));
        fields.put("properties", new LinkedHashMap<>(exchange.getProperties()));
        fields.put("address", address);
        return List.of(fields);
    }
}
