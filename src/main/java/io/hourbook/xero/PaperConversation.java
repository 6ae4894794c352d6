package io.hourbook.xero;

import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Dialogue;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.Sending.Before;
import io.hourbook.delivery.TryLater;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How one document gets to Xero: looked up whenever nobody knows what is there, read before it is changed, so that lines keep their
 * ids and what people did there is seen, and made only where it is not there.
 */
final class PaperConversation implements Dialogue {

    /** More calls than can be wanted: an organisation that answers in circles is asked again later. */
    private static final int MOST_CALLS = 12;
    private static final Duration IN_CIRCLES = Duration.ofMinutes(5);

    private enum Ask { KNOW, FIND, READ, CREATE, UPDATE }

    /** Why it looks up, which decides what a miss means. */
    private enum Why { DOUBT, TAKEN, GONE }

    private final Due due;
    private final Outgoing document;
    private final Calls calls;
    private Paper paper;
    private Groundwork groundwork;
    private Verdicts verdicts;
    private Writing writing;
    private Ask ask;
    /** What was to be done before something else had to be asked. */
    private Ask then;
    /** The call that is out. */
    private Ask out;
    private Why why = Why.DOUBT;
    /** What stands there, where an update follows. */
    private Element standing;
    private List<String> refusal = List.of();
    private Answer reason;
    private boolean doubt;
    private String id;
    private String foundId;
    private int made;
    private Outcome outcome;

    /**
     * @param before what is known of what was written there
     * @param moment differs between now and later
     */
    PaperConversation(Due due, Outgoing document, Before before, Known known, String moment) {
        this.due = due;
        this.document = document;
        this.calls = new Calls(due.target().setting("tenant", ""));
        this.doubt = due.doubted();
        this.id = document.externalId();
        if (document.revision() > due.revision() && !(id == null && due.doubted())) {
            outcome = new Overtaken(null, null);
            return;
        }
        try {
            paper = Papers.of(document, due.target());
        } catch (Problem unfit) {
            outcome = new Refused(unfit.findings().get(0), "not sent", null, null, doubt);
            return;
        }
        groundwork = new Groundwork(paper, known, calls, due.owner());
        writing = new Writing(due, paper, calls, moment);
        verdicts = new Verdicts(due, document, paper, before);
        boolean unsure = id == null && (due.doubted() || due.doubtedEarlier() > 0 || due.unknownThere() || paper.empty());
        go(unsure ? Ask.FIND : id == null ? Ask.CREATE : Ask.READ);
    }

