package io.hourbook.report;

import io.hourbook.ledger.BeancountWriter;
import io.hourbook.ledger.CsvRows;
import io.hourbook.ledger.HledgerWriter;
import io.hourbook.ledger.LedgerWriter;
import io.hourbook.mapping.MappingBook;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The books as double entry in plain text, from the documents as they stand at their targets or will.
 *
 * <p>Everything is read in one snapshot of the database and written as it is read: a pass that runs beside it is either wholly
 * in or wholly out, and memory does not grow with the books.
 */
public final class LedgerExport {

    /** The languages it is written in. */
    public enum Format {
        HLEDGER,
        BEANCOUNT,
        CSV;

        /** The word of the command line. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws Problem RPT-201 for a word that is none */
        public static Format of(String word) {
            return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst().orElseThrow(() -> new Problem(
                    new Finding(
                            "RPT-201", "export ledger", "no such format", word,
                            Arrays.stream(values()).map(Format::word).collect(Collectors.joining(", ")),
                            "name one of them after --format")));
        }
    }

    /** What was written: documents and opening balances, and their postings. */
    public record Written(long transactions, long postings) {}

    private final DataSource database;
    private final MappingBook book;

    /** @param book for the names of accounts, parties and retainers as they are now */
    public LedgerExport(DataSource database, MappingBook book) {
        this.database = database;
        this.book = book;
    }

    /**
     * Writes the whole ledger, in order of date and reference: the same books give the same text.
     *
     * @param out buffered, in UTF-8; left open
     * @throws UncheckedIOException where it cannot be written
     */
    public Written write(Format format, Writer out) {
        return write(format, out, Books.ALL);
    }

    /**
     * Writes the ledger up to a month's end: opening balances and everything that is dated until then, and what was left of
     * the retainers at that time.
     *
     * @param out buffered, in UTF-8; left open
     * @throws UncheckedIOException where it cannot be written
     */
    public Written write(Format format, Writer out, YearMonth until) {
        LedgerWriter writer = switch (format) {
            case HLEDGER -> new HledgerWriter(out);
            case BEANCOUNT -> new BeancountWriter(out);
            case CSV -> new CsvRows(out);
        };
        try (Connection connection = database.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return new Books(new JdbcTemplate(new SingleConnectionDataSource(connection, true)), book, writer, until).write();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be read: " + e.getMessage(), e);
        }
    }
}
