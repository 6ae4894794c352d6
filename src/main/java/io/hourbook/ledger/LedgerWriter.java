package io.hourbook.ledger;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** Writes one format, call by call in order of date; keeps nothing of what it has written. */
public interface LedgerWriter {

    /** What a ledger in every format says of itself. */
    List<String> PREFACE = List.of(
            "Every invoice, bill, credit and journal as it stands at its target or will, drafts included:",
            "* is at the target exactly so, ! is not there yet or not in this revision.",
            "Left out: void documents, and payroll batches, which carry hours and no money.",
            "Opening balances of retainers are in no target; they make customer deposits equal what is left of them.",
            "Each document is in its own currency and balances in it; base is the amount in the base currency.");

    /** @param first a day on or before every transaction */
    record Head(
            String version, String baseCurrency, LocalDate first, Collection<Chart.Place> places, Collection<String> currencies,
            Collection<String> payees) {}

    void head(Head head) throws IOException;

    /** In which currency {@code base} amounts are, where no head is written. */
    void base(String currency);

    /** An account that came to light on the way; called between transactions. */
    void declare(Chart.Place place, LocalDate first) throws IOException;

    /** A currency that came to light on the way. */
    void declare(String currency, LocalDate first) throws IOException;

    void begin(Transaction transaction) throws IOException;

    void posting(Transaction transaction, Posting posting) throws IOException;

    void end(Transaction transaction) throws IOException;

    /** What an account must come to after all that was written. */
    void balance(LocalDate last, Chart.Place place, BigDecimal balance, String currency, String what) throws IOException;

    void finish() throws IOException;
}
