package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the sandbox answers.
 *
 * @param status HTTP status
 * @param body   always an object
 */
public record SandboxReply(int status, ObjectNode body) {

    static SandboxReply id(int status, int id) {
        return new SandboxReply(status, object().put("id", Sandbox.externalId(id)));
    }

    static SandboxReply errors(int status, List<String> messages) {
        ObjectNode body = object();
        messages.forEach(message -> body.withArray("errors").addObject().put("message", message));
        return new SandboxReply(status, body);
    }

    static SandboxReply error(int status, String message) {
        return errors(status, List.of(message));
    }

    static SandboxReply documents(List<? extends JsonNode> documents) {
        ObjectNode body = object();
        body.putArray("documents").addAll(documents);
        return new SandboxReply(200, body);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
