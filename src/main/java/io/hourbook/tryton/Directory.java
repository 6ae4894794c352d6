package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The records of one target by what people call them: an account by its code, a customer by theirs. */
final class Directory {

    private final Map<String, JsonNode> known = new ConcurrentHashMap<>();

    Optional<JsonNode> find(RecordKind kind, String name) {
        return Optional.ofNullable(known.get(kind + " " + name));
    }

    void keep(RecordKind kind, String name, JsonNode record) {
        known.put(kind + " " + name, record);
    }

    /** After a refusal: what is known may be what was wrong. */
    void forget() {
        known.clear();
    }
}
