package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A journal. */
final class MoveCourse extends Course {

    static final String MODEL = "account.move";
    private static final String LINE = "account.move.line";

    private static final List<String> HEAD = List.of(
            "period", "journal", "date");
    private static final List<String> LINES = List.of(
            "account", "party", "debit", "credit", "second_currency", "amount_second_currency", "description");

    private final MoveForm form;

    MoveCourse(Wording document, Ids ids, Settings settings, Memory memory, Long id, boolean overtaken) {
        super(document, ids, settings, memory, id, overtaken);
        this.form = new MoveForm(document, ids);
    }

    @Override
    String model() {
        return MODEL;
    }

    @Override
    ArrayNode byReference() {
        return Rpc.array(
                Rpc.where("description", "=", document.text("reference")),
                Rpc.where("origin", "=", null),
                Rpc.where("company", "=", ids.company()));
    }

    @Override
    List<String> headFields() {
        return HEAD;
    }

    @Override
    List<String> besideFields() {
        return List.of();
    }

    @Override
    List<String> lineFields() {
        return LINES;
    }

    @Override
    ObjectNode head() {
        return form.head();
    }

    @Override
    ArrayNode lines() {
        return form.lines();
    }

    @Override
    boolean needsPeriod() {
        return true;
    }

    @Override
    Question linesThere(long id, Consumer<Boolean> same) {
        return Question.search(LINE, Rpc.array(Rpc.where("move", "=", id)), found -> {
            List<String> there = new ArrayList<>();
            found.forEach(line -> there.add(words(line)));
            List<String> here = new ArrayList<>();
            form.lines().forEach(line -> here.add(words(line)));
            same.accept(here.stream().sorted().toList().equals(there.stream().sorted().toList()));
        }, "account", "debit", "credit", "description");
    }

    private static String words(JsonNode line) {
        BigDecimal worth = worth(line);
        return line.path("account").asLong() + " " + worth.stripTrailingZeros().toPlainString() + " " + line.path("description").asText();
    }

    /** A debit, or with a minus a credit. */
    private static BigDecimal worth(JsonNode line) {
        BigDecimal debit = Rpc.decimal(line.path("debit"));
        BigDecimal credit = Rpc.decimal(line.path("credit"));
        return debit == null || credit == null ? BigDecimal.ZERO : debit.subtract(credit);
    }

    @Override
    void taxesShown(Runnable then) {
        then.run();
    }

    /** The sum of its debits, in the company's currency. */
    @Override
    Question amountOf(long id, Runnable then) {
        return Question.search(LINE, Rpc.array(Rpc.where("move", "=", id)), found -> {
            same(debits(found), debits(form.lines()));
            then.run();
        }, "debit", "credit");
    }

    private static BigDecimal debits(JsonNode lines) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            sum = sum.add(worth(line).max(BigDecimal.ZERO));
        }
        return sum;
    }

    @Override
    void beforePosting(long id, boolean found, Runnable then) {
        then.run();
    }
}
