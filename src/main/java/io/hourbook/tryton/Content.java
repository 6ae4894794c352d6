package io.hourbook.tryton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What of a document there is ours to say: each field that we write, and what its lines have that would be lost if they were written
 * anew. Two that are equal say the same, however Tryton writes numbers and spaces; what people set beside it (a comment, the day of
 * accounting, a bank account) is no part of it.
 *
 * @param head  by field, as text; without those that say nothing
 * @param lines the same of each line, in an order of their own
 */
record Content(Map<String, String> head, List<Map<String, String>> lines) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TOLD = 5;

    Content {
        head = new TreeMap<>(head);
        lines = lines.stream().map(line -> (Map<String, String>) new TreeMap<>(line)).sorted(Comparator.comparing(Map::toString)).toList();
    }

    /** That of a record as it was read, or of what is about to be written. */
    static Content of(JsonNode head, List<String> headFields, Iterable<JsonNode> lines, List<String> lineFields) {
        List<Map<String, String>> all = new ArrayList<>();
        lines.forEach(line -> all.add(said(line, lineFields)));
        return new Content(said(head, headFields), all);
    }

    /** As it was kept by {@link #text}; one that nobody can read says nothing, and so equals none. */
    static Content read(String text) {
        try {
            Map<String, List<Map<String, String>>> kept = JSON.readValue(text, new TypeReference<>() {});
            return new Content(kept.get("head").get(0), kept.get("lines"));
        } catch (JsonProcessingException | RuntimeException unreadable) {
            return new Content(Map.of(), List.of());
        }
    }

    /** To be kept. */
    String text() {
        try {
            return JSON.writeValueAsString(Map.of("head", List.of(head), "lines", lines));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> said(JsonNode of, List<String> fields) {
        Map<String, String> said = new TreeMap<>();
        for (String field : fields) {
            String text = plain(of.path(field));
            if (!text.isEmpty()) {
                said.put(field, text);
            }
        }
        return said;
    }

    /** Decimals without their zeros, days as usual, lists of ids in order, words without the spaces that a form adds or takes. */
    private static String plain(JsonNode value) {
        if (value.isArray()) {
            List<String> all = new ArrayList<>();
            ids(value, all);
            return String.join(" ", all.stream().sorted().toList());
        }
        if (value.path("__class__").asText().equals("date")) {
            return String.format("%04d-%02d-%02d", value.path("year").asInt(), value.path("month").asInt(), value.path("day").asInt());
        }
        BigDecimal number = value.isTextual() ? null : Rpc.decimal(value);
        if (number != null) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return value.isNull() || value.isMissingNode() ? "" : value.asText().strip().replaceAll("\\s+", " ");
    }

    /** Of a list as it is read ({@code [7, 8]}), or as it is written ({@code [["add", [7, 8]]]}). */
    private static void ids(JsonNode value, List<String> all) {
        if (value.isArray()) {
            value.forEach(one -> ids(one, all));
        } else if (value.isNumber()) {
            all.add(value.asText());
        }
    }

    /** In what this one, which stands there, differs from what was written, in words for people; none where it says the same. */
    List<String> unlike(Content written) {
        List<String> unlike = new ArrayList<>();
        Stream.concat(head.keySet().stream(), written.head.keySet().stream()).distinct().sorted().forEach(field -> {
            if (!Objects.equals(head.get(field), written.head.get(field))) {
                unlike.add(field + " " + head.getOrDefault(field, "empty") + ", was " + written.head.getOrDefault(field, "empty"));
            }
        });
        List<Map<String, String>> more = less(lines, written.lines);
        List<Map<String, String>> gone = less(written.lines, lines);
        more.forEach(line -> unlike.add("a line that we did not write: " + words(line)));
        gone.forEach(line -> unlike.add("without our line " + words(line)));
        return unlike.size() <= MOST_TOLD ? unlike
                : Stream.concat(unlike.stream().limit(MOST_TOLD), Stream.of("and " + (unlike.size() - MOST_TOLD) + " more")).toList();
    }

    private static List<Map<String, String>> less(List<Map<String, String>> lines, List<Map<String, String>> others) {
        List<Map<String, String>> left = new ArrayList<>(lines);
        others.forEach(left::remove);
        return left;
    }

    private static String words(Map<String, String> line) {
        String amount = Stream.of("quantity", "unit_price", "debit", "credit").filter(field -> !line.getOrDefault(field, "0").equals("0"))
                .map(field -> field.replace('_', ' ') + " " + line.get(field)).reduce((one, other) -> one + ", " + other).orElse("nothing");
        return "\"" + line.getOrDefault("description", "") + "\", " + amount;
    }
}
