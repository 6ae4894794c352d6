package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** A journal of ours, what was drawn from a retainer or what labour cost, as {@code account.move} has it. */
final class MoveForm {

    private final Wording document;
    private final Ids ids;

    MoveForm(Wording document, Ids ids) {
        this.document = document;
        this.ids = ids;
    }

    /** All but its lines. It has no field for a reference, so that is its description. */
    ObjectNode head() {
        ObjectNode move = Rpc.object();
        move.put("company", ids.company());
        move.put("period", ids.period());
        move.put("journal", ids.journal());
        move.set("date", Rpc.date(document.date()));
        move.put("description", document.text("reference"));
        return move;
    }

    ArrayNode lines() {
        MoveLines lines = new MoveLines(ids, true);
        for (JsonNode line : document.json().path("lines")) {
            boolean debit = line.hasNonNull("debit");
            BigDecimal amount = new BigDecimal(line.path(debit ? "debit" : "credit").asText());
            BigDecimal base = line.hasNonNull("baseAmount") ? new BigDecimal(line.path("baseAmount").asText()) : amount;
            String account = document.account(line);
            lines.add(ids.account(account), ids.needsParty(account), debit ? amount : amount.negate(), debit ? base : base.negate())
                    .put("description", document.description(line, true));
        }
        return lines.array();
    }
}
