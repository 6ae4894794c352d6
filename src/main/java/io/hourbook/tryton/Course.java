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
    private final boolean overtaken;
    private Long id;
    private boolean looked;
    private boolean found;
    private Question question;
    private End end;

    /** @param id there, or null where nothing is known of it */
    Course(Wording document, Ids ids, Settings settings, Long id, boolean overtaken) {
        this.document = document;
        this.ids = ids;
        this.settings = settings;
        this.id = id;
        this.overtaken = overtaken;
    }

    /** Of the record there: {@code account.invoice}. */
    abstract String model();

    abstract ArrayNode byReference();

    abstract List<String> stateFields();

    abstract ObjectNode head();

    abstract ArrayNode lines();

    /** Whether the ids that it needs include the period's. */
    abstract boolean needsPeriod();

    /** Asks for the lines of what stands there, to say whether they are ours. */
    abstract Question linesThere(long id, Consumer<Boolean> same);

    /** What is to be done between the draft and its posting, which {@code then} asks for. */
    abstract void beforePosting(long id, boolean found, Runnable then);

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
        ask(Question.search(model(), conditions, this::lookedUp, stateFields().toArray(String[]::new)));
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
            needs(() -> ask(linesThere(id, same -> end = same ? new End.Done() : new End.Final())));
        } else {
            needs(() -> write(standing));
        }
    }

    private void needs(Runnable then) {
        Optional<Question> next = ids.next(needsPeriod());
        if (next.isPresent()) {
            ask(next.get(), () -> needs(then));
        } else {
            then.run();
        }
    }

    private void write(List<JsonNode> standing) {
        ObjectNode values = head();
        ArrayNode lines = lines();
        if (standing.isEmpty()) {
            values.set("lines", lines.isEmpty() ? Rpc.array() : Rpc.array(Rpc.array("create", lines)));
            ask(Question.change(model(), "create", Rpc.array(Rpc.array(values)), made -> {
                id = made.path(0).asLong();
                written();
            }));
            return;
        }
        ArrayNode commands = Rpc.array();
        JsonNode old = standing.get(0).path("lines");
        if (!old.isEmpty()) {
            commands.add(Rpc.array("delete", old));
        }
        if (!lines.isEmpty()) {
            commands.add(Rpc.array("create", lines));
        }
        values.set("lines", commands);
        values.remove("company");
        ask(Question.change(model(), "write", Rpc.array(Rpc.array(id), values), none -> written()));
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
        question = new Question(next.method(), next.arguments(), next.changes(), result -> {
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