    /** Goes on to a call, or to what has to be known for it. */
    private void go(Ask wanted) {
        ask = wanted;
        then = wanted;
        if (wanted != Ask.CREATE && wanted != Ask.UPDATE || paper.empty()) {
            return;
        }
        if (groundwork.finding() != null) {
            outcome = refused(groundwork.finding(), "not sent", null);
        } else if (!groundwork.done()) {
            ask = Ask.KNOW;
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

    @Override
    public Request request() {
        out = ask;
        if (++made > MOST_CALLS) {
            Later later = Later.after(IN_CIRCLES, doubt, "Xero answers in circles", null, foundId);
            outcome = later;
            throw new TryLater(later);
        }
        doubt |= ask == Ask.CREATE;
        return switch (ask) {
            case KNOW -> groundwork.request();
            case FIND -> calls.find(paper);
            case READ -> calls.read(paper.resource(), id);
            case CREATE -> writing.create(groundwork.contact());
            case UPDATE -> writing.update(id, verdicts.changed(standing, id, groundwork.contact()));
        };
    }

    @Override
    public Map<Due, String> wrote() {
        return writing == null ? Map.of() : writing.wrote();
    }

    @Override
    public void hear(Answer answer) {
        boolean passing = Lines.passing(answer);
        if (passing && groundwork.asksForLocks()) {
            locked();
        } else if (passing) {
            boolean maybe = ask == Ask.CREATE || ask == Ask.UPDATE ? !Lines.certainlyNotDone(answer) : doubt;
            outcome = Lines.later(answer, maybe, foundId);
        } else {
            switch (ask) {
                case KNOW -> known(answer);
                case FIND, READ -> looked(elements(answer), answer);
                case CREATE, UPDATE -> written(answer);
            }
        }
        out = null;
        if (outcome instanceof Later later) {
            throw new TryLater(later);
        }
    }

    private void known(Answer answer) {
        groundwork.hear(answer);
        if (groundwork.asksForLocks()) {
            locked();
        } else if (groundwork.unread()) {
            outcome = Lines.unreadable(answer, doubt, foundId);
        } else {
            go(then);
        }
    }

    /** Those of an answer to a question, or null after it is known what follows from an answer that has none. */
    private List<Element> elements(Answer answer) {
        List<Element> elements = ask == Ask.READ && answer.status() == 404 ? List.of() : answer.ok() ? Element.of(paper.resource(), answer) : null;
        if (elements == null) {
            outcome = answer.ok()
                    ? Lines.unreadable(answer, doubt, foundId)
                    : refused(Findings.noLookUp(paper.reference(), Element.said(answer)), Element.said(answer), answer.status());
        }
        return elements;
    }

    private void looked(List<Element> elements, Answer answer) {
        if (elements != null && ask == Ask.FIND) {
            found(elements, answer);
        } else if (elements != null && (elements.isEmpty() || elements.get(0).deleted() && !paper.empty())) {
            lookUp(Why.GONE, answer);
        } else if (elements != null) {
            stands(elements.get(0), answer);
        }
    }

    private void found(List<Element> elements, Answer answer) {
        Hits hits = Hits.of(elements, paper);
        if (hits.live() > 1) {
            outcome = refused(Findings.several(paper.reference(), hits.live()), hits.live() + " documents", answer.status());
        } else if (hits.first() == null) {
            missed(answer);
        } else {
            foundId = hits.first().id();
            id = foundId;
            doubt = false;
            stands(hits.first(), answer);
        }
    }

    private void stands(Element element, Answer answer) {
        standing = element;
        outcome = verdicts.of(element, id, foundId, doubt, answer);
        if (outcome == null) {
            go(Ask.UPDATE);
        }
    }

    private void missed(Answer answer) {
        doubt = false;
        if (verdicts.overtaken()) {
            outcome = verdicts.overtaken(null, answer);
        } else if (paper.empty()) {
            outcome = verdicts.delivered(id, answer);
        } else if (why == Why.TAKEN) {
            outcome = refused(Refusal.of(refusal).finding(paper.reference(), refusal, null), Element.said(reason), reason.status());
        } else {
            // a draft that somebody deleted there is made again: what is owed must stand in the books
            id = null;
            go(Ask.CREATE);
        }
    }

    private void lookUp(Why because, Answer answer) {
        why = because;
        reason = answer;
        ask = Ask.FIND;
    }

    private void written(Answer answer) {
        List<Element> elements = answer.ok() ? Element.of(paper.resource(), answer) : null;
        if (!answer.ok()) {
            unwanted(Element.messages(answer), answer);
        } else if (elements == null || elements.size() != 1) {
            outcome = Lines.unreadable(answer, true, foundId);
        } else if (!elements.get(0).refused().isEmpty()) {
            unwanted(elements.get(0).refused(), answer);
        } else {
            doubt = false;
            outcome = verdicts.taken(elements.get(0), foundId, answer);
            if (outcome instanceof Refused) {
                writing.became(elements.get(0));
            }
        }
    }

    /** Xero has not done it, for certain, and says why. */
    private void unwanted(List<String> messages, Answer answer) {
        boolean create = ask == Ask.CREATE;
        doubt = false;
        refusal = messages;
        Refusal kind = Refusal.of(messages);
        if (create && kind == Refusal.NUMBER_TAKEN && why != Why.TAKEN) {
            lookUp(Why.TAKEN, answer);
        } else if (!create && answer.status() == 404 && why != Why.GONE) {
            lookUp(Why.GONE, answer);
        } else if (!create && kind == Refusal.NOT_EDITABLE) {
            outcome = verdicts.last(standing, foundId, answer);
        } else if (kind == Refusal.LOCKED) {
            reason = answer;
            groundwork.lockedOut(messages);
            ask = Ask.KNOW;
        } else {
            if (kind == Refusal.CONTACT) {
                groundwork.forgetContact();
            }
            outcome = refused(kind.finding(paper.reference(), messages, null), String.join("; ", messages), answer.status());
        }
    }

    /** The period is locked, whatever else is answered: that only says since when. */
    private void locked() {
        outcome = refused(groundwork.lockedOut(), String.join("; ", refusal), reason.status());
    }

    private Refused refused(Finding finding, String words, Integer status) {
        return new Refused(finding, words, status, foundId, doubt);
    }

    @Override
    public void broken(Throwable cause) {
        if (outcome != null) {
            return;
        }
        if (groundwork.asksForLocks()) {
            locked();
            return;
        }
        boolean was = out == Ask.CREATE || out == Ask.UPDATE ? !Lines.certainlyNotSent(cause) : doubt;
        outcome = Later.backingOff(was, Lines.words(cause), null, foundId);
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        if (outcome == null) {
            broken(new IllegalStateException("the conversation broke off"));
        }
        return Map.of(due, outcome);
    }
}
