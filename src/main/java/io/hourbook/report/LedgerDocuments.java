package io.hourbook.report;

import io.hourbook.ledger.Chart;
import io.hourbook.ledger.Parties;
import io.hourbook.ledger.Posting;
import io.hourbook.ledger.Transaction;
import io.hourbook.mapping.Account;
import io.hourbook.mapping.MappingBook;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Documents of money in order of date, reference and target, page by page; their lines one after the other. */
final class LedgerDocuments {

    private static final int PAGE = 2_000;
    private static final String MONEY = " d.status <> 'void' and d.type <> 'payroll-batch' and d.date <= '%s' ";

    /** A party whose documents are in the ledger, in one currency. */
    record Party(String payee, String currency) {}

    /** A document as it is about to be written; its postings can be walked once, before the next document. */
    record Document(Transaction transaction, Postings postings) {}

    /** Gives postings one by one. */
    @FunctionalInterface
    interface Postings {
        void each(Consumer<Posting> posting);
    }

    /** What the database has of one document. */
    record Head(
            int id, int groupId, String groupType, String subject, String currency, String stem, BigDecimal total, BigDecimal baseTotal,
            Transaction transaction) {}

    private final JdbcTemplate jdbc;
    private final MappingBook book;
    private final Chart chart;
    private final String money;
    private final Parties parties;
    private final LedgerLines lines;

    /** @param until the last day whose documents are in the ledger */
    LedgerDocuments(JdbcTemplate jdbc, MappingBook book, Chart chart, Parties parties, LocalDate until) {
        this.money = MONEY.formatted(until);
        this.jdbc = jdbc;
        this.book = book;
        this.chart = chart;
        this.parties = parties;
        this.lines = new LedgerLines(jdbc, book, chart);
    }

    Optional<LocalDate> firstDate() {
        return Optional.ofNullable(
                jdbc.queryForObject("select min(date) from document d where" + money, LocalDate.class));
    }

    /** Every party of the ledger; its accounts are known from then on. */
    List<Party> parties() {
        return jdbc.query(
                """
                select distinct d.type, g.type as group_type, g.counterparty, g.subject, g.currency
                from document d join document_group g on g.id = d.group_id where %s
                order by g.counterparty, g.subject, g.currency, d.type""".formatted(money),
                (row, n) -> {
                    String type = row.getString("type");
                    String counterparty = row.getString("counterparty");
                    if (!type.equals("journal-entry")) {
                        party(type, counterparty);
                    } else if (row.getString("subject") != null) {
                        chart.account(book.posting().customerDeposits(), Account.Type.LIABILITY, row.getString("subject"));
                    }
                    return new Party(parties.payee(type, counterparty), row.getString("currency"));
                });
    }

    private Chart.Place party(String type, String counterparty) {
        return type.startsWith("vendor-")
                ? chart.account(book.posting().payable(), Account.Type.LIABILITY, counterparty)
                : chart.account(book.posting().receivable(), Account.Type.ASSET, counterparty);
    }

    void each(Consumer<Document> document) {
        Object[] after = {LocalDate.of(1, 1, 1), "", ""};
        while (true) {
            List<Head> page = jdbc.query(
                    """
                    select d.*, g.type as group_type, g.counterparty, g.currency, g.period, g.subject, g.stem
                    from document d join document_group g on g.id = d.group_id
                    where %s and (d.date, d.reference, d.target) > (?, ?, ?)
                    order by d.date, d.reference, d.target limit ?""".formatted(money),
                    this::head, after[0], after[1], after[2], PAGE);
            for (Head head : page) {
                document.accept(new Document(head.transaction, posting -> postings(head, posting)));
                after = new Object[] {head.transaction.date(), head.transaction.reference(), head.transaction.target()};
            }
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    /** Whether the target has it as it is here: what is final has gone back to what stands there. */
    private static boolean stands(ResultSet row) throws SQLException {
        return row.getInt("delivered_revision") == row.getInt("revision") || row.getString("status").equals("final");
    }

    private Head head(ResultSet row, int number) throws SQLException {
        String type = row.getString("type");
        int revision = row.getInt("revision");
        Transaction transaction = new Transaction(
                row.getObject("date", LocalDate.class), stands(row), row.getString("reference"), type,
                row.getString("status"), row.getString("target"), row.getString("period"),
                parties.payee(type, row.getString("counterparty")), row.getString("counterparty"), row.getObject("due", LocalDate.class),
                revision, row.getString("external_id"), row.getString("stem"));
        return new Head(
                row.getInt("id"), row.getInt("group_id"), row.getString("group_type"), row.getString("subject"),
                row.getString("currency"), row.getString("stem"), row.getBigDecimal("total"), row.getBigDecimal("base_total"), transaction);
    }

    /** The total is the document's own, not the sum of its lines: where they differ, the transaction does not balance. */
    private void postings(Head head, Consumer<Posting> posting) {
        String type = head.transaction.type();
        if (type.equals("journal-entry")) {
            lines.journal(head).forEach(posting);
            return;
        }
        boolean debit = type.equals("sales-invoice") || type.equals("vendor-credit");
        Posting total = new Posting(
                party(type, head.transaction.counterparty()), signed(head.total, debit), head.currency, signed(head.baseTotal, debit),
                head.transaction.reference() + "/total", "Total of " + head.transaction.reference(), null, null, null, null, null,
                Posting.Entries.NONE);
        posting.accept(total);
        lines.each(head, line -> signed(line, !debit), posting);
    }

    static BigDecimal signed(BigDecimal amount, boolean debit) {
        return amount == null || debit ? amount : amount.negate();
    }
}
