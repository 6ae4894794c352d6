package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An invoice, a bill, or the credit of one. */
final class InvoiceCourse extends Course {

    static final String MODEL = "account.invoice";
    private static final String MOVE = "account.move";

    private static final List<String> HEAD = List.of(
            "party", "invoice_address", "currency", "journal", "account", "invoice_date", "payment_term", "payment_term_date", "description");
    private static final List<String> LINES = List.of(
            "type", "account", "quantity", "unit_price", "description", "taxes", "product", "unit", "note");

    private final InvoiceForm form;

    InvoiceCourse(Wording document, Ids ids, Settings settings, Memory memory, Long id, boolean overtaken) {
        super(document, ids, settings, memory, id, overtaken);
        this.form = new InvoiceForm(document, ids);
    }

    @Override
    String model() {
        return MODEL;
    }

    @Override
    ArrayNode byReference() {
        return Rpc.array(
                Rpc.where("reference", "=", document.text("reference")),
                Rpc.where("type", "=", document.outgoing() ? "out" : "in"),
                Rpc.where("company", "=", ids.company()));
    }

    @Override
    List<String> headFields() {
        return HEAD;
    }

    @Override
    List<String> besideFields() {
        return List.of("comment");
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
        return settings.posts() && form.hasOwnMove();
    }

    /** Account, amount and words of each line: a tax is Tryton's own. */
    @Override
    Question linesThere(long id, Consumer<Boolean> same) {
        return Question.search("account.invoice.line", Rpc.array(Rpc.where("invoice", "=", id), Rpc.where("type", "=", "line")), found -> {
            List<String> there = new ArrayList<>();
            found.forEach(line -> there.add(
                    line.path("account").asLong() + " " + plain(Rpc.decimal(line.path("amount"))) + " " + line.path("description").asText()));
            List<String> here = new ArrayList<>();
            document.json().path("lines").forEach(line -> here.add(ids.account(document.account(line)) + " "
                    + plain(document.signed(line.path("amount").asText())) + " "
                    + document.description(line, document.hours(line).isPresent())));
            same.accept(here.stream().sorted().toList().equals(there.stream().sorted().toList()));
        }, "account", "amount", "description");
    }

    private static String plain(BigDecimal amount) {
        return amount == null ? "?" : amount.stripTrailingZeros().toPlainString();
    }

    /** Tryton works taxes out when a draft is written or posted, and not when it is made over RPC: people would see it without. */
    @Override
    void taxesShown(Runnable then) {
        if (document.taxes().isEmpty()) {
            then.run();
            return;
        }
        ObjectNode same = Rpc.object().put("reference", document.text("reference"));
        ask(Question.change(MODEL, "write", Rpc.array(Rpc.all(List.of(id().orElseThrow())), same), (JsonNode none) -> then.run()));
    }

    /** Before taxes, which are worked out there. */
    @Override
    Question amountOf(long id, Runnable then) {
        return Question.read(MODEL, "read", Rpc.array(Rpc.array(id), Rpc.array("untaxed_amount")), read -> {
            same(Rpc.decimal(read.path(0).path("untaxed_amount")), document.signed(document.text("total")));
            then.run();
        });
    }

    @Override
    void beforePosting(long id, boolean found, Runnable then) {
        if (!form.hasOwnMove()) {
            then.run();
            return;
        }
        String origin = MODEL + "," + id;
        if (!found) {
            worth(id, origin, then);
            return;
        }
        // what an earlier try made and left; its amounts may be of an older revision
        ask(Question.search(MOVE, Rpc.array(Rpc.where("origin", "=", origin), Rpc.where("state", "=", "draft")), moves -> {
            List<Long> old = new ArrayList<>();
            moves.forEach(move -> old.add(move.path("id").asLong()));
            if (old.isEmpty()) {
                worth(id, origin, then);
            } else {
                ask(Question.change(MOVE, "delete", Rpc.array(Rpc.all(old)), none -> worth(id, origin, then)));
            }
        }, "id"));
    }

    private void worth(long id, String origin, Runnable then) {
        ask(Question.change(MOVE, "create", Rpc.array(Rpc.array(form.move(origin))), made -> {
            ObjectNode worth = Rpc.object().put("move", made.path(0).asLong());
            ask(Question.change(MODEL, "write", Rpc.array(Rpc.array(id), worth), (JsonNode none) -> then.run()));
        }));
    }
}
