package io.hourbook.entry;

import io.hourbook.database.BulkInsert;
import io.hourbook.database.PassGuard;
import io.hourbook.database.Touched;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads and writes the entries of one chunk, each kind of row in one statement. */
final class EntryTables {

    private final JdbcTemplate jdbc;
    private final Marks marks;
    private final BulkInsert insertNew;
    private final BulkInsert insertAmended;
    private final BulkInsert insertRevision;
    private final BulkInsert insertWork;

    EntryTables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.marks = new Marks(jdbc);
        this.insertNew = new BulkInsert(jdbc, EntryRows.INSERT_ENTRY, EntryRows.COLUMNS, "");
        this.insertAmended = new BulkInsert(jdbc, EntryRows.INSERT_ENTRY, EntryRows.COLUMNS, EntryRows.AMEND);
        this.insertRevision = new BulkInsert(
                jdbc,
                "insert ignore into entry_revision (entry_id, revision, fingerprint, seconds, file_id, line, raw, replaced_run_id) values",
                8,
                "");
        this.insertWork = new BulkInsert(jdbc, "insert ignore into work (entry_id) values", 1, "");
    }

    /**
     * The highest number of an entry. The next ones are given by the store and not by the database: rows whose numbers are known
     * beforehand need not be asked for them. Passes never overlap, and two rows of one number would be refused.
     */
    long lastId() {
        Long last = jdbc.queryForObject("select max(id) from entry", Long.class);
        return last == null ? 0 : last;
    }

    /** What there is of these entries, without what they say. */
    Map<ByteBuffer, KnownEntry> known(int sourceId, Collection<ByteBuffer> identities) {
        Map<ByteBuffer, KnownEntry> known = new HashMap<>();
        if (!identities.isEmpty()) {
            List<Object> arguments = new ArrayList<>(identities.size() + 1);
            arguments.add(sourceId);
            identities.forEach(identity -> arguments.add(identity.array()));
            jdbc.query(
                    "select " + KnownEntry.COLUMNS + " from entry where source_id = ? and identity in ("
                            + "?,".repeat(identities.size() - 1) + "?)",
                    (ResultSet row) -> {
                        known.put(KnownEntry.identity(row), KnownEntry.read(row));
                    },
                    arguments.toArray());
        }
        return known;
    }

    Map<Long, KnownEntry.Said> said(Collection<Long> ids) {
        Map<Long, KnownEntry.Said> said = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.query(
                    "select " + KnownEntry.Said.COLUMNS + " from entry where id in (" + "?,".repeat(ids.size() - 1) + "?)",
                    (ResultSet row) -> {
                        said.put(row.getLong(1), KnownEntry.Said.read(row));
                    },
                    ids.toArray());
        }
        return said;
    }

    void insert(Collection<Object[]> rows) {
        insertNew.insert(List.copyOf(rows));
    }

    void amend(Collection<Object[]> rows) {
        insertAmended.insert(List.copyOf(rows));
    }

    void keepRevisions(List<Object[]> rows) {
        insertRevision.insert(rows);
    }

    /** @param rows file, line and number of entries of which it is settled what holds */
    void settle(List<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate("update entry set conflict = false, file_id = ?, line = ? where id = ?", rows);
        }
    }

    void requestWork(List<Object[]> ids) {
        insertWork.insert(ids);
        Touched touched = PassGuard.here().touched();
        ids.forEach(row -> touched.entry((Long) row[0]));
    }

    void mark(Marks.Kind kind, Collection<String> keys) {
        marks.set(kind, keys);
    }
}
