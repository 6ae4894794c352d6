package io.hourbook.document;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the documents of groups as they stand; the words of a line only where it can no longer change. */
final class StandingDocuments {

    private final JdbcTemplate jdbc;

    StandingDocuments(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @return by group number; groups without documents are absent */
    Map<Integer, List<StandingDocument>> of(List<Integer> groupIds) {
        String in = "(" + "?,".repeat(groupIds.size() - 1) + "?)";
        Map<Integer, List<StandingDocument>> documents = new HashMap<>();
        Map<Integer, List<Line>> lines = new HashMap<>();
        jdbc.query(
                """
                select d.*, exists (select 1 from delivery y where y.document_id = d.id and (y.attempts > 0 or y.state not in ('waiting', 'superseded')))
                    as tried
                from document d where d.group_id in %s order by d.group_id, d.type, d.part""".formatted(in),
                row -> {
                    List<Line> own = new ArrayList<>();
                    lines.put(row.getInt("id"), own);
                    documents.computeIfAbsent(row.getInt("group_id"), any -> new ArrayList<>()).add(document(row, own));
                },
                groupIds.toArray());
        if (!documents.isEmpty()) {
            jdbc.query(
                    """
                    select l.id, l.document_id, l.position, l.line_key, l.reverses_id, l.content_hash, l.entry_id, l.account, l.amount,
                        l.base_amount, l.seconds, l.mapping_version_id, if(d.status = 'final', l.wire, null) as wire
                    from document d join document_line l on l.document_id = d.id
                    where d.group_id in %s and l.until_revision is null
                    order by l.document_id, l.position, l.id""".formatted(in),
                    row -> {
                        lines.get(row.getInt("document_id")).add(line(row));
                    },
                    groupIds.toArray());
        }
        return documents;
    }

    private static StandingDocument document(ResultSet row, List<Line> lines) throws SQLException {
        return new StandingDocument(
                row.getInt("id"),
                row.getString("reference"),
                row.getString("type"),
                row.getInt("part"),
                row.getString("status"),
                row.getObject("date", LocalDate.class),
                row.getObject("due", LocalDate.class),
                row.getInt("revision"),
                ByteBuffer.wrap(row.getBytes("content_hash")),
                row.getBoolean("tried") || row.getString("external_id") != null,
                lines);
    }

    private static Line line(ResultSet row) throws SQLException {
        long reverses = row.getLong("reverses_id");
        Long reversesId = row.wasNull() ? null : reverses;
        long entry = row.getLong("entry_id");
        Long entryId = row.wasNull() ? null : entry;
        long seconds = row.getLong("seconds");
        Long secondsOrNull = row.wasNull() ? null : seconds;
        return new Line(
                row.getLong("id"), row.getInt("document_id"), row.getLong("position"), row.getString("line_key"), reversesId,
                ByteBuffer.wrap(row.getBytes("content_hash")), entryId, row.getString("account"), row.getBigDecimal("amount"),
                row.getBigDecimal("base_amount"), secondsOrNull, row.getInt("mapping_version_id"), row.getString("wire"));
    }
}
