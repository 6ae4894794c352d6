package io.hourbook.tryton;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Lines of an {@code account.move}: debit or credit in the company's currency, and beside it what it is in another. */
final class MoveLines {

    private final ArrayNode lines = Rpc.array();
    private final Ids ids;
    private final boolean outgoing;

    /** @param outgoing whether income is credited; of a bill it is the other way round */
    MoveLines(Ids ids, boolean outgoing) {
        this.ids = ids;
        this.outgoing = outgoing;
    }

    ArrayNode array() {
        return lines;
    }

    /** What was earned; of a bill, what was spent. */
    void credit(long account, boolean party, BigDecimal amount, BigDecimal base) {
        add(account, party, outgoing ? amount.negate() : amount, outgoing ? base.negate() : base);
    }

    /** What the party owes; of a bill, what it is owed. */
    void owed(BigDecimal amount, BigDecimal base, LocalDate due) {
        ObjectNode line = add(ids.owed(), true, outgoing ? amount : amount.negate(), outgoing ? base : base.negate());
        line.set("maturity_date", Rpc.date(due));
    }

    /**
     * @param amount in the document's currency, a debit or with a minus a credit
     * @param base   the same in the company's
     */
    ObjectNode add(long account, boolean party, BigDecimal amount, BigDecimal base) {
        ObjectNode line = lines.addObject();
        line.put("account", account);
        line.set("debit", Rpc.decimal(base.signum() > 0 ? base : BigDecimal.ZERO));
        line.set("credit", Rpc.decimal(base.signum() < 0 ? base.negate() : BigDecimal.ZERO));
        if (party) {
            line.put("party", ids.party());
        }
        if (ids.foreign()) {
            line.put("second_currency", ids.currency());
            line.set("amount_second_currency", Rpc.decimal(amount));
        }
        return line;
    }
}
