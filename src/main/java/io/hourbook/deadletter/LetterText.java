package io.hourbook.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Bodies and headers as text that can be kept: without secrets, and no longer than a letter may be. */
final class LetterText {

    /** What is kept of one body, in characters. */
    static final int MOST = 1 << 20;

    private static final String CUT = "\n… cut here: the first ";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private LetterText() {}

    /** @return null for no body; a stream is named, not read */
    static String body(Object body) {
        if (body == null) {
            return null;
        }
        if (body instanceof CharSequence text) {
            return text.toString();
        }
        if (body instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (body instanceof InputStream || body instanceof Reader) {
            return "(a stream)";
        }
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException | RuntimeException e) {
            return String.valueOf(body);
        }
    }

    /** Headers as JSON, sorted by name; what only Camel needs is left out. */
    static String headers(Map<String, Object> headers) {
        Map<String, String> kept = new TreeMap<>();
        headers.forEach((name, value) -> {
            if (value != null && !name.startsWith("Camel")) {
                kept.put(name, Secrets.named(name) ? Secrets.MASK : body(value));
            }
        });
        return kept.isEmpty() ? null : body(kept);
    }

    /** A body or header text as it is stored: masked, and cut with a note where it is too long. */
    static String kept(String text) {
        return kept(text, MOST);
    }

    static String kept(String text, int most) {
        if (text == null) {
            return null;
        }
        // masked first: a secret that stands across the cut would not be known by its half
        String masked = Secrets.mask(text);
        boolean cutBefore = text.length() <= most + CUT.length() + 60 && text.lastIndexOf(CUT) > 0;
        return text.length() <= most || cutBefore ? masked
                : masked.substring(0, Math.min(most, masked.length())) + CUT + most + " of " + text.length() + " characters are kept";
    }

    /** A short text for a column of so many characters. */
    static String fit(String text, int most) {
        String masked = Secrets.mask(text);
        return masked == null || masked.length() <= most ? masked : masked.substring(0, most - 1) + "…";
    }
}
