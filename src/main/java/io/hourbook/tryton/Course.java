package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is asked about one document, question by question: which company, what stands there under our reference, which ids it needs;
 * then it is created, or written where it is a draft, compared, posted where that is wanted, and read back. An invoice and a journal
 * are different records there and have each their own course.
 */
abstract class Course {

    /** What became of it. */
    sealed interface End {
        /** It stands there as it should. */
        record Done() implements End {}

        /** It stands there as it was before, and can be changed no more. */
        record Final() implements End {}

        /** There is a newer revision, and what was in doubt is known. */
        record Overtaken() implements End {}
    }

    private static final List<String> CLOSED = List.of("validated", "posted", "paid");

    final Wording document;
    final Ids ids;
    final Settings settings;
    private final Memory memory;
    private final boolean overtaken;
    private Long id;
    private boolean looked;
    private boolean found;
    private Question question;
    private End end;
    private Content wanted;
    private boolean wrote;

    /**
     * @param memory what is known of what was written there
     * @param id     there, or null where nothing is known of it
     */
    Course(Wording document, Ids ids, Settings settings, Memory memory, Long id, boolean overtaken) {
        this.document = document;
        this.ids = ids;
        this.settings = settings;
        this.memory = memory;
        this.id = id;
        this.overtaken = overtaken;
    }

    /** Of the record there: {@code account.invoice}. */
    abstract String model();

    abstract ArrayNode byReference();

    /** What of the record is ours to say. */
    abstract List<String> headFields();

    /** What else of it has words of people. */
    abstract List<String> besideFields();

    /** What of its lines is, and what would be lost if they were written anew. */
    abstract List<String> lineFields();

    abstract ObjectNode head();

    abstract ArrayNode lines();

    /** Whether the ids that it needs include the period's. */
    abstract boolean needsPeriod();

    /** Asks for the lines of what stands there, to say whether they are ours. */
    abstract Question linesThere(long id, Consumer<Boolean> same);

    /** What is to be done between the draft and its posting, which {@code then} asks for. */
    abstract void beforePosting(long id, boolean found, Runnable then);

    /** Lets a draft that was just made show what is worked out there; {@code then} goes on. */
    abstract void taxesShown(Runnable then);

    /** Asks what the draft amounts to; {@code then} goes on where it is our amount. */
    abstract Question amountOf(long id, Runnable then);

    /** The question to ask now. */
    Question question() {
        return question;
    }

    End end() {
        return end;
    }

    /** The record there, once one is known. */
    Optional<Long> id() {
        return Optional.ofNullable(id);
    }

    /** What was written there, or is about to be; none where it was left as it was. */
    Optional<Content> wrote() {
        return wrote ? Optional.of(wanted) : Optional.empty();
    }

    /** Whether it is known by now what stands there. */
    boolean looked() {
        return looked;
    }

    void begin() {
        Optional<Question> company = ids.aboutCompany();
        if (company.isPresent()) {
            ask(company.get(), this::begin);
        } else if (document.json().hasNonNull("baseCurrency") && !ids.companyCurrency().equals(document.text("baseCurrency"))) {
            throw new Problem(Refusals.currency(document, ids.companyCurrency()));
        } else if (id != null) {
            lookUp(Rpc.array(Rpc.where("id", "=", id)));
        } else {
            lookUp(byReference());
        }
    }

    private void lookUp(ArrayNode conditions) {
        ask(Question.search(model(), conditions, this::lookedUp, "state", "lines"));
    }

    /** Somebody was faster: what stands there now decides. */
    void lookAgain() {
        lookUp(Rpc.array(Rpc.where("id", "=", id)));
    }

