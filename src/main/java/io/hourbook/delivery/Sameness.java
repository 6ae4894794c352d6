package io.hourbook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Map;

/** Whether a target's copy of a document says what ours says; it may say more, and count decimals differently. */
final class Sameness {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Sameness() {}

    /**
     * @param ours   the document as it goes out
     * @param theirs the document as the target shows it
     * @return true when everything that makes the content of ours, all but its status, is in theirs
     */
    static boolean covers(String ours, JsonNode theirs) {
        try {
            JsonNode sent = JSON.readTree(ours);
            if (!theirs.has("lines")) {
                return false;
            }
            for (Map.Entry<String, JsonNode> field : sent.properties()) {
                if (!field.getKey().equals("status") && !same(field.getValue(), theirs.path(field.getKey()))) {
                    return false;
                }
            }
            return true;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own document is no JSON", e);
        }
    }

    private static boolean same(JsonNode ours, JsonNode theirs) {
        if (ours.isObject()) {
            return ours.properties().stream().allMatch(field -> same(field.getValue(), theirs.path(field.getKey())));
        }
        if (ours.isArray()) {
            if (!theirs.isArray() || ours.size() != theirs.size()) {
                return false;
            }
            for (int i = 0; i < ours.size(); i++) {
                if (!same(ours.get(i), theirs.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (ours.isNull()) {
            return theirs.isNull() || theirs.isMissingNode();
        }
        return theirs.isValueNode() && (ours.asText().equals(theirs.asText()) || sameNumber(ours.asText(), theirs.asText()));
    }

    private static boolean sameNumber(String ours, String theirs) {
        String decimal = "-?\\d{1,30}(\\.\\d{1,30})?";
        return ours.matches(decimal) && theirs.matches(decimal) && new BigDecimal(ours).compareTo(new BigDecimal(theirs)) == 0;
    }
}
