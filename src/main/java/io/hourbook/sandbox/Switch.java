package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One thing that can be switched in the sandbox.
 *
 * @param name  of its field
 * @param kind  of its value
 * @param most  the largest number, or the most words of a list; without meaning otherwise
 * @param words what it does, for people
 * @param among what a word may be, empty for anything
 */
public record Switch(String name, Kind kind, int most, String words, Set<String> among) {

    private static final int LONGEST_WORD = 190;

    /** Of a value. */
    public enum Kind {
        /** From 0, which is off, up. */
        NUMBER,
        /** The same, or nothing at all. */
        NUMBER_OR_NOTHING,
        DATE,
        WORD,
        LIST
    }

    static Switch number(String name, int most, String words) {
        return new Switch(name, Kind.NUMBER, most, words, Set.of());
    }

    /** What people call it: {@code latencyUpToMillis} is "Latency up to, in milliseconds". */
    public String label() {
        StringBuilder label = new StringBuilder();
        for (String word : name.split("(?=[A-Z])")) {
            label.append(switch (word) {
                case "Every" -> ": one call in";
                case "Percent" -> ": percent of calls";
                case "Millis" -> ", in milliseconds";
                case "Seconds" -> ", in seconds";
                default -> label.isEmpty() ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) : " " + word.toLowerCase(Locale.ROOT);
            });
        }
        return label.toString();
    }

    /** As it is where nobody switched it. */
    Object off() {
        return switch (kind) {
            case NUMBER -> 0;
            case LIST -> List.of();
            case WORD -> "";
            default -> null;
        };
    }

    /**
     * Reads a value.
     *
     * @param complaints what is wrong with it is added
     * @return {@link #off} where there is none, or it is wrong
     */
    Object read(JsonNode value, List<String> complaints) {
        if (value.isMissingNode() || value.isNull()) {
            return off();
        }
        return switch (kind) {
            case NUMBER, NUMBER_OR_NOTHING -> number(value, complaints);
            case DATE -> date(value, complaints);
            case WORD -> word(value, complaints);
            case LIST -> list(value, complaints);
        };
    }

    private Object number(JsonNode value, List<String> complaints) {
        if (value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 0 && value.asInt() <= most) {
            return value.asInt();
        }
        return wrong(value, "a whole number from 0 to " + most, complaints);
    }

    private Object date(JsonNode value, List<String> complaints) {
        try {
            return LocalDate.parse(value.asText());
        } catch (DateTimeParseException notOne) {
            return wrong(value, "a date such as 2025-03-31", complaints);
        }
    }

    private Object word(JsonNode value, List<String> complaints) {
        if (value.isTextual() && (value.asText().isEmpty() || among.contains(value.asText()))) {
            return value.asText();
        }
        return wrong(value, "one of " + String.join(", ", among.stream().sorted().toList()) + ", or nothing", complaints);
    }

    private Object list(JsonNode value, List<String> complaints) {
        List<String> read = new ArrayList<>();
        boolean sound = value.isArray() && value.size() <= most;
        for (JsonNode each : value) {
            sound &= each.isTextual() && !each.asText().isBlank() && each.asText().length() <= LONGEST_WORD
                    && (among.isEmpty() || among.contains(each.asText()));
            read.add(each.asText().strip());
        }
        String wanted = among.isEmpty() ? "words" : "words out of " + String.join(", ", among.stream().sorted().toList());
        return sound ? List.copyOf(read) : wrong(value, "a list of at most " + most + " " + wanted, complaints);
    }

    private Object wrong(JsonNode value, String wanted, List<String> complaints) {
        String shown = value.toString();
        complaints.add(name + " is " + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown) + ", and should be " + wanted);
        return off();
    }
}
