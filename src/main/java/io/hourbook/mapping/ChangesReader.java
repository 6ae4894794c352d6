package io.hourbook.mapping;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads which edits wait for a second person. Where a value is wrong, it says so; the book is then refused whole. */
final class ChangesReader {

    static final String MOVES = "moves_more_than";
    private static final List<String> MOVES_KEYS = List.of("amount", "currency");

    private enum Goes {
        AT_ONCE,
        SECOND_PERSON
    }

    private final PolicyFile file;
    private final Faults faults;

    ChangesReader(PolicyFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    ChangePolicy read() {
        Set<ChangeKind> waits = EnumSet.noneOf(ChangeKind.class);
        for (ChangeKind kind : ChangeKind.values()) {
            // what no policy names is at once
            if (file.names(kind.word()) && file.cell(kind.word()).word(Goes.class) != Goes.AT_ONCE) {
                waits.add(kind);
            }
        }
        YamlMap moves = file.map(MOVES).only(MOVES_KEYS);
        return new ChangePolicy(waits, moves.cell("amount").decimal(BigDecimal.ZERO, 3), moves.cell("currency").currency());
    }

    /** Says so where the amount is of no currency, or of another than the books are in: nobody exchanges it. */
    void check(String baseCurrency) {
        read();
        YamlMap moves = file.map(MOVES);
        String currency = moves.cell("currency").text();
        if (moves.cell("amount").empty() ? currency != null : !baseCurrency.equals(currency)) {
            faults.add("MAP-251", moves.place(currency == null ? "amount" : "currency"),
                    currency == null ? "this amount is of no currency" : moves.cell("amount").empty() ? "this is the currency of no amount"
                            : "this is not the currency of the books", currency == null ? null : Faults.quoted(currency),
                    "an amount in " + baseCurrency + ", the base currency of exchange.yaml; or neither amount nor currency",
                    "write both, as  amount: 1000.00  and  currency: " + baseCurrency);
        }
    }
}
