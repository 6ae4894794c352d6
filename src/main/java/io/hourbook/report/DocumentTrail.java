package io.hourbook.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.ledger.LedgerText;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Documents with the lines in question, standing and gone, and their way to the target. */
final class DocumentTrail {

    private final JdbcTemplate jdbc;
    private final PastBooks books;
    private final ObjectMapper json = new ObjectMapper();

    DocumentTrail(JdbcTemplate jdbc, PastBooks books) {
        this.jdbc = jdbc;
        this.books = books;
    }

    /** Documents whose lines are of this entry alone. */
    List<Explanation.Document> ofEntry(long entryId, String groupType) {
        return documents("l.entry_id = ? and g.type = ?", false, entryId, groupType);
    }

    /** Documents of a group with the lines of a key, which gather many entries. */
    List<Explanation.Document> ofGroup(int groupId, String lineKey) {
        return documents("g.id = ? and l.line_key = ?", true, groupId, lineKey);
    }

    /** Documents of one type with the lines of an expense, wherever it has ever stood. */
    List<Explanation.Document> ofExpense(long expenseId, String groupType) {
        return documents(
                "g.id in (select x.group_id from expense_group x where x.expense_id = ?) and l.line_key = ? and g.type = ?", false,
                expenseId, "expense " + expenseId, groupType);
    }

    /** The same for a group that is known by its stem, at whatever target. */
    List<Explanation.Document> ofStem(String stem, String lineKey) {
        return documents("g.stem = ? and l.line_key = ?", true, stem, lineKey);
    }

    private List<Explanation.Document> documents(String which, boolean gathers, Object... arguments) {
        Map<Integer, List<Explanation.Line>> lines = new LinkedHashMap<>();
        jdbc.query(
                """
                select l.document_id, l.account, l.amount, l.seconds, l.from_revision, l.until_revision, l.wire, l.mapping_version_id, g.currency, d.type,
                    v.version, json_value(r.wire, '$.line') as reverses, a.number as accepted, a.accepted_at, a.author, a.note,
                    p.decided_by, p.why
                from document_line l join document d on d.id = l.document_id join document_group g on g.id = d.group_id
                    left join mapping_version v on v.id = l.mapping_version_id left join document_line r on r.id = l.reverses_id
                    left join version a on a.number = v.accepted_number left join proposal p on p.version = a.number
                where %s order by d.date, d.reference, d.target, l.position, l.id""".formatted(which),
                row -> {
                    lines.computeIfAbsent(row.getInt("document_id"), any -> new ArrayList<>()).add(line(row, gathers));
                },
                arguments);
        return lines.entrySet().stream().map(document -> document(document.getKey(), document.getValue())).toList();
    }

    private Explanation.Line line(ResultSet row, boolean gathers) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        boolean journal = amount != null && row.getString("type").equals("journal-entry");
        JsonNode sent = read(row.getString("wire"));
        return new Explanation.Line(
                sent.path("line").asText(),
                books.account(row.getInt("mapping_version_id"), row.getString("account")),
                journal ? amount.signum() < 0 ? "credit" : "debit" : null,
                amount == null ? null : LedgerText.amount(amount.abs(), row.getString("currency")),
                row.getObject("seconds", Long.class),
                gathers,
                row.getInt("from_revision"),
                row.getObject("until_revision", Integer.class),
                row.getString("reverses"),
                row.getString("version"),
                version(row),
                sent);
    }

    private static Explanation.Version version(ResultSet row) throws SQLException {
        return row.getObject("accepted") == null ? null : new Explanation.Version(
                row.getInt("accepted"), ReceivedStory.utc(row, "accepted_at"), row.getString("author"), row.getString("note"),
                row.getString("decided_by"), row.getString("why"));
    }

    private Explanation.Document document(int id, List<Explanation.Line> lines) {
        List<Explanation.Delivery> deliveries = deliveries(id);
        return jdbc.queryForObject(
                """
                select d.*, g.counterparty, g.period, g.currency,
                    (select max(y.answered_at) from delivery y where y.document_id = d.id and y.state = 'delivered') as taken_at
                from document d join document_group g on g.id = d.group_id where d.id = ?""",
                (row, n) -> new Explanation.Document(
                        row.getString("reference"), row.getString("type"), row.getString("status"), row.getString("counterparty"),
                        row.getString("period"), row.getString("date"), row.getString("due"), row.getString("currency"),
                        row.getString("currency") == null ? null : LedgerText.amount(row.getBigDecimal("total"), row.getString("currency")),
                        row.getString("target"), row.getString("external_id"), row.getInt("revision"), row.getInt("delivered_revision"),
                        row.getInt("revision") == row.getInt("delivered_revision") || row.getString("status").equals("final"), ReceivedStory.utc(row, "taken_at"), lines, deliveries,
                        releases(id), people(id)),
                id);
    }

    /** What people did to it at its target, or null. */
    private String people(int documentId) {
        return jdbc.query(
                        """
                        select t.*, (select count(*) from payment p where p.document_id = t.document_id and not p.reversed) as payments
                        from document_there t where t.document_id = ?""",
                        (row, n) -> {
                            if (row.getObject("again_at") != null) {
                                return "they took their void back, read " + ReceivedStory.utc(row, "again_at") + ": it stands there again";
                            }
                            if (row.getObject("settled_run_id") != null) {
                                return "voided there, read " + ReceivedStory.utc(row, "voided_at") + "; what was on it is free since run "
                                        + row.getInt("settled_run_id");
                            }
                            if (row.getObject("edited_at") != null) {
                                return "changed there, read " + ReceivedStory.utc(row, "edited_at") + ": " + row.getString("edited_what");
                            }
                            return row.getInt("payments") > 0 ? "paid there, in " + row.getInt("payments") + " payments so far" : "";
                        },
                        documentId)
                .stream().filter(words -> !words.isEmpty()).findFirst().orElse(null);
    }

    private List<Explanation.Delivery> deliveries(int documentId) {
        return jdbc.query(
                "select * from delivery where document_id = ? order by revision, id",
                (row, n) -> new Explanation.Delivery(
                        row.getInt("revision"), row.getString("state"),
                        new String(row.getBytes("idempotency_key"), java.nio.charset.StandardCharsets.UTF_8), row.getInt("attempts"),
                        row.getString("due_on"), ReceivedStory.utc(row, "next_attempt_at"), ReceivedStory.utc(row, "answered_at"),
                        row.getObject("answer_status", Integer.class), row.getString("answer")),
                documentId);
    }

    private List<Explanation.Release> releases(int documentId) {
        return jdbc.query(
                "select * from document_release where document_id = ? order by revision",
                (row, n) -> new Explanation.Release(
                        row.getInt("revision"), row.getString("released_by"), ReceivedStory.utc(row, "released_at"), row.getString("note"),
                        row.getBoolean("even_unfinished")),
                documentId);
    }

    private JsonNode read(String wire) {
        try {
            return json.readTree(wire);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line is not JSON: " + wire, e);
        }
    }
}
