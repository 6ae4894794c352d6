package io.hourbook.entry;

import java.util.List;

/** Stores received rows: new, duplicate, amendment; malformed ones go to the dead letters. */
public interface EntryStore {

    /** A file being read. {@code known} is true where this source has already delivered these very bytes. */
    record OpenFile(int id, String source, String name, String contentHash, boolean known, long knownRows) {}

    /** A piece of a file, in file order. Whoever makes it hashes its rows, so that the one who stores it need not. */
    final class Chunk {

        private final OpenFile file;
        private final List<ReceivedRow> rows;
        private final List<Hashed> hashed;

        public Chunk(OpenFile file, List<ReceivedRow> rows) {
            this.file = file;
            this.rows = rows;
            this.hashed = Hashed.all(rows);
        }

        public OpenFile file() {
            return file;
        }

        public List<ReceivedRow> rows() {
            return rows;
        }

        /** Whether its rows are expenses. Rows of one file are of one kind. */
        boolean ofExpenses() {
            return rows.stream().anyMatch(ReceivedExpense.class::isInstance);
        }

        /** One for each row, null for a row that is no entry. */
        List<Hashed> hashed() {
            return hashed;
        }
    }

    /**
     * Notes that a file is being read; the same bytes again answer with {@code known}. A file that was left half read by a
     * crash is not known.
     *
     * @param contentHash SHA-256 of the bytes, hex
     */
    OpenFile open(int runId, String source, String name, String contentHash, long sizeBytes);

    /** Stores one chunk in one transaction and counts it into the run. */
    void store(int runId, Chunk chunk);

    /** All rows of the file are stored, or, for a known one, counted as duplicates. */
    void taken(int runId, OpenFile file, long rowCount);

    /** The file is not of its format at all: kept, reported, and never read again unless dropped again. */
    void refused(int runId, OpenFile file);
}
