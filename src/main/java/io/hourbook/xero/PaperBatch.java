package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Dialogue;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.TryLater;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many first creates, in one call for each resource. What a call does not settle goes on alone: a number that is taken, a locked
 * period, an answer that is missing.
 */
final class PaperBatch implements Dialogue {

    /** Xero takes 3.5 million bytes a call; a character can be several. */
    private static final int MOST_BYTES = 3_000_000;
    /** A call that nobody answered may still be at work there, and its key is no single document's: it is looked up after that. */
    private static final Duration AT_WORK = Duration.ofMinutes(1);

    private final Target target;
    private final Known known;
    private final Calls calls;
    private final String moment;
    private final Map<Due, Outgoing> documents;
    private final Map<Due, Paper> papers = new LinkedHashMap<>();
    private final Map<Due, Outcome> outcomes = new LinkedHashMap<>();
    /** What is in the call that is out; empty while something else is asked. */
    private List<Due> out = List.of();
    private final Map<Due, String> wrote = new LinkedHashMap<>();
    private Counterparty asked;
    private boolean sent;

    PaperBatch(Target target, Map<Due, Outgoing> documents, Known known, String moment) {
        this.target = target;
        this.known = known;
        this.calls = new Calls(target.setting("tenant", ""));
        this.moment = moment;
        this.documents = documents;
        documents.forEach((due, document) -> {
            if (document.revision() > due.revision()) {
                outcomes.put(due, new Overtaken(null, null));
            } else if (document.externalId() != null) {
                outcomes.put(due, alone("goes alone", null));
            } else {
                take(due, document);
            }
        });
    }

    private void take(Due due, Outgoing document) {
        try {
            Paper paper = Papers.of(document, target);
            papers.put(due, paper);
            if (paper.empty() || locked(due)) {
                outcomes.put(due, alone("goes alone", null));
            }
        } catch (Problem unfit) {
            outcomes.put(due, refused(unfit.findings().get(0), "not sent", null));
        }
    }

    /** What is locked goes alone, and hears what there is to hear of it. */
    private boolean locked(Due due) {
        return known.locked(papers.get(due).day(), papers.get(due).settled(), due.owner());
    }

