package io.hourbook.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Final;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import io.hourbook.problem.Finding;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one document gets to its target: created once, updated where it is known, looked up by its reference whenever an
 * answer never came.
 */
final class DocumentConversation implements Dialogue {

    /** More calls than the protocol can want: a target that answers in circles is asked again later. */
    private static final int MOST_CALLS = 6;

    private enum Ask {
        CREATE,
        UPDATE,
        LOOK_UP
    }

    /** Why it looks up, which decides what a hit or a miss means. */
    private enum Why {
        DOUBT,
        KEY_TAKEN,
        GONE,
        FINAL
    }

    private final Due due;
    private final Outgoing document;
    private Ask ask;
    private Why why = Why.DOUBT;
    private Answer reason;
    private boolean doubt;
    private boolean updated;
    private String id;
    private String foundId;
    private int calls;
    private Outcome outcome;

    DocumentConversation(Due due, Outgoing document) {
        this.due = due;
        this.document = document;
        this.doubt = due.doubted();
        this.id = document.externalId();
        boolean overtaken = document.revision() > due.revision();
        boolean unsure = id == null && (due.doubted() || due.doubtedEarlier() > 0 || due.unknownThere());
        if (overtaken && !(id == null && due.doubted())) {
            outcome = new Overtaken(null, null);
        } else if (unsure) {
            ask = Ask.LOOK_UP;
        } else {
            ask = id == null ? Ask.CREATE : Ask.UPDATE;
        }
    }

    @Override
    public boolean asks() {
        return outcome == null;
    }

    @Override
    public Target target() {
        return due.target();
    }

    /** A look-up, or none; a create or an update; another look-up after a conflict. */
    @Override
    public int usualCalls() {
        return 3;
    }

    @Override
    public Request request() {
        if (++calls > MOST_CALLS) {
            Later later = Later.after(Lines.SLOW, doubt, "the target answers in circles", null, foundId);
            outcome = later;
            throw new TryLater(later);
        }
        return switch (ask) {
            case CREATE -> {
                doubt = true;
                yield Request.keyed("POST", "/documents", null, due.key(), document.json());
            }
            case UPDATE -> Request.keyed("PUT", "/documents/" + encoded(id), null, updateKey(due.key()), document.json());
            case LOOK_UP -> Request.keyed("GET", "/documents", "reference=" + encoded(document.reference()), null, null);
        };
    }

    @Override
    public void hear(Answer answer) {
        switch (ask) {
            case CREATE -> created(answer);
            case UPDATE -> updated(answer);
            case LOOK_UP -> lookedUp(answer);
        }
        if (outcome instanceof Later later) {
            throw new TryLater(later);
        }
    }

    private void created(Answer answer) {
        if (answer.ok()) {
            outcome = answer.id()
                    .<Outcome>map(given -> new Delivered(document.revision(), given, true, answer.status()))
                    .orElseGet(() -> Lines.unreadable(answer, true, null));
        } else if (Lines.passing(answer)) {
            outcome = Lines.later(answer, !Lines.certainlyNotDone(answer), null);
        } else if (answer.status() == 409 && why != Why.KEY_TAKEN) {
            // it may be there, under this key or by its reference: the doubt stays until the look-up has been answered
            lookUp(Why.KEY_TAKEN, answer);
        } else {
            doubt = false;
            refuse(answer);
        }
    }

    private void updated(Answer answer) {
        boolean missing = answer.status() == 404 || answer.status() == 410;
        if (answer.ok() && !answer.of(id)) {
            outcome = Lines.unreadable(answer, true, foundId);
        } else if (answer.ok()) {
            outcome = new Delivered(document.revision(), id, document.externalId() == null, answer.status());
        } else if (Lines.passing(answer)) {
            // an update may be sent again; that it may have been done matters only should the document be final by then
            outcome = Lines.later(answer, !Lines.certainlyNotDone(answer), foundId);
        } else if (answer.status() == 423 && (due.attempts() > 0 || due.doubtedEarlier() > 0 || foundId != null)) {
            lookUp(Why.FINAL, answer);
        } else if (answer.status() == 423) {
            outcome = new Final(document.deliveredRevision(), answer.status(), null);
        } else if (missing && !updated) {
            lookUp(Why.GONE, answer);
        } else if (missing) {
            outcome = refused(Refusals.gone(document.reference(), target().target(), answer), answer);
        } else {
            refuse(answer);
        }
        updated = true;
    }

