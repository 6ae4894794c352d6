package io.hourbook.delivery;

/**
 * One call of a target.
 *
 * @param method GET, POST or PUT
 * @param path   below the target's address, encoded, beginning with a slash
 * @param query  encoded, or null
 * @param key    the Idempotency-Key, or null
 * @param body   JSON, or null
 */
record Request(String method, String path, String query, String key, String body) {

    /** Whether an answer that never comes leaves unknown what the target has. */
    boolean creates() {
        return method.equals("POST");
    }
}
