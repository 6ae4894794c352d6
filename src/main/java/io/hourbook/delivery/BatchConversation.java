package io.hourbook.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Many first creates in one call. What a batch cannot settle goes on alone: a key that is taken, an answer that is missing,
 * a batch that the target does not want.
 */
final class BatchConversation implements Dialogue {

    /** A call larger than this is refused by many servers; the rest of the documents goes alone. */
    private static final int MOST_CHARACTERS = 8_000_000;

    private final Target target;
    private final Map<Due, Outgoing> asked = new LinkedHashMap<>();
    private final Map<Due, Outcome> outcomes = new LinkedHashMap<>();
    private boolean sent;

    BatchConversation(Target target, Map<Due, Outgoing> documents) {
        this.target = target;
        int characters = 0;
        for (Map.Entry<Due, Outgoing> each : documents.entrySet()) {
            Outgoing document = each.getValue();
            characters += document.json().length();
            if (document.revision() > each.getKey().revision()) {
                outcomes.put(each.getKey(), new Overtaken(null, null));
            } else if (document.externalId() != null || !asked.isEmpty() && characters > MOST_CHARACTERS) {
                outcomes.put(each.getKey(), alone(false, "goes alone", null));
            } else {
                asked.put(each.getKey(), document);
            }
        }
    }

    @Override
    public boolean asks() {
        return !asked.keySet().stream().allMatch(outcomes::containsKey);
    }

    @Override
    public Target target() {
        return target;
    }

    /** A look-up, or none; a create or an update; another look-up after a conflict. */
    @Override
    public int usualCalls() {
        return 3;
    }

    @Override
    public Request request() {
        sent = true;
        String items = asked.entrySet().stream()
                .map(each -> "{\"idempotencyKey\":" + new TextNode(each.getKey().key()) + ",\"document\":"
                        + each.getValue().json() + "}")
                .collect(Collectors.joining(",", "{\"documents\":[", "]}"));
        return Request.keyed("POST", "/documents/batch", null, null, items);
    }

    @Override
    public void hear(Answer answer) {
        if (Lines.passing(answer)) {
            Later later = Lines.later(answer, !Lines.certainlyNotDone(answer), null);
            asked.keySet().forEach(due -> outcomes.put(due, later));
            throw new TryLater(later);
        }
        if (!answer.ok()) {
            // the batch as a whole is not wanted: each document hears for itself what is wrong
            asked.keySet().forEach(due -> outcomes.put(due, alone(false, answer.words(), answer.status())));
            return;
        }
        Map<Due, JsonNode> answers = byDelivery(answer.json().path("documents"));
        asked.forEach((due, document) -> outcomes.put(due, outcome(due, document, answers.get(due))));
    }

    /** Answers name their key; where none does and there is one per document, their order counts. */
    private Map<Due, JsonNode> byDelivery(JsonNode answers) {
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        answers.forEach(each -> {
            if (each.path("idempotencyKey").isTextual()) {
                byKey.put(each.path("idempotencyKey").asText(), each);
            }
        });
        Map<Due, JsonNode> found = new LinkedHashMap<>();
        int position = 0;
        for (Due due : asked.keySet()) {
            boolean ordered = byKey.isEmpty() && answers.size() == asked.size();
            JsonNode answer = ordered ? answers.get(position++) : byKey.get(due.key());
            if (answer != null) {
                found.put(due, answer);
            }
        }
        return found;
    }

    private Outcome outcome(Due due, Outgoing document, JsonNode item) {
        if (item == null || !item.path("status").canConvertToInt()) {
            return alone(true, "no answer for this document in the batch's", null);
        }
        Answer answer = Answer.of(item.path("status").asInt(), item);
        if (answer.ok()) {
            return answer.id()
                    .<Outcome>map(id -> new Delivered(document.revision(), id, true, answer.status()))
                    .orElseGet(() -> Lines.unreadable(answer, true, null));
        }
        boolean unavailable = answer.status() == 503;
        if (Lines.passing(answer)) {
            return Lines.later(answer, !unavailable && !Lines.certainlyNotDone(answer), null);
        }
        if (answer.status() == 409) {
            return alone(false, answer.words(), answer.status());
        }
        return new Refused(
                Refusals.refused(document.reference(), target.target(), answer), answer.words(), answer.status(), null, false);
    }

    private static Later alone(boolean doubt, String words, Integer status) {
        return Later.after(Duration.ZERO, doubt, words, status, null);
    }

    @Override
    public void broken(Throwable cause) {
        boolean doubt = sent && !Lines.certainlyNotSent(cause);
        Later later = Later.backingOff(doubt, Lines.words(cause), null, null);
        asked.keySet().forEach(due -> outcomes.putIfAbsent(due, later));
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        if (asks()) {
            broken(new IllegalStateException("the conversation broke off"));
        }
        return outcomes;
    }
}
