package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Several things in one call. Each part has a name of its own, by which its answer is found: their order says nothing. */
final class BatchItems {

    /** As many as QuickBooks takes. */
    static final int MOST = 30;

    private final List<Item> items = new ArrayList<>();

    /** @param operation create, update or delete */
    private record Item(String operation, Entity entity, ObjectNode body) {}

    void add(String operation, Entity entity, ObjectNode body) {
        items.add(new Item(operation, entity, body));
    }

    int size() {
        return items.size();
    }

    JsonNode body() {
        ObjectNode body = Wire.object();
        ArrayNode requests = body.putArray("BatchItemRequest");
        for (int i = 0; i < items.size(); i++) {
            ObjectNode request = requests.addObject();
            request.put("bId", name(i));
            request.put("operation", items.get(i).operation());
            request.set(items.get(i).entity().word(), items.get(i).body());
        }
        return body;
    }

    /** The answer to each, in the order in which they were added; null where there is none. */
    List<JsonNode> answers(JsonNode answer) {
        Map<String, JsonNode> byName = new HashMap<>();
        answer.path("BatchItemResponse").forEach(each -> byName.put(each.path("bId").asText(), each));
        List<JsonNode> answers = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            answers.add(byName.get(name(i)));
        }
        return answers;
    }

    private static String name(int position) {
        return "b" + (position + 1);
    }
}
