package io.hourbook.entry;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * What the store has of an entry when another row for it arrives.
 *
 * @param id   0 for an entry of the chunk at hand
 * @param says what it said up to now, null while no row says anything else
 */
record KnownEntry(long id, byte[] fingerprint, int revision, boolean conflict, Instant modifiedAt, int fileId, Said says) {

    static final String COLUMNS = "id, identity, fingerprint, revision, conflict, modified_at, file_id";

    /** What another revision replaces: needed for the few entries that change, and wide. */
    record Said(String worker, Instant startAt, long seconds, long line, String raw) {

        static final String COLUMNS = "id, worker, start_at, seconds, line, raw";

        static Said of(ReceivedEntry entry, String worker) {
            return new Said(worker, entry.startAt(), entry.seconds(), entry.line(), entry.raw());
        }

        static Said read(ResultSet row) throws SQLException {
            return new Said(row.getString(2), row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getLong(4),
                    row.getLong(5), row.getString(6));
        }
    }

    /** This file has a row for the entry: another, different one in it would be a conflict. */
    KnownEntry seenIn(int file) {
        return new KnownEntry(id, fingerprint, revision, conflict, modifiedAt, file, says);
    }

    KnownEntry settledIn(int file) {
        return new KnownEntry(id, fingerprint, revision, false, modifiedAt, file, says);
    }

    KnownEntry saying(Said said) {
        return new KnownEntry(id, fingerprint, revision, conflict, modifiedAt, fileId, said);
    }

    static ByteBuffer identity(ResultSet row) throws SQLException {
        return ByteBuffer.wrap(row.getBytes(2));
    }

    static KnownEntry read(ResultSet row) throws SQLException {
        LocalDateTime modified = row.getObject(6, LocalDateTime.class);
        return new KnownEntry(row.getLong(1), row.getBytes(3), row.getInt(4), row.getBoolean(5),
                modified == null ? null : modified.toInstant(ZoneOffset.UTC), row.getInt(7), null);
    }
}
