package io.hourbook.deadletter;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One call to a target and its answer, as they are kept with a letter: credentials masked, each part bounded. Whatever is given is
 * masked and cut when the record is made, so that there is none with a secret in it.
 *
 * @param request  what was sent; null where nothing could be
 * @param response what came back; null where no answer came
 */
public record Exchanged(Request request, Response response) {

    /** What is kept of a body, in characters. */
    static final int MOST_BODY = 256 * 1024;
    private static final int MOST_ADDRESS = 2_000;
    private static final int MOST_HEADER = 1_000;
    private static final int MOST_HEADERS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param method  such as POST
     * @param address where it went
     * @param headers by name, as sent
     * @param body    as sent, or null
     */
    public record Request(
            @JsonProperty("method") String method, @JsonProperty("address") String address,
            @JsonProperty("headers") Map<String, String> headers, @JsonProperty("body") String body) {

        public Request {
            address = LetterText.fit(address, MOST_ADDRESS);
            headers = bounded(headers);
            body = cut(body);
        }

        public static Request of(String method, String address, Map<String, ?> headers, byte[] body) {
            return new Request(method, address, words(headers), decoded(body));
        }

        /** As it went over the wire, for people. */
        public String text() {
            return Exchanged.text(method + " " + address, headers, body);
        }
    }

    /**
     * @param status  HTTP status
     * @param headers by name, as received
     * @param body    as received, or null
     */
    public record Response(
            @JsonProperty("status") int status, @JsonProperty("headers") Map<String, String> headers, @JsonProperty("body") String body) {

        public Response {
            headers = bounded(headers);
            body = cut(body);
        }

        public static Response of(int status, Map<String, ?> headers, byte[] body) {
            return new Response(status, words(headers), decoded(body));
        }

        /** As it came over the wire, for people. */
        public String text() {
            return Exchanged.text(String.valueOf(status), headers, body);
        }
    }

    /** For its column. */
    String requestJson() {
        return json(request);
    }

    /** For its column. */
    String responseJson() {
        return json(response);
    }

    static Request request(String json) {
        return read(json, Request.class);
    }

    static Response response(String json) {
        return read(json, Response.class);
    }

    private static String json(Object half) {
        try {
            return half == null ? null : JSON.writeValueAsString(half);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return json == null ? null : JSON.readValue(json, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a kept call cannot be read", unreadable);
        }
    }

    private static String decoded(byte[] body) {
        return body == null ? null : new String(body, StandardCharsets.UTF_8);
    }

    /** What only Camel needs is left out. */
    private static Map<String, String> words(Map<String, ?> headers) {
        Map<String, String> words = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (value != null && !name.startsWith("Camel")) {
                words.put(name, LetterText.body(value));
            }
        });
        return words;
    }

    private static Map<String, String> bounded(Map<String, String> headers) {
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.entrySet().stream().limit(MOST_HEADERS).forEach(header -> kept.put(
                LetterText.fit(header.getKey(), MOST_HEADER),
                Secrets.named(header.getKey()) ? Secrets.MASK : LetterText.fit(header.getValue(), MOST_HEADER)));
        return kept;
    }

    private static String cut(String body) {
        return LetterText.kept(body, MOST_BODY);
    }

    private static String text(String first, Map<String, String> headers, String body) {
        StringBuilder text = new StringBuilder(first);
        headers.forEach((name, value) -> text.append('\n').append(name).append(": ").append(value));
        return body == null || body.isEmpty() ? text.toString() : text.append("\n\n").append(body).toString();
    }
}
