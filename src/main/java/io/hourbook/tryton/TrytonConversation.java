package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Dialogue;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Final;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one document gets to Tryton: its course's questions as JSON-RPC, each in the session of its target, and what its answers mean.
 * Errors come with status 200; a transaction there is done as a whole or not at all.
 */
final class TrytonConversation implements Dialogue {

    /** More calls than any course can want: a target that answers in circles is asked again later. */
    private static final int MOST_CALLS = 60;
    /** A lock is held by whoever posts at the same moment, for a moment. */
    private static final int MOST_LOCKS = 3;
    private static final int MOST_FAILURES = 5;
    private static final Duration SLOW = Duration.ofMinutes(5);

    private final Due due;
    private final Outgoing document;
    private final Wording wording;
    private final Access access;
    private final Login login;
    private final Course course;
    private Question asked;
    private boolean doubt;
    private boolean sent;
    private int calls;
    private int locks;
    private Outcome outcome;

    /** @param bodies what was written there and may stand there, newest first, as {@link #wrote} had it */
    TrytonConversation(Due due, Outgoing document, Wording wording, Access access, List<String> bodies) {
        this.due = due;
        this.document = document;
        this.wording = wording;
        this.access = access;
        this.doubt = due.doubted();
        Settings settings = new Settings(due.target());
        this.login = new Login(settings, access, document.reference());
        boolean overtaken = document.revision() > due.revision();
        Ids ids = new Ids(wording, access.directory(), settings);
        Long known = ExternalId.id(document.externalId());
        Memory memory = new Memory(bodies.stream().map(Content::read).toList(), due.unknownThere(), login::user);
        this.course = wording.journal() ? new MoveCourse(wording, ids, settings, memory, known, overtaken)
                : new InvoiceCourse(wording, ids, settings, memory, known, overtaken);
        if (overtaken && !(document.externalId() == null && due.doubted())) {
            outcome = new Overtaken(null, null);
        } else if (!wording.journal() && !wording.invoice()) {
            outcome = refused(Refusals.noPlace(wording), null);
        } else {
            step(course::begin, null);
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

    /** With the login and every look-up, for a document that is made and posted. */
    @Override
    public int usualCalls() {
        return 16;
    }

    @Override
    public Request request() {
        sent = false;
        if (++calls > MOST_CALLS) {
            later(Later.after(SLOW, doubt, "the target answers in circles", null, there()));
        }
        if (!login.done(timeoutMillis())) {
            if (login.refused()) {
                later(new Later(doubt, SLOW, false, true, false, "not sent: the login was refused", null, there()));
            }
            return login.request(calls);
        }
        asked = course.question();
        doubt = doubt || asked.changes();
        sent = true;
        ObjectNode context = asked.context().deepCopy().put("language", "en");
        // the question which company it is comes before all others
        if (course.ids.aboutCompany().isEmpty()) {
            context.put("company", course.ids.company());
        }
        ObjectNode body = body(calls, asked.method());
        body.set("params", asked.arguments().deepCopy().add(context));
        return post(body).with("Authorization", login.header());
    }

    static ObjectNode body(int id, String method) {
        return Rpc.object().put("id", id).put("method", method);
    }

    static Request post(ObjectNode body) {
        return new Request("POST", "/", null, Map.of(), body.toString());
    }

    @Override
    public void hear(Answer answer) {
        if (login.asked()) {
            login.hear(answer, calls, doubt).ifPresent(this::later);
            return;
        }
        boolean change = asked.changes();
        if (answer.status() == 401 && login.again()) {
            doubt = doubt && !change || due.doubted() && !course.looked();
            return;
        }
        if (Lines.passing(answer)) {
            later(Lines.later(answer, change ? !Lines.certainlyNotDone(answer) : doubt, there()));
        }
        if (!answer.ok()) {
            // not what this server says of a document: another server, or another address
            later(new Later(doubt && !change, SLOW, false, true, true, answer.words(), answer.status(), there()));
        }
        JsonNode json = answer.json();
        if (json.path("id").asInt() != calls || !json.has("result") && !json.has("error")) {
            later(Lines.unreadable(answer, doubt, there()));
        }
        doubt = doubt && !change;
        if (json.has("error")) {
            failed(Fault.read(json.path("error")), answer);
        } else {
            step(() -> asked.then().accept(json.path("result")), answer);
        }
    }

    /** Takes the course one step on, and sees whether it is at its end. */
    private void step(Runnable on, Answer answer) {
        Integer status = answer == null ? null : answer.status();
        try {
            on.run();
        } catch (Problem refusal) {
            doubt = doubt && !course.looked();
            outcome = refused(refusal.findings().get(0), status);
            return;
        } catch (IllegalStateException unreadable) {
            later(Later.backingOff(doubt, "unreadable answer: " + unreadable.getMessage(), status, there()));
        }
        doubt = doubt && !course.looked();
        if (course.end() != null) {
            outcome = ended(course.end(), status);
        }
    }

    private Outcome ended(Course.End end, Integer status) {
        String there = there();
        if (end instanceof Course.End.Overtaken) {
            return new Overtaken(there, status);
        }
        if (end instanceof Course.End.Done) {
            return new Delivered(document.revision(), there, document.externalId() == null, status);
        }
        int standing = Math.max(document.deliveredRevision(), due.doubtedEarlier());
        return standing == 0 ? refused(Refusals.otherContent(wording), status) : new Final(standing, status, there);
    }

    private void failed(Fault fault, Answer answer) {
        if (fault.locked() || fault.stale()) {
            if (++locks > MOST_LOCKS) {
                later(Later.backingOff(doubt, fault.words(), answer.status(), there()));
            } else if (fault.stale()) {
                course.lookAgain();
            }
        } else if (fault.late()) {
            // what Tryton's own program asks its user, who says yes
            Question again = asked;
            course.ask(Question.change("res.user.warning", "create",
                    Rpc.array(Rpc.array(Rpc.object().put("user", login.user()).put("name", fault.name()))), none -> course.ask(again)));
        } else if (fault.ruled()) {
            outcome = refused(Refusals.ruled(wording, fault), answer.status());
        } else if (due.attempts() < MOST_FAILURES) {
            later(Later.backingOff(doubt, fault.words(), answer.status(), there()));
        } else {
            outcome = refused(Refusals.failed(wording, fault), answer.status());
        }
    }

    private Refused refused(Finding finding, Integer status) {
        access.directory().forget();
        return new Refused(finding, finding.saw() == null ? finding.what() : finding.saw(), status, there(), doubt);
    }

    private void later(Later later) {
        outcome = later;
        throw new TryLater(later);
    }

    private String there() {
        return course.looked() ? course.id().map(id -> ExternalId.of(course.model(), id)).orElse(null) : null;
    }

    /** Told with each call that changes something, and at the end: what is only read needs not be kept again. */
    @Override
    public Map<Due, String> wrote() {
        boolean writes = outcome != null || asked != null && asked.changes() && !login.asked();
        return writes ? course.wrote().map(content -> Map.of(due, content.text())).orElse(Map.of()) : Map.of();
    }

    @Override
    public void broken(Throwable cause) {
        if (login.asked()) {
            login.left();
        }
        if (outcome == null) {
            boolean changed = sent && asked.changes() && !Lines.certainlyNotSent(cause);
            boolean before = due.doubted() && !course.looked();
            outcome = Later.backingOff(changed || before, Lines.words(cause), null, there());
        }
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        if (outcome == null) {
            broken(new IllegalStateException("the conversation broke off"));
        }
        return Map.of(due, Optional.ofNullable(outcome).orElseThrow());
    }
}
