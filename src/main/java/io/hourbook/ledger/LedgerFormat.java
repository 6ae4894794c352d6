package io.hourbook.ledger;

import java.io.StringWriter;
import java.util.Locale;

/** The languages in which a ledger file is written. */
enum LedgerFormat {
    HLEDGER {
        @Override
        LedgerWriter writer(StringWriter out) {
            return new HledgerWriter(out);
        }

        @Override
        String preface() {
            return WORDS;
        }
    },
    BEANCOUNT {
        @Override
        LedgerWriter writer(StringWriter out) {
            return new BeancountWriter(out);
        }

        @Override
        String preface() {
            return WORDS + "option \"inferred_tolerance_multiplier\" \"0\"\n";
        }
    };

    private static final String WORDS = """
            ; Documents as Hourbook sent them, one after the other. Nothing that stands here is changed any more:
            ; what changes becomes a document of its own. The comments before and after each one are how it is found again.
            """;

    abstract LedgerWriter writer(StringWriter out);

    /** How a file begins that is not there yet. */
    abstract String preface();

    /** @param word as targets.yaml has it */
    static LedgerFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
