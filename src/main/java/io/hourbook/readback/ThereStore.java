package io.hourbook.readback;

import io.hourbook.readback.There.Waits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code document_there}: how documents stand at their targets, and what waits to be settled. Instants are UTC, to the millisecond. */
final class ThereStore {

    private static final int MOST_BY = 200;

    private final JdbcTemplate jdbc;

    ThereStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What was read last, by document. */
    Map<Integer, There> of(Collection<Integer> documents) {
        Map<Integer, There> rows = new HashMap<>();
        if (!documents.isEmpty()) {
            jdbc.query(
                    "select * from document_there where document_id in (" + "?,".repeat(documents.size() - 1) + "?)",
                    row -> {
                        rows.put(row.getInt("document_id"), there(row));
                    },
                    documents.toArray());
        }
        return rows;
    }

    private static There there(ResultSet row) throws SQLException {
        String waits = row.getString("waits");
        int run = row.getInt("settled_run_id");
        Integer settled = row.wasNull() ? null : run;
        return new There(
                row.getInt("document_id"), null, instant(row, "edited_at"), row.getString("edited_what"), row.getBytes("edited_print"),
                waits == null ? null : Waits.valueOf(waits.toUpperCase(Locale.ROOT)), instant(row, "voided_at"), settled,
                instant(row, "again_at"));
    }

    /** Takes what was read now in the place of what was read before. */
    void keep(There now, Instant at) {
        SeenDocument seen = now.seen();
        jdbc.update(
                """
                insert into document_there (document_id, state, total, payable, date, due, by_people, edited_at, edited_what, edited_print, waits,
                  voided_at, again_at, first_seen_at, seen_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update state = values(state), total = values(total), payable = values(payable), date = values(date),
                  due = values(due), by_people = values(by_people), edited_at = values(edited_at), edited_what = values(edited_what),
                  edited_print = values(edited_print), waits = values(waits), voided_at = values(voided_at), again_at = values(again_at),
                  seen_at = values(seen_at)
                """,
                now.documentId(), seen.state().name().toLowerCase(Locale.ROOT), seen.total(), seen.payable(), seen.date(), seen.due(),
                seen.by() == null || seen.by().length() <= MOST_BY ? seen.by() : seen.by().substring(0, MOST_BY), utc(now.editedAt()),
                now.editedWhat(), now.editedPrint(), now.waits() == null ? null : now.waits().word(), utc(now.voidedAt()), utc(now.againAt()),
                utc(at), utc(at));
    }

    /**
     * A document that waits for a pass.
     *
     * @param delivered the revision that stands at the target
     * @param open      whether a call about it is in doubt
     */
    record Waiting(int documentId, String reference, String target, Waits waits, String status, int delivered, boolean open) {}

    /** What a pass has to settle, in the order of the documents. */
    List<Waiting> waiting() {
        return jdbc.query(
                """
                select t.document_id, d.reference, d.target, t.waits, d.status, d.delivered_revision,
                  exists (select 1 from delivery y where y.document_id = d.id and y.state in ('sending', 'in-doubt')) as open
                from document_there t join document d on d.id = t.document_id where t.waits in ('void', 'final') order by t.document_id
                """,
                (row, number) -> new Waiting(
                        row.getInt(1), row.getString(2), row.getString(3), Waits.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                        row.getString(5), row.getInt(6), row.getBoolean(7)));
    }

    boolean anythingWaits() {
        return !jdbc.queryForList("select 1 from document_there where waits in ('void', 'final') limit 1").isEmpty();
    }

    /** Nothing waits any more. */
    void settled(int documentId) {
        jdbc.update("update document_there set waits = null where document_id = ?", documentId);
    }

    /** The document is void here, too. */
    void freed(int documentId, int runId, int lines) {
        jdbc.update(
                """
                update document_there t join document d on d.id = t.document_id
                set t.waits = null, t.settled_run_id = ?, t.settled_revision = d.revision, t.freed_lines = ? where t.document_id = ?""",
                runId, lines, documentId);
    }

    /**
     * An edit of people that our next update would overwrite.
     *
     * @param print of the edit, in hexadecimal digits
     */
    record Edit(int documentId, String reference, String target, String what, Instant since, String total, String print) {}

    /** Edits of documents of which something is to be sent, and nobody has decided to overwrite them since they were read. */
    List<Edit> undecided(String code) {
        return jdbc.query(
                """
                select t.document_id, d.reference, d.target, t.edited_what, t.edited_at, d.total, lower(hex(t.edited_print))
                from document_there t join document d on d.id = t.document_id
                where t.edited_at is not null
                  and exists (select 1 from delivery y where y.document_id = t.document_id and y.state in ('waiting', 'in-doubt'))
                  and not exists (select 1 from dead_letter l join dead_letter_decision c on c.dead_letter_id = l.id
                    where l.document_id = t.document_id and l.code = ? and c.decision = 'replayed' and c.decided_at >= t.edited_at)
                order by t.document_id
                """,
                (row, number) -> new Edit(
                        row.getInt(1), row.getString(2), row.getString(3), row.getString(4), instant(row, "edited_at"),
                        row.getBigDecimal(6).stripTrailingZeros().toPlainString(), row.getString(7)),
                code);
    }

    static LocalDateTime utc(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        LocalDateTime at = row.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }
}