    private void lookedUp(JsonNode records) {
        List<JsonNode> standing = new ArrayList<>();
        records.forEach(record -> {
            if (!record.path("state").asText().equals("cancelled")) {
                standing.add(record);
            }
        });
        if (standing.size() > 1) {
            throw new Problem(Refusals.twice(document, standing.size()));
        } else if (standing.isEmpty() && !records.isEmpty()) {
            throw new Problem(Refusals.cancelled(document));
        } else if (standing.isEmpty() && id != null) {
            // somebody deleted it: what is owed must stand in the books
            id = null;
            lookUp(byReference());
            return;
        }
        looked = true;
        if (!standing.isEmpty()) {
            found = true;
            id = standing.get(0).path("id").asLong();
        }
        if (overtaken) {
            end = new End.Overtaken();
        } else if (found && CLOSED.contains(standing.get(0).path("state").asText())) {
            // its period may be closed by now
            needs(false, () -> ask(linesThere(id, same -> end = same ? new End.Done() : new End.Final())));
        } else {
            needs(needsPeriod(), found ? this::readDraft : this::make);
        }
    }

    /** What people may have made of it. */
    private void readDraft() {
        ask(Question.search(model(), Rpc.array(Rpc.where("id", "=", id)), records -> {
            if (records.path(0).path("state").asText().equals("draft")) {
                meet(Standing.of(records.path(0), headFields(), lineFields()));
            } else {
                lookAgain();
            }
        }, Standing.fields(headFields(), besideFields(), lineFields())));
    }

    private void needs(boolean period, Runnable then) {
        Optional<Question> next = ids.next(period);
        if (next.isPresent()) {
            ask(next.get(), () -> needs(period, then));
        } else {
            then.run();
        }
    }

    private void make() {
        ObjectNode values = head();
        ArrayNode lines = lines();
        wrote(values, lines);
        values.set("lines", lines.isEmpty() ? Rpc.array() : Rpc.array(Rpc.array("create", lines)));
        ask(Question.change(model(), "create", Rpc.array(Rpc.array(values)), made -> {
            id = made.path(0).asLong();
            taxesShown(this::written);
        }));
    }

    private void wrote(ObjectNode values, ArrayNode lines) {
        wanted = Content.of(values, headFields(), lines, lineFields());
        wrote = true;
    }

    /** A draft says what it should already, or what we wrote, or what people made of it. */
    private void meet(Standing there) {
        ObjectNode values = head();
        ArrayNode lines = lines();
        wrote(values, lines);
        if (there.content().equals(wanted)) {
            written();
        } else if (memory.ours(there)) {
            write(there, values, lines);
        } else {
            wrote = false;
            throw new Problem(Refusals.edited(document, there, memory.changes(there), memory.writer(there)));
        }
    }

    private void write(Standing there, ObjectNode values, ArrayNode lines) {
        ArrayNode commands = Rpc.array();
        JsonNode old = there.json().path("lines");
        if (!old.isEmpty()) {
            commands.add(Rpc.array("delete", old));
        }
        if (!lines.isEmpty()) {
            commands.add(Rpc.array("create", lines));
        }
        values.set("lines", commands);
        values.remove("company");
        there.withoutHandBack().ifPresent(comment -> values.put("comment", comment));
        ask(Question.change(model(), "write", Rpc.array(Rpc.array(id), values), none -> written()).upon(there.unchanged(model())));
    }

    private void written() {
        ask(amountOf(id, () -> {
            if (settings.posts() && !document.empty()) {
                beforePosting(id, found, this::post);
            } else {
                end = new End.Done();
            }
        }));
    }

    private void post() {
        ask(Question.change(model(), "post", Rpc.array(Rpc.array(id)), none ->
                ask(Question.read(model(), "read", Rpc.array(Rpc.array(id), Rpc.array("state")), read -> posted(read.path(0))))));
    }

    private void posted(JsonNode record) {
        String state = record.path("state").asText();
        if (!CLOSED.contains(state)) {
            throw new IllegalStateException("posted, and " + (state.isEmpty() ? "nothing was told of it" : "it is " + state));
        }
        end = new End.Done();
    }

    final void ask(Question next) {
        question = next;
    }

    /** Asks, lets the question take its answer, and goes on. */
    final void ask(Question next, Runnable then) {
        question = new Question(next.method(), next.arguments(), next.changes(), next.context(), result -> {
            next.then().accept(result);
            then.run();
        });
    }

    final void same(BigDecimal there, BigDecimal here) {
        if (there == null || there.compareTo(here) != 0) {
            throw new Problem(Refusals.total(document, there, here));
        }
    }
}
