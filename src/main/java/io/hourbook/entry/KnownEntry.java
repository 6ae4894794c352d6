package io.hourbook.entry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** What the store has of an entry when another row for it arrives. */
record KnownEntry(
        long id, byte[] fingerprint, int revision, boolean conflict, String worker, Instant startAt, long seconds,
        Instant modifiedAt, int fileId, long line, String raw) {

    /** This file has a row for the entry: another, different one in it would be a conflict. */
    KnownEntry seenIn(int file) {
        return new KnownEntry(id, fingerprint, revision, conflict, worker, startAt, seconds, modifiedAt, file, line, raw);
    }

    KnownEntry settledIn(int file) {
        return new KnownEntry(id, fingerprint, revision, false, worker, startAt, seconds, modifiedAt, file, line, raw);
    }

    static KnownEntry read(ResultSet row) throws SQLException {
        LocalDateTime modified = row.getObject("modified_at", LocalDateTime.class);
        return new KnownEntry(
                row.getLong("id"), row.getBytes("fingerprint"), row.getInt("revision"), row.getBoolean("conflict"),
                row.getString("worker"), row.getObject("start_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getLong("seconds"), modified == null ? null : modified.toInstant(ZoneOffset.UTC), row.getInt("file_id"),
                row.getLong("line"), row.getString("raw"));
    }
}