    @Override
    public boolean asks() {
        return papers.keySet().stream().anyMatch(due -> !outcomes.containsKey(due));
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Request request() {
        out = List.of();
        asked = null;
        if (known.baseCurrency() == null) {
            return calls.organisation();
        }
        asked = open().stream().map(due -> papers.get(due).counterparty()).filter(party -> party != null && known.contact(party) == null).findFirst()
                .orElse(null);
        if (asked != null) {
            return calls.contact(asked);
        }
        List<ObjectNode> bodies = new ArrayList<>();
        out = gather(bodies);
        sent = true;
        boolean again = out.stream().anyMatch(Due::refusedBefore);
        String key = Calls.together(out.stream().map(Due::key).toList());
        return calls.create(papers.get(out.get(0)).resource(), bodies, again ? key + "-" + moment : key);
    }

    /** Those of the next call: of one resource, and no more than it may carry. */
    private List<Due> gather(List<ObjectNode> bodies) {
        List<Due> gathered = new ArrayList<>();
        Resource resource = papers.get(open().get(0)).resource();
        long bytes = 0;
        for (Due due : open()) {
            Paper paper = papers.get(due);
            if (paper.resource() != resource) {
                continue;
            }
            ObjectNode body = paper.with(paper.counterparty() == null ? null : known.contact(paper.counterparty()));
            bytes += Json.written(body).getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            if (!gathered.isEmpty() && bytes > MOST_BYTES) {
                break;
            }
            gathered.add(due);
            bodies.add(body);
            wrote.put(due, Content.of(resource, body).text());
        }
        return gathered;
    }

    @Override
    public Map<Due, String> wrote() {
        return wrote;
    }

    private List<Due> open() {
        return papers.keySet().stream().filter(due -> !outcomes.containsKey(due)).toList();
    }

    @Override
    public void hear(Answer answer) {
        if (Lines.passing(answer)) {
            boolean doubt = !out.isEmpty() && !Lines.certainlyNotDone(answer);
            Later first = Lines.later(answer, doubt, null);
            out.forEach(due -> outcomes.put(due, doubt ? slow(first) : first));
            Later rest = Lines.later(answer, false, null);
            open().forEach(due -> outcomes.put(due, rest));
            throw new TryLater(doubt ? slow(first) : first);
        }
        if (out.isEmpty() && asked == null) {
            organisation(answer);
        } else if (out.isEmpty()) {
            contact(answer);
        } else if (!answer.ok()) {
            // the call as a whole is not wanted: each document hears for itself what is wrong
            out.forEach(due -> outcomes.put(due, alone(answer.words(), answer.status())));
        } else {
            created(answer);
        }
        throwIfNothingWasUnderstood();
    }

    /** An answer that cannot be read counts against the target, as one that never came does. */
    private void throwIfNothingWasUnderstood() {
        boolean unread = !out.isEmpty() && out.stream().allMatch(due -> outcomes.get(due) instanceof Later later && later.doubt());
        if (unread) {
            Later first = (Later) outcomes.get(out.get(0));
            open().forEach(due -> outcomes.put(due, Later.backingOff(false, first.words(), first.status(), null)));
            throw new TryLater(first);
        }
    }

    private void organisation(Answer answer) {
        Organisation organisation = Organisation.of(answer);
        if (organisation == null) {
            // each hears alone what is wrong with it
            open().forEach(due -> outcomes.put(due, alone("the organisation is not known: " + answer.words(), answer.status())));
            return;
        }
        known.organisation(organisation, open().get(0).owner());
        for (Due due : open()) {
            other(papers.get(due), due);
            if (locked(due) && !outcomes.containsKey(due)) {
                outcomes.put(due, alone("its period is locked", null));
            }
        }
    }

    private void other(Paper paper, Due due) {
        if (paper.baseCurrency() != null && !paper.baseCurrency().equals(known.baseCurrency())) {
            outcomes.put(due, refused(Findings.otherBase(paper.reference(), paper.baseCurrency(), known.baseCurrency()), "not sent", null));
        }
    }

    private void contact(Answer answer) {
        List<String> ids = answer.ok() ? Organisation.contacts(Json.read(answer.body()).path("Contacts")) : List.of();
        if (ids.size() == 1) {
            known.contact(asked, ids.get(0));
            return;
        }
        open().stream().filter(due -> asked.equals(papers.get(due).counterparty()))
                .forEach(due -> outcomes.put(due, alone("its contact is not known: " + answer.words(), answer.status())));
    }

    private void created(Answer answer) {
        List<Element> elements = Element.of(papers.get(out.get(0)).resource(), answer);
        for (int place = 0; place < out.size(); place++) {
            Due due = out.get(place);
            outcomes.put(due, outcome(due, element(papers.get(due), elements, place), answer));
        }
    }

    /** The one that bears our reference; where none does and there are as many as were sent, the one in its place. */
    private Element element(Paper paper, List<Element> elements, int place) {
        if (elements == null) {
            return null;
        }
        List<Element> ours = elements.stream().filter(one -> one.is(paper)).toList();
        if (ours.size() == 1) {
            return ours.get(0);
        }
        boolean nameless = elements.size() == out.size() && Json.text(elements.get(place).json(), paper.resource().number()) == null
                && Json.text(elements.get(place).json(), "Reference") == null;
        return nameless ? elements.get(place) : null;
    }

    private Outcome outcome(Due due, Element element, Answer answer) {
        Paper paper = papers.get(due);
        List<String> refused = element == null ? List.of() : element.refused();
        if (element == null || refused.isEmpty() && (element.id() == null || element.total() == null)) {
            return Later.after(AT_WORK, true, "no answer for this document in that of the call: " + answer.words(), answer.status(), null);
        }
        if (!refused.isEmpty()) {
            Refusal kind = Refusal.of(refused);
            String words = String.join("; ", refused);
            if (kind == Refusal.LOCKED) {
                known.refusedAsLocked(paper.settled(), due.owner());
            }
            return kind == Refusal.NUMBER_TAKEN || kind == Refusal.LOCKED || kind == Refusal.CONTACT
                    ? alone(words, answer.status()) : refused(kind.finding(paper.reference(), refused, null), words, answer.status());
        }
        if (element.total().compareTo(paper.total()) != 0) {
            wrote.put(due, Content.of(paper.resource(), element.json()).text());
            Finding finding = Findings.otherTotal(paper.reference(), paper.total(), element.total());
            return new Refused(finding, "total " + element.total().toPlainString(), answer.status(), element.id(), false);
        }
        return new Delivered(documents.get(due).revision(), element.id(), true, answer.status());
    }

    private static Later slow(Later later) {
        boolean longer = later.notBefore() != null && later.notBefore().compareTo(AT_WORK) > 0;
        return new Later(later.doubt(), longer ? later.notBefore() : AT_WORK, later.told(), later.pausesTarget(), later.counts(), later.words(), later.status(), null);
    }

    private static Refused refused(Finding finding, String words, Integer status) {
        return new Refused(finding, words, status, null, false);
    }

    private static Later alone(String words, Integer status) {
        return Later.after(Duration.ZERO, false, words, status, null);
    }

    @Override
    public void broken(Throwable cause) {
        boolean doubt = sent && !out.isEmpty() && !Lines.certainlyNotSent(cause);
        out.forEach(due -> outcomes.putIfAbsent(due, doubt
                ? Later.after(AT_WORK, true, Lines.words(cause), null, null) : Later.backingOff(false, Lines.words(cause), null, null)));
        open().forEach(due -> outcomes.put(due, Later.backingOff(false, Lines.words(cause), null, null)));
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        if (asks()) {
            broken(new IllegalStateException("the conversation broke off"));
        }
        return outcomes;
    }
}
