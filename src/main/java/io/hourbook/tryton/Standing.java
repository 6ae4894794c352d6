package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A document as Tryton has it, read whole with its lines.
 *
 * @param json    the record
 * @param content what of it is ours to say
 */
record Standing(JsonNode json, Content content) {

    /** What a person writes into its description, its comment or the description of a line so that Hourbook may overwrite what was changed. */
    static final String OVERWRITE = "[overwrite]";
    private static final List<String> WHO = List.of("write_uid", "create_uid", "write_uid.name", "create_uid.name", "_timestamp");
    private static final String STAMP = "_timestamp";

    /** The fields to ask for. @param beside what else of the record has words of people */
    static String[] fields(List<String> head, List<String> beside, List<String> lines) {
        List<String> fields = new ArrayList<>(List.of("state", "lines"));
        fields.addAll(head);
        fields.addAll(beside);
        fields.addAll(WHO);
        lines.forEach(field -> fields.add("lines." + field));
        WHO.forEach(field -> fields.add("lines." + field));
        return fields.toArray(String[]::new);
    }

    static Standing of(JsonNode record, List<String> headFields, List<String> lineFields) {
        return new Standing(record, Content.of(record, headFields, record.path("lines."), lineFields));
    }

    long id() {
        return json.path("id").asLong();
    }

    /** Whether nobody but this user wrote the record or one of its lines last. */
    boolean writtenBy(long user) {
        return parts().stream().allMatch(part -> writer(part) == user);
    }

    private List<JsonNode> parts() {
        List<JsonNode> parts = new ArrayList<>(List.of(json));
        json.path("lines.").forEach(parts::add);
        return parts;
    }

    private static long writer(JsonNode part) {
        return part.path(part.path("write_uid").isNumber() ? "write_uid" : "create_uid").asLong();
    }

    /** Who wrote last and when, for people: of others than this user, where there is one. */
    Optional<String> writer(long user) {
        Comparator<JsonNode> byOthers = Comparator.comparing(part -> writer(part) != user);
        return parts().stream().max(byOthers.thenComparing(Standing::stamp)).map(part -> {
            String name = part.path(part.path("write_uid").isNumber() ? "write_uid." : "create_uid.").path("name").asText("");
            return (name.isEmpty() ? "user " + writer(part) : name) + at(part);
        });
    }

    /** When a record was written last, in seconds of the epoch; 0 where it is not told. */
    private static BigDecimal stamp(JsonNode part) {
        String text = part.path(STAMP).asText("");
        return text.matches("\\d{1,11}(\\.\\d{1,9})?") ? new BigDecimal(text) : BigDecimal.ZERO;
    }

    private static String at(JsonNode part) {
        return stamp(part).signum() == 0 ? "" : " on " + Instant.ofEpochSecond(stamp(part).longValue()).truncatedTo(ChronoUnit.MINUTES)
                .toString().replace('T', ' ').replace(":00Z", " UTC");
    }

    /** Whether a person has written that it may be overwritten. */
    boolean handedBack() {
        return parts().stream().anyMatch(part -> part.path("description").asText("").contains(OVERWRITE) || part.path("comment").asText("").contains(OVERWRITE));
    }

    /** Its comment without the word, where it is there: what we write ourselves has it no more. */
    Optional<String> withoutHandBack() {
        String comment = json.path("comment").asText("");
        return comment.contains(OVERWRITE) ? Optional.of(comment.replace(OVERWRITE, "").strip()) : Optional.empty();
    }

    /**
     * The context with which it is written: it is refused where somebody was faster, the record or a line of it.
     *
     * @param model of the record
     */
    ObjectNode unchanged(String model) {
        ObjectNode stamps = Rpc.object();
        stamps.set(model + "," + id(), json.get(STAMP));
        json.path("lines.").forEach(line -> stamps.set(model + ".line," + line.path("id").asLong(), line.get(STAMP)));
        return Rpc.object().set(STAMP, stamps);
    }
}
