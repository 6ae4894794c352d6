package io.hourbook.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.entry.EntryKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The lines of one document, as they go out. */
@Component
class LineBoard {

    /**
     * Fields that a type of document does not have are null.
     *
     * @param source   with {@code key}: the entry or the expense behind the line, where there is one
     * @param worker   the books' id, as are project and service
     * @param rate     per hour in {@code rateCurrency}
     * @param code     pay code in a payroll batch
     * @param reverses whether it takes back a line of a final document
     */
    record Line(
            String source, String key, String description, String worker, String project, String service, String account, String workDate,
            Long seconds, String rate, String rateCurrency, String amount, String debit, String credit, String week, String code,
            boolean reverses) {

        public boolean entry() {
            return source != null;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcTemplate jdbc;

    LineBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Listed<Line> lines(int documentId, long total, Slice slice) {
        List<Line> rows = jdbc.query(
                """
                select l.wire, l.seconds, l.reverses_id, s.name as source, coalesce(e.source_key, x.source_key) as source_key,
                  coalesce(e.identity, x.identity) as identity
                from document_line l left join entry e on e.id = l.entry_id
                  left join expense x on l.entry_id is null and l.line_key like 'expense %' and x.id = cast(substr(l.line_key, 9) as unsigned)
                  left join source s on s.id = coalesce(e.source_id, x.source_id)
                where l.document_id = ? and l.until_revision is null order by l.position, l.id limit ? offset ?""",
                (row, number) -> line(row),
                documentId, slice.size(), slice.offset());
        return new Listed<>(rows, total, slice);
    }

    private static Line line(ResultSet row) throws SQLException {
        JsonNode wire = read(row.getString("wire"));
        String source = row.getString("source");
        String currency = text(wire.path("original"), "currency");
        return new Line(
                source, source == null ? null : EntryKeys.key(row.getString("source_key"), row.getBytes("identity")),
                text(wire, "description"), text(wire, "worker"), text(wire, "project"), text(wire, "service"), text(wire, "account"),
                text(wire, "workDate"), row.getObject("seconds", Long.class), text(wire, "rate"), currency, text(wire, "amount"),
                text(wire, "debit"), text(wire, "credit"), text(wire, "week"), text(wire, "code"),
                row.getObject("reverses_id") != null);
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    private static JsonNode read(String wire) {
        try {
            return JSON.readTree(wire);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
