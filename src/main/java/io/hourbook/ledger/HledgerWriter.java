package io.hourbook.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The journal of hledger. Every amount is written, with two spaces before it: with one, hledger takes the amount for a part
 * of the account's name. Commodities are declared with six decimals: hledger lets pass what is off by less than it shows.
 */
public final class HledgerWriter implements LedgerWriter {

    private final Writer out;
    private String baseCurrency;

    /** @param out buffered; left open */
    public HledgerWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void head(Head head) throws IOException {
        base(head.baseCurrency());
        line("; The books as double entry, written by Hourbook for hledger.");
        for (String words : PREFACE) {
            line("; " + words);
        }
        line("; Base currency " + head.baseCurrency() + ", mappings " + head.version() + ".");
        line("");
        for (String currency : head.currencies()) {
            declare(currency, head.first());
        }
        line("");
        for (Chart.Place place : head.places()) {
            line("account " + place.path());
        }
        line("");
        for (String payee : head.payees()) {
            line("payee " + payee);
        }
    }

    @Override
    public void base(String currency) {
        baseCurrency = currency;
    }

    @Override
    public void declare(String currency, LocalDate first) throws IOException {
        line("commodity " + currency);
        line("    format 1000.000000 " + currency);
    }

    @Override
    public void declare(Chart.Place place, LocalDate first) throws IOException {
        line("");
        line("account " + place.path());
    }

    @Override
    public void begin(Transaction transaction) throws IOException {
        line("");
        line(transaction.date() + (transaction.there() ? " * (" : " ! (") + LedgerText.id(transaction.reference()) + ") "
                + transaction.payee() + " | " + LedgerText.comment(transaction.title()));
        tag("    ", "document", LedgerText.id(transaction.reference()));
        tag("    ", "type", transaction.type());
        tag("    ", "status", transaction.status());
        if (transaction.target() != null) {
            tag("    ", "target", LedgerText.id(transaction.target()));
            tag("    ", "revision", String.valueOf(transaction.revision()));
        }
        if (transaction.targetId() != null) {
            tag("    ", "targetid", LedgerText.id(transaction.targetId()));
        }
        if (transaction.due() != null) {
            tag("    ", "due", transaction.due().toString());
        }
    }

    @Override
    public void posting(Transaction transaction, Posting posting) throws IOException {
        String description = LedgerText.comment(posting.description());
        line("    " + posting.place().path() + "  " + LedgerText.amount(posting.amount(), posting.currency()) + " " + posting.currency()
                + (description.isEmpty() ? "" : "  ; " + description));
        tag("        ", "line", LedgerText.id(posting.line()));
        if (posting.base() != null) {
            tag("        ", "base", LedgerText.amount(posting.base(), baseCurrency) + " " + baseCurrency);
        }
        named("worker", posting.worker());
        named("project", posting.project());
        named("service", posting.service());
        named("reverses", posting.reverses());
        named("mapping", posting.mapping());
        EntryNames.inRows(posting.entries(), names -> {
            try {
                tag("        ", "entries", names);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void named(String name, String value) throws IOException {
        if (value != null) {
            tag("        ", name, LedgerText.id(value));
        }
    }

    private void tag(String indent, String name, String value) throws IOException {
        line(indent + "; " + name + ":" + value);
    }

    @Override
    public void end(Transaction transaction) {
        // a blank line before the next one is enough
    }

    @Override
    public void balance(LocalDate last, Chart.Place place, BigDecimal balance, String currency, String what) throws IOException {
        String zero = LedgerText.amount(BigDecimal.ZERO, currency);
        line("");
        line(last + " * " + CHECK + " | " + LedgerText.comment(what));
        line("    " + place.path() + "  " + zero + " " + currency + " = " + LedgerText.amount(balance, currency) + " " + currency);
    }

    /** The payee of balance assertions. */
    public static final String CHECK = "Hourbook";

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }
}
