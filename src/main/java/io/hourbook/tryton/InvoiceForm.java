package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** An invoice, a bill, or the credit of one, as {@code account.invoice} has it; and the move that it is worth. */
final class InvoiceForm {

    private final Wording document;
    private final Ids ids;

    InvoiceForm(Wording document, Ids ids) {
        this.document = document;
        this.ids = ids;
    }

    /** All but its lines. */
    ObjectNode head() {
        ObjectNode invoice = Rpc.object();
        invoice.put("type", document.outgoing() ? "out" : "in");
        invoice.put("company", ids.company());
        invoice.put("party", ids.party());
        invoice.put("invoice_address", ids.address());
        invoice.put("currency", ids.currency());
        invoice.put("journal", ids.journal());
        invoice.put("account", ids.owed());
        invoice.set("invoice_date", Rpc.date(document.date()));
        // without a payment term this is the day it is due: ours, not one that another table makes of it
        invoice.putNull("payment_term");
        invoice.set("payment_term_date", Rpc.date(document.due().orElse(document.date())));
        invoice.put("reference", document.text("reference"));
        invoice.put("description", document.empty() ? "void" : document.text("period"));
        return invoice;
    }

    ArrayNode lines() {
        ArrayNode lines = Rpc.array();
        document.json().path("lines").forEach(line -> lines.add(line(line)));
        return lines;
    }

    private ObjectNode line(JsonNode line) {
        BigDecimal hours = document.hours(line).orElse(null);
        BigDecimal quantity = hours == null ? BigDecimal.ONE : hours;
        ObjectNode there = Rpc.object();
        there.put("type", "line");
        there.put("account", ids.account(document.account(line)));
        there.put("currency", ids.currency());
        there.put("quantity", document.credit() ? quantity.negate() : quantity);
        there.set("unit_price", Rpc.decimal(hours == null ? new BigDecimal(line.path("amount").asText()) : Wording.rate(line)));
        there.put("description", document.description(line, hours != null));
        document.tax(line).ifPresent(tax -> there.set("taxes", Rpc.array(Rpc.array("add", Rpc.array(ids.tax(tax))))));
        return there;
    }

    /**
     * Whether we say what it is worth in the company's currency. Tryton would exchange each line at its own rate of the invoice's
     * day; ours are exchanged at the rates that the books were kept with, each on its own day. A tax is worked out there, and what
     * is taxed is exchanged there.
     */
    boolean hasOwnMove() {
        return document.foreign() && !document.empty() && document.taxes().isEmpty();
    }

    /** That move: one line per account, and one for what is owed. */
    ObjectNode move(String origin) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        Map<String, BigDecimal> bases = new LinkedHashMap<>();
        for (JsonNode line : document.json().path("lines")) {
            amounts.merge(document.account(line), document.signed(line.path("amount").asText()), BigDecimal::add);
            bases.merge(document.account(line), document.signed(line.path("baseAmount").asText()), BigDecimal::add);
        }
        MoveLines lines = new MoveLines(ids, document.outgoing());
        amounts.forEach((account, amount) -> lines.credit(ids.account(account), ids.needsParty(account), amount, bases.get(account)));
        BigDecimal base = bases.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        lines.owed(document.signed(document.text("total")), base, document.due().orElse(document.date()));
        ObjectNode move = Rpc.object();
        move.put("company", ids.company());
        move.put("period", ids.period());
        move.put("journal", ids.journal());
        move.set("date", Rpc.date(document.date()));
        move.put("origin", origin);
        move.put("description", document.text("reference"));
        move.set("lines", Rpc.array(Rpc.array("create", lines.array())));
        return move;
    }
}
