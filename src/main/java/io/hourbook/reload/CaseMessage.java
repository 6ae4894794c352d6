package io.hourbook.reload;

import java.util.Map;

/**
 * What a case sends into its route where it is more than a body.
 *
 * @param body       of the message, or null
 * @param givenBy    the bean's method that gives such a body, {@code slots.slot}, where the body is written as its fields; else null
 * @param headers    of the message
 * @param properties of the exchange
 * @param variables  of the exchange
 */
public record CaseMessage(Object body, String givenBy, Map<String, Object> headers, Map<String, Object> properties, Map<String, Object> variables) {

    public static CaseMessage of(Object body) {
        return new CaseMessage(body, null, Map.of(), Map.of(), Map.of());
    }
}
