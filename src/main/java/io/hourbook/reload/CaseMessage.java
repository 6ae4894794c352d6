package io.hourbook.reload;

import java.util.Map;

/**
 * What a case sends into its route where it is more than a body.
 *
 * @param body       of the message, or null
 * @param headers    of the message
 * @param properties of the exchange
 * @param variables  of the exchange
 */
public record CaseMessage(Object body, Map<String, Object> headers, Map<String, Object> properties, Map<String, Object> variables) {

    public static CaseMessage of(Object body) {
        return new CaseMessage(body, Map.of(), Map.of(), Map.of());
    }
}
