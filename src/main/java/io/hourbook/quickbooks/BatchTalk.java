package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.delivery.Request;
import io.hourbook.document.Documents.Outgoing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Many first creates in one call. What it does not settle goes on alone: a number that is taken, a part without an answer. */
final class BatchTalk extends Talk {

    private static final int MOST_CALLS = 60;
    /** A call larger than this is refused; the rest goes alone. */
    private static final int MOST_CHARACTERS = 2_000_000;

    private final Map<Due, Outgoing> asked = new LinkedHashMap<>();
    private final Map<Due, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<Due, Ids> ids = new LinkedHashMap<>();
    private final Map<Due, ObjectNode> bodies = new LinkedHashMap<>();
    private BatchItems items;

    BatchTalk(Company company, Directory directory, Map<Due, Outgoing> documents) {
        super(company, directory, MOST_CALLS, documents.keySet().iterator().next().owner(), earliest(documents.values()));
        int characters = 0;
        for (Map.Entry<Due, Outgoing> each : documents.entrySet()) {
            Outgoing document = each.getValue();
            boolean fits = document.externalId() == null && Entity.of(document.type()) != Entity.TIME_ACTIVITY && company.misset() == null
                    && asked.size() < BatchItems.MOST && !closed(company, directory, document) && !Wire.read(document.json()).path("lines").isEmpty();
            if (document.revision() > each.getKey().revision()) {
                outcomes.put(each.getKey(), new Overtaken(null, null));
            } else if (!fits || !asked.isEmpty() && characters + document.json().length() > MOST_CHARACTERS) {
                outcomes.put(each.getKey(), alone(false, "goes alone", null));
            } else {
                characters += document.json().length();
                asked.put(each.getKey(), document);
            }
        }
        compose();
        Set<Wanted> unknown = new LinkedHashSet<>();
        ids.values().forEach(some -> unknown.addAll(some.unknown()));
        search(unknown);
    }

    private static LocalDate earliest(Collection<Outgoing> documents) {
        return documents.stream().map(document -> LocalDate.parse(Wire.read(document.json()).path("date").asText())).min(LocalDate::compareTo).orElseThrow();
    }

    @Override
    void closedOut(String words, Heard heard) {
        asked.forEach((due, document) -> {
            if (closed(company, directory, document)) {
                outcomes.put(due, alone(false, words, null));
            }
        });
        outcomes.keySet().forEach(asked::remove);
    }

    /** What is closed hears alone until when. */
    private static boolean closed(Company company, Directory directory, Outgoing document) {
        return directory.closing().closed(company, LocalDate.parse(Wire.read(document.json()).path("date").asText()));
    }

    private void compose() {
        asked.forEach((due, document) -> {
            ids.put(due, new Ids(company, directory));
            bodies.put(due, new Bodies(company, ids.get(due), Entity.of(document.type()), Wire.read(document.json()))
                    .body(new Mark(document.reference())));
        });
    }

    @Override
    void known(Set<Wanted> missing) {
        compose();
        asked.keySet().forEach(due -> {
            if (!ids.get(due).unknown().isEmpty()) {
                outcomes.put(due, new Refused(cures(due).unknown(ids.get(due).unknown()), "not found by name", null, null, false));
            }
        });
        outcomes.keySet().forEach(asked::remove);
    }

    private Cures cures(Due due) {
        return new Cures(asked.get(due).reference(), target().target());
    }

    @Override
    public boolean asks() {
        return !asked.keySet().stream().allMatch(outcomes::containsKey);
    }

    @Override
    Request ask() {
        items = new BatchItems();
        StringBuilder keys = new StringBuilder();
        asked.forEach((due, document) -> {
            items.add("create", Entity.of(document.type()), bodies.get(due));
            keys.append(due.key()).append('\n');
        });
        JsonNode body = items.body();
        return company.batch(Wire.digest(keys + Wire.text(body), 32), body);
    }

    @Override
    Later take(Heard heard) {
        if (heard.fault() != null) {
            // the call as a whole is not wanted: each document hears for itself what is wrong
            asked.keySet().forEach(due -> outcomes.put(due, alone(false, heard.words(), heard.answer().status())));
            return null;
        }
        List<JsonNode> answers = items.answers(heard.json());
        int position = 0;
        for (Due due : new ArrayList<>(asked.keySet())) {
            outcomes.put(due, outcome(due, answers.get(position++), heard));
        }
        return null;
    }

    private Outcome outcome(Due due, JsonNode part, Heard heard) {
        Outgoing document = asked.get(due);
        int status = heard.answer().status();
        if (part == null) {
            return alone(true, "no answer for this document in the batch's", status);
        }
        Heard heardOfIt = new Heard(heard.answer(), part, Fault.of(part));
        Fault fault = heardOfIt.fault();
        if (fault == null) {
            return made(document, new Standing(Entity.of(document.type()), part.path(Entity.of(document.type()).word())), status);
        }
        if (heardOfIt.passing()) {
            return heardOfIt.later(!heardOfIt.certainlyNotDone(), null);
        }
        if (fault.numberTaken()) {
            return alone(false, heardOfIt.words(), status);
        }
        if (fault.badReference()) {
            ids.get(due).forget();
        }
        if (fault.closed()) {
            // whether the rest is, is asked before it is sent
            directory.closing().forget(company);
            return alone(false, heardOfIt.words(), status);
        }
        return new Refused(cures(due).of(fault), heardOfIt.words(), status, null, false);
    }

    private Outcome made(Outgoing document, Standing made, int status) {
        if (made.id() == null) {
            return alone(true, "no id for this document in the batch's answer", status);
        }
        BigDecimal total = Wire.decimal(Wire.read(document.json()).path("total"));
        return made.total().compareTo(total) == 0
                ? new Delivered(document.revision(), made.id(), true, status)
                : new Refused(new Cures(document.reference(), target().target()).total(made.total(), total, made.id()), "another sum", status, made.id(), false);
    }

    private static Later alone(boolean doubt, String words, Integer status) {
        return Later.after(Duration.ZERO, doubt, words, status, null);
    }

    @Override
    boolean writes() {
        return !searching();
    }

    @Override
    boolean doubted() {
        return false;
    }

    @Override
    String foundId() {
        return null;
    }

    @Override
    void end(Later later) {
        asked.keySet().forEach(due -> outcomes.putIfAbsent(due, later));
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        if (asks()) {
            brokenOff();
        }
        return outcomes;
    }
}
