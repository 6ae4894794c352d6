package io.hourbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.entry.EntryKeys;
import io.hourbook.ledger.Chart;
import io.hourbook.ledger.Posting;
import io.hourbook.mapping.Account;
import io.hourbook.mapping.MappingBook;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;

/** The lines of documents as postings. Invoices and bills are streamed; a journal has a line per account only. */
final class LedgerLines {

    private static final int FETCH = 500;
    private static final String LINES = """
            select l.id, l.reverses_id, l.account, l.amount, l.base_amount, l.mapping_version_id, l.wire,
                json_value(r.wire, '$.line') as reverses
            from document_line l left join document_line r on r.id = l.reverses_id
            where l.document_id = ? and l.until_revision is null order by l.position, l.id""";

    private final JdbcTemplate jdbc;
    private final JdbcTemplate streaming;
    private final MappingBook book;
    private final Chart chart;
    private final ObjectMapper json = new ObjectMapper();
    private Map<Integer, String> versions;

    private record Row(
            long id, Long reversesId, String account, BigDecimal amount, BigDecimal base, int versionId, JsonNode wire, String reverses) {}

    LedgerLines(JdbcTemplate jdbc, MappingBook book, Chart chart) {
        this.jdbc = jdbc;
        this.book = book;
        this.chart = chart;
        this.streaming = new JdbcTemplate(jdbc.getDataSource());
        streaming.setFetchSize(FETCH);
    }

    /** The lines of an invoice, bill or credit, each of one entry. */
    void each(LedgerDocuments.Head head, UnaryOperator<BigDecimal> sign, Consumer<Posting> posting) {
        versions();
        Account.Type otherwise = head.transaction().type().startsWith("vendor-") ? Account.Type.EXPENSE : Account.Type.INCOME;
        streaming.query(
                LINES,
                row -> {
                    Row line = row(row);
                    posting.accept(posting(
                            head, line, chart.account(account(line), otherwise), sign,
                            name -> line.wire.path("entries").forEach(entry -> name.accept(entry.asText()))));
                },
                head.id());
    }

    List<Posting> journal(LedgerDocuments.Head head) {
        versions();
        List<Row> rows = jdbc.query(LINES, (row, n) -> row(row), head.id());
        Set<Long> takenBack = Set.copyOf(jdbc.queryForList(
                """
                select r.reverses_id from document d join document_line r on r.document_id = d.id
                where d.group_id = ? and r.reverses_id is not null and r.until_revision is null""",
                Long.class, head.groupId()));
        List<Posting> postings = new ArrayList<>(rows.size());
        for (Row row : rows) {
            boolean live = row.reversesId == null && !takenBack.contains(row.id);
            postings.add(posting(head, row, place(head, row), UnaryOperator.identity(), live ? gathered(head, row) : Posting.Entries.NONE));
        }
        return postings;
    }

    private Chart.Place place(LedgerDocuments.Head head, Row row) {
        if (!head.groupType().equals("RETAINER_JOURNAL")) {
            return chart.account(account(row), row.amount.signum() < 0 ? Account.Type.LIABILITY : Account.Type.EXPENSE);
        }
        return account(row).equals(book.posting().customerDeposits())
                ? chart.account(account(row), Account.Type.LIABILITY, head.subject())
                : chart.account(account(row), Account.Type.INCOME);
    }

    /** The entries behind a journal's line, as the sub-ledgers have them now; its counterpart is what they come to together. */
    private Posting.Entries gathered(LedgerDocuments.Head head, Row row) {
        if (head.groupType().equals("RETAINER_JOURNAL")) {
            String service = row.wire.path("service").asText(null);
            return service == null ? Posting.Entries.NONE : name -> entries(
                    """
                    select s.name, e.source_key, e.identity from drawing x join entry e on e.id = x.entry_id
                        join source s on s.id = e.source_id
                    where x.group_id = ? and x.account = ? and x.service = ? and x.drawn_amount <> 0 order by e.id""",
                    name, head.groupId(), row.account, service);
        }
        if (row.amount.signum() <= 0) {
            return Posting.Entries.NONE;
        }
        YearMonth month = YearMonth.parse(head.transaction().period());
        return name -> entries(
                """
                select s.name, e.source_key, e.identity from entry e join source s on s.id = e.source_id
                where e.id in (select entry_id from pay_part where week_from between ? and ? and currency = ? and work_date between ? and ?
                    and account = ?)
                order by e.id""",
                name, month.atDay(1).minusDays(6), month.atEndOfMonth(), head.currency(), month.atDay(1), month.atEndOfMonth(), row.account);
    }

    private void entries(String sql, Consumer<String> name, Object... arguments) {
        streaming.query(
                sql,
                row -> {
                    name.accept(row.getString(1) + ":" + EntryKeys.key(row.getString(2), row.getBytes(3)));
                },
                arguments);
    }

    private Posting posting(
            LedgerDocuments.Head head, Row row, Chart.Place place, UnaryOperator<BigDecimal> sign, Posting.Entries entries) {
        return new Posting(
                place, sign.apply(row.amount), head.currency(), sign.apply(row.base), row.wire.path("line").asText(),
                row.wire.path("description").asText(null), row.wire.path("worker").asText(null), row.wire.path("project").asText(null),
                row.wire.path("service").asText(null), row.reverses, versions.get(row.versionId), entries);
    }

    private static String account(Row row) {
        return row.account == null ? "none" : row.account;
    }

    private Row row(ResultSet row) throws SQLException {
        long reverses = row.getLong("reverses_id");
        Long reversesId = row.wasNull() ? null : reverses;
        return new Row(
                row.getLong("id"), reversesId, row.getString("account"), row.getBigDecimal("amount"), row.getBigDecimal("base_amount"),
                row.getInt("mapping_version_id"), wire(row), row.getString("reverses"));
    }

    private JsonNode wire(ResultSet row) throws SQLException {
        try {
            return json.readTree(row.getString("wire"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("line " + row.getLong("id") + " is not JSON", e);
        }
    }

    private void versions() {
        if (versions == null) {
            versions = new HashMap<>();
            jdbc.query("select id, version from mapping_version", row -> {
                versions.put(row.getInt("id"), row.getString("version"));
            });
        }
    }
}
