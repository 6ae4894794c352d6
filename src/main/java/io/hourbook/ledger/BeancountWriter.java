package io.hourbook.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The ledger of beancount. Nothing may be off by anything (beancount would let half of the last digit pass), and no
 * transaction may stand there twice.
 */
public final class BeancountWriter implements LedgerWriter {

    private final Writer out;
    private String baseCurrency;

    /** @param out buffered; left open */
    public BeancountWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void head(Head head) throws IOException {
        base(head.baseCurrency());
        line("; The books as double entry, written by Hourbook for beancount.");
        for (String words : PREFACE) {
            line("; " + words);
        }
        line("; Base currency " + head.baseCurrency() + ", mappings " + head.version() + ".");
        line("");
        line("option \"title\" \"The books, by Hourbook\"");
        line("option \"operating_currency\" " + LedgerText.quoted(head.baseCurrency()));
        line("option \"inferred_tolerance_multiplier\" \"0\"");
        line("plugin \"beancount.plugins.noduplicates\"");
        line("");
        for (String currency : head.currencies()) {
            declare(currency, head.first());
        }
        line("");
        for (Chart.Place place : head.places()) {
            declare(place, head.first());
        }
    }

    @Override
    public void base(String currency) {
        baseCurrency = currency;
    }

    @Override
    public void declare(String currency, LocalDate first) throws IOException {
        line(first + " commodity " + currency);
    }

    @Override
    public void declare(Chart.Place place, LocalDate first) throws IOException {
        line(first + " open " + place.path());
        line("  name: " + LedgerText.quoted(place.name()));
    }

    @Override
    public void begin(Transaction transaction) throws IOException {
        line("");
        line(transaction.date() + (transaction.there() ? " * " : " ! ") + LedgerText.quoted(transaction.payee()) + " "
                + LedgerText.quoted(transaction.reference() + " " + transaction.title()) + " ^" + LedgerText.link(transaction.link()));
        data("  ", "document", transaction.reference());
        data("  ", "type", transaction.type());
        data("  ", "status", transaction.status());
        if (transaction.target() != null) {
            data("  ", "target", transaction.target());
            data("  ", "revision", String.valueOf(transaction.revision()));
        }
        data("  ", "targetid", transaction.targetId());
        data("  ", "due", transaction.due() == null ? null : transaction.due().toString());
    }

    @Override
    public void posting(Transaction transaction, Posting posting) throws IOException {
        line("  " + posting.place().path() + "  " + LedgerText.amount(posting.amount(), posting.currency()) + " " + posting.currency());
        data("    ", "line", posting.line());
        data("    ", "description", posting.description());
        data("    ", "base", posting.base() == null ? null : LedgerText.amount(posting.base(), baseCurrency) + " " + baseCurrency);
        data("    ", "worker", posting.worker());
        data("    ", "project", posting.project());
        data("    ", "service", posting.service());
        data("    ", "reverses", posting.reverses());
        data("    ", "mapping", posting.mapping());
        int[] row = {0};
        EntryNames.inRows(posting.entries(), names -> {
            try {
                // a key stands once per posting
                line("    entries" + (++row[0] == 1 ? "" : "-" + row[0]) + ": \"" + names + "\"");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void data(String indent, String name, String value) throws IOException {
        if (value != null && !value.isBlank()) {
            line(indent + name + ": " + LedgerText.quoted(value));
        }
    }

    @Override
    public void end(Transaction transaction) {
        // a blank line before the next one is enough
    }

    /** A balance holds at the beginning of its day. */
    @Override
    public void balance(LocalDate last, Chart.Place place, BigDecimal balance, String currency, String what) throws IOException {
        line("");
        line("; " + LedgerText.line(what));
        line(last.plusDays(1) + " balance " + place.path() + "  " + LedgerText.amount(balance, currency) + " " + currency);
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write('\n');
    }
}
