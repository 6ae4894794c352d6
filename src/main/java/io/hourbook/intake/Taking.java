package io.hourbook.intake;

import io.hourbook.entry.EntryStore;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;

/**
 * A file that is being taken: the body of the intake routes. It is refused, known, or has rows to give.
 */
public final class Taking implements AutoCloseable {

    private final DueFile file;
    private final EntryStore.OpenFile open;
    private final CsvFile rows;
    private final Finding refusal;
    private ReadAhead<EntryStore.Chunk> ahead;

    private Taking(DueFile file, EntryStore.OpenFile open, CsvFile rows, Finding refusal) {
        this.file = file;
        this.open = open;
        this.rows = rows;
        this.refusal = refusal;
    }

    static Taking ofRows(DueFile file, EntryStore.OpenFile open, CsvFile rows) {
        return new Taking(file, open, rows, null);
    }

    static Taking ofKnown(DueFile file, EntryStore.OpenFile open) {
        return new Taking(file, open, null, null);
    }

    static Taking ofRefused(DueFile file, EntryStore.OpenFile open, Finding refusal) {
        return new Taking(file, open, null, refusal);
    }

    public DueFile file() {
        return file;
    }

    public EntryStore.OpenFile open() {
        return open;
    }

    /** Why the file is not taken at all, or null. */
    public Finding refusal() {
        return refusal;
    }

    /** Whether the file is not of its format. */
    public boolean isRefused() {
        return refusal != null;
    }

    /** Whether the source has delivered these very bytes before: each row is a duplicate and none is looked at. */
    public boolean isKnown() {
        return refusal == null && rows == null;
    }

    /** The rows in file order, a thousand at a time, read and hashed while those before them are stored. To be gone through once. */
    public Iterator<EntryStore.Chunk> getChunks() {
        if (rows == null) {
            return Collections.emptyIterator();
        }
        ahead = new ReadAhead<>(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public EntryStore.Chunk next() {
                return new EntryStore.Chunk(open, rows.next());
            }
        });
        return ahead;
    }

    /** How many rows have been read, or, of a known file, how many it had the first time. */
    long rowCount() {
        return rows == null ? open.knownRows() : rows.rows();
    }

    @Override
    public void close() throws IOException {
        if (ahead != null) {
            ahead.close();
        }
        if (rows != null) {
            rows.close();
        }
    }
}
