package io.hourbook.ledger;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One row per posting, for spreadsheets and loaders: comma, quotes where needed, CRLF (RFC 4180), UTF-8.
 *
 * <p>A spreadsheet takes text that begins with {@code = + - @}, a tab or a line break for a formula, and what a tracker's
 * user writes is nobody's formula: such text gets an apostrophe in front. Numbers and dates are Hourbook's own and stay.
 */
public final class CsvRows implements LedgerWriter {

    /** A cell of 32,768 characters is cut or spilled by spreadsheets. */
    private static final int LONGEST_CELL = 30_000;

    private final Writer out;
    private final CsvWriter csv;
    private String baseCurrency;

    /** @param out buffered; left open */
    public CsvRows(Writer out) {
        this.out = out;
        this.csv = CsvWriter.builder().build(out);
    }

    @Override
    public void head(Head head) {
        base(head.baseCurrency());
        csv.writeRecord(
                "date", "reference", "type", "status", "account", "account name", "counterparty", "debit", "credit",
                "currency", "base amount", "base currency", "description", "worker", "project", "service", "entries", "line",
                "mapping version", "at target");
    }

    @Override
    public void base(String currency) {
        baseCurrency = currency;
    }

    @Override
    public void declare(String currency, LocalDate first) {
        // every row names its currency
    }

    @Override
    public void declare(Chart.Place place, LocalDate first) {
        // every row names its account
    }

    @Override
    public void begin(Transaction transaction) {
        // every row names its document
    }

    @Override
    public void posting(Transaction transaction, Posting posting) {
        boolean credit = posting.amount().signum() < 0;
        String amount = LedgerText.amount(posting.amount().abs(), posting.currency());
        csv.writeRecord(
                transaction.date().toString(),
                text(transaction.reference()),
                transaction.type(),
                transaction.status(),
                text(posting.place().number()),
                text(posting.place().name()),
                text(transaction.counterparty()),
                credit ? "" : amount,
                credit ? amount : "",
                posting.currency(),
                posting.base() == null ? "" : LedgerText.amount(posting.base(), baseCurrency),
                posting.base() == null ? "" : baseCurrency,
                text(posting.description()),
                text(posting.worker()),
                text(posting.project()),
                text(posting.service()),
                text(entries(posting.entries())),
                text(posting.line()),
                text(posting.mapping()),
                transaction.there() ? "yes" : "no");
    }

    /** As many names as a spreadsheet's cell holds, then how many more there are. */
    private static String entries(Posting.Entries entries) {
        StringBuilder cell = new StringBuilder();
        int[] more = {0};
        entries.each(name -> {
            String id = LedgerText.id(name);
            if (more[0] > 0 || cell.length() + id.length() + 1 > LONGEST_CELL) {
                more[0]++;
            } else {
                cell.append(cell.length() == 0 ? "" : " ").append(id);
            }
        });
        return more[0] == 0 ? cell.toString() : cell + " and " + more[0] + " more";
    }

    public static String text(String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return "=+-@\t\r\n＝＋－＠".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    @Override
    public void end(Transaction transaction) {
        // rows stand for themselves
    }

    @Override
    public void balance(LocalDate last, Chart.Place place, BigDecimal balance, String currency, String what) {
        // a table asserts nothing; the sums of its columns say it
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
        out.flush();
    }
}
