package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * An accounting endpoint to rehearse on: it keeps what it is sent, remembers every key for ever, and is as strict as the
 * real ones. Survives restarts; never part of the books.
 */
@Component
public class Sandbox {

    private static final String ID_PREFIX = "SB-";
    private static final int LONGEST_KEY = 255;
    private static final int MOST_IN_A_BATCH = 500;
    private static final int MOST_LISTED = 1_000;

    private final SandboxStore store;
    private final SandboxRulebook rulebook;

    Sandbox(SandboxStore store, SandboxRulebook rulebook) {
        this.store = store;
        this.rulebook = rulebook;
    }

    static String externalId(int id) {
        return ID_PREFIX + id;
    }

    /** Makes a document: 201; 200 when the key repeats with the same body; 409 when key or reference are taken. */
    public SandboxReply create(String key, byte[] body) {
        return SandboxJson.object(body)
                .map(document -> create(key, document))
                .orElseGet(() -> SandboxReply.error(400, "the body is no JSON object"));
    }

    private SandboxReply create(String key, ObjectNode document) {
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            return SandboxReply.error(400, "an Idempotency-Key of 1 to " + LONGEST_KEY + " characters is needed");
        }
        List<String> complaints = complaints(document);
        if (!complaints.isEmpty()) {
            return SandboxReply.errors(422, complaints);
        }
        String reference = document.path("reference").asText();
        String status = document.path("status").asText();
        String body = SandboxJson.text(document);
        byte[] hash = SandboxJson.hash(body);
        if (rulebook.memory() != null) {
            store.forget(key, rulebook.memory());
        }
        boolean last = status.equals("draft") && rulebook.makesFinal(document.path("type").asText());
        return store.insert(reference, key, hash, last ? "final" : status, body, rulebook.takesDuplicates())
                .map(id -> SandboxReply.id(201, id))
                .orElseGet(() -> taken(key, hash, reference));
    }

    /** What is wrong with it wherever it goes, and what the rules of now have against it. */
    private List<String> complaints(ObjectNode document) {
        List<String> complaints = SandboxRules.complaints(document);
        return complaints.isEmpty() ? rulebook.complaints(document) : complaints;
    }

    private SandboxReply taken(String key, byte[] hash, String reference) {
        Optional<SandboxStore.Kept> first = store.byKey(key);
        if (first.isPresent()) {
            return Arrays.equals(first.get().bodyHash(), hash)
                    ? SandboxReply.id(200, first.get().id())
                    : SandboxReply.error(409, "this Idempotency-Key came with another body before");
        }
        return rulebook.refusesDuplicates()
                ? SandboxReply.error(422, "duplicate document number: there is a document " + reference + " already")
                : SandboxReply.error(409, "there is a document " + reference + " already");
    }

    /** Makes many; answers each under its key, in the order they came. */
    public SandboxReply createAll(byte[] body) {
        JsonNode items = SandboxJson.object(body).map(batch -> batch.path("documents")).orElse(null);
        if (items == null || !items.isArray() || items.isEmpty() || items.size() > MOST_IN_A_BATCH) {
            return SandboxReply.error(400, "a batch has 1 to " + MOST_IN_A_BATCH + " documents");
        }
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : items) {
            String key = item.path("idempotencyKey").asText();
            SandboxReply reply = item.path("document") instanceof ObjectNode document
                    ? create(key, document)
                    : SandboxReply.error(422, "document is missing");
            answers.add(reply.body().put("idempotencyKey", key).put("status", reply.status()));
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.set("documents", answers);
        return new SandboxReply(200, all);
    }

    /** Changes a draft: 200; 404 when there is none of that id; 423 when it is final, or people voided it. */
    public SandboxReply update(String id, byte[] body) {
        Optional<ObjectNode> document = SandboxJson.object(body);
        if (document.isEmpty()) {
            return SandboxReply.error(400, "the body is no JSON object");
        }
        List<String> complaints = complaints(document.get());
        if (!complaints.isEmpty()) {
            return SandboxReply.errors(422, complaints);
        }
        int number = number(id);
        Optional<String> closed = store.byId(number).flatMap(before -> rulebook.closed(before.json().path("date").asText()));
        if (closed.isPresent()) {
            return SandboxReply.error(422, closed.get());
        }
        String reference = document.get().path("reference").asText();
        String status = document.get().path("status").asText();
        if (store.update(number, reference, status, SandboxJson.text(document.get()))) {
            return SandboxReply.id(200, number);
        }
        Optional<SandboxStore.Kept> kept = store.byId(number);
        if (kept.isEmpty()) {
            return SandboxReply.error(404, "there is no document " + id);
        }
        if (kept.get().status().equals("final")) {
            return SandboxReply.error(423, "document " + id + " is final");
        }
        return "voided".equals(kept.get().people())
                ? SandboxReply.error(423, "document " + id + " was voided by people")
                : SandboxReply.error(422, "document " + id + " has another reference");
    }

    /** The documents of that reference, whole: none or one, and more only where duplicates are taken. */
    public SandboxReply find(String reference) {
        return SandboxReply.documents(store.byReference(reference).stream().map(SandboxStore.Kept::json).toList());
    }

    /**
     * All documents without their lines, in the order they were made, a thousand at most.
     *
     * @param after the id of the last one seen, or null
     */
    public SandboxReply list(String after) {
        return SandboxReply.documents(store.after(after == null ? 0 : number(after), MOST_LISTED).stream()
                .map(kept -> {
                    ObjectNode json = kept.json();
                    json.put("lineCount", json.path("lines").size()).put("updates", kept.updates());
                    json.remove("lines");
                    return json;
                })
                .toList());
    }

    /** Makes a document final, as a bookkeeper would: it can no longer be changed. */
    public SandboxReply finalise(String id) {
        int number = number(id);
        return store.finalise(number) || store.byId(number).isPresent()
                ? SandboxReply.id(200, number)
                : SandboxReply.error(404, "there is no document " + id);
    }

    static int number(String id) {
        boolean ours = id.startsWith(ID_PREFIX) && id.substring(ID_PREFIX.length()).matches("[1-9]\\d{0,8}");
        return ours ? Integer.parseInt(id.substring(ID_PREFIX.length())) : 0;
    }
}