    private void lookedUp(Answer answer) {
        if (Lines.passing(answer)) {
            outcome = Lines.later(answer, doubt, foundId);
            return;
        }
        if (!answer.ok() && answer.status() != 404) {
            outcome = refused(Refusals.noLookUp(document.reference(), target().target(), answer), answer);
            return;
        }
        JsonNode documents = answer.json().path("documents");
        if (answer.ok() && !documents.isArray()) {
            outcome = Lines.unreadable(answer, doubt, foundId);
            return;
        }
        List<JsonNode> hits = hits(documents);
        if (hits.size() > 1) {
            outcome = refused(Refusals.twice(document.reference(), target().target(), hits.size()), answer);
        } else if (hits.isEmpty()) {
            missed(answer);
        } else {
            found(hits.get(0), answer);
        }
    }

    private void found(JsonNode hit, Answer answer) {
        String known = Answer.id(hit).orElse(null);
        if (known == null) {
            outcome = Lines.unreadable(answer, doubt, foundId);
            return;
        }
        foundId = known;
        id = known;
        doubt = false;
        if (document.revision() > due.revision()) {
            outcome = new Overtaken(known, answer.status());
        } else if (why == Why.FINAL) {
            outcome = finalThere(known, Sameness.covers(document.json(), hit), answer);
        } else if (why == Why.DOUBT && due.doubtedEarlier() == 0 && !due.unknownThere()) {
            outcome = new Delivered(document.revision(), known, true, answer.status());
        } else {
            ask = Ask.UPDATE;
        }
    }

    private Outcome finalThere(String known, boolean same, Answer answer) {
        if (same) {
            return new Delivered(document.revision(), known, document.externalId() == null, answer.status());
        }
        if (due.unknownThere() && document.externalId() == null) {
            // of which content it is nobody here knows, so there is nothing to correct it from; asked again from the start next time
            return new Refused(Refusals.finalElsewhere(document.reference(), target().target()), reason.words(), reason.status(), null, false);
        }
        return new Final(standing(), reason.status(), known);
    }

    private void missed(Answer answer) {
        doubt = false;
        if (document.revision() > due.revision()) {
            outcome = new Overtaken(null, answer.status());
        } else if (why == Why.KEY_TAKEN) {
            outcome = refused(Refusals.keyTaken(document.reference(), target().target(), reason), reason);
        } else if (why == Why.FINAL) {
            outcome = new Final(standing(), reason.status(), null);
        } else {
            // a draft that somebody deleted there is made again: what is owed must stand in the books
            ask = Ask.CREATE;
        }
    }

    /** The revision that a final document most likely is: the newest one that may have arrived before this. */
    private int standing() {
        return Math.max(document.deliveredRevision(), due.doubtedEarlier());
    }

    private void lookUp(Why because, Answer answer) {
        why = because;
        reason = answer;
        ask = Ask.LOOK_UP;
    }

    private void refuse(Answer answer) {
        outcome = refused(Refusals.refused(document.reference(), target().target(), answer), answer);
    }

    private Refused refused(Finding finding, Answer answer) {
        return new Refused(finding, answer.words(), answer.status(), foundId, doubt);
    }

    /** Those with our reference; a target that does not repeat it is believed, provided it names one document only. */
    private List<JsonNode> hits(JsonNode documents) {
        List<JsonNode> hits = new ArrayList<>();
        for (JsonNode each : documents == null ? MissingNode.getInstance() : documents) {
            JsonNode reference = each.path("reference");
            if (reference.isMissingNode() ? documents.size() == 1 : reference.asText().equals(document.reference())) {
                hits.add(each);
            }
        }
        return hits;
    }

    @Override
    public void broken(Throwable cause) {
        if (outcome == null) {
            boolean sent = calls > 0 && !Lines.certainlyNotSent(cause);
            boolean was = ask == Ask.LOOK_UP ? doubt : sent;
            outcome = Later.backingOff(was, Lines.words(cause), null, foundId);
        }
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        if (outcome == null) {
            broken(new IllegalStateException("the conversation broke off"));
        }
        return Map.of(due, outcome);
    }

    /** An update is another request than the create, and some targets keep the keys of both in one place. */
    private static String updateKey(String key) {
        return key.length() > 126 ? key : key + "-u";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
