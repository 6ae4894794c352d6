package io.hourbook.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call of a target.
 *
 * @param method  GET, POST or PUT
 * @param path    below the target's address, encoded, beginning with a slash; empty for the address itself
 * @param query   encoded, or null
 * @param headers beyond those that every call has; an Authorization here takes the place of the target's own,
 *                and an empty one leaves it out
 * @param body    JSON, or null
 */
public record Request(String method, String path, String query, Map<String, String> headers, String body) {

    static final String KEY = "Idempotency-Key";

    public Request {
        headers = Map.copyOf(headers);
    }

    /** @param key the Idempotency-Key, or null */
    static Request keyed(String method, String path, String query, String key, String body) {
        return new Request(method, path, query, key == null ? Map.of() : Map.of(KEY, key), body);
    }

    /** The same with one more header. */
    public Request with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, path, query, more, body);
    }
}
