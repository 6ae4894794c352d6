package io.hourbook.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a target answered.
 *
 * @param status     HTTP status
 * @param retryAfter the wait it asks for, or null
 * @param body       as received, never null
 */
public record Answer(int status, Duration retryAfter, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_WORDS = 1_000;
    /** As much as {@code document.external_id} holds. */
    private static final int LONGEST_ID = 190;

    /** Whether the status says that it was done. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The body, or a missing node when it is no JSON. */
    public JsonNode json() {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    Optional<String> id() {
        return id(json());
    }

    /**
     * Whether it can be an answer to a call for what stands there under that id: it may be empty or say little, but it is no page for
     * a browser, no half of anything, and not about something else.
     */
    boolean of(String id) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        boolean page = text.startsWith("<");
        boolean half = (text.startsWith("{") || text.startsWith("[")) && json().isMissingNode();
        return !page && !half && !json().path("documents").isArray() && id().map(id::equals).orElse(true);
    }

    static Optional<String> id(JsonNode of) {
        JsonNode id = of.path("id");
        String text = id.isTextual() || id.isNumber() ? id.asText() : "";
        return text.isBlank() || text.length() > LONGEST_ID ? Optional.empty() : Optional.of(text);
    }

    /** The target's own words: its errors' messages, else the beginning of whatever it said. */
    public String words() {
        JsonNode json = json();
        String words = json.isMissingNode() ? new String(body, StandardCharsets.UTF_8) : words(json);
        return status + (words.isBlank() ? "" : " " + shortened(words));
    }

    static String words(JsonNode json) {
        List<String> messages = new ArrayList<>();
        for (JsonNode error : json.path("errors")) {
            messages.add(error.isTextual() ? error.asText() : error.path("message").asText(error.toString()));
        }
        for (String field : List.of("message", "error", "detail", "title")) {
            if (messages.isEmpty() && json.path(field).isTextual()) {
                messages.add(json.path(field).asText());
            }
        }
        return shortened(messages.isEmpty() ? json.toString() : String.join("; ", messages));
    }

    static Answer of(int status, JsonNode body) {
        try {
            return new Answer(status, null, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shortened(String words) {
        String plain = words.replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.length() > LONGEST_WORDS ? plain.substring(0, LONGEST_WORDS) + "…" : plain;
    }
}
