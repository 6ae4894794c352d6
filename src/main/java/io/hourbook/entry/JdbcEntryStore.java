package io.hourbook.entry;

import io.hourbook.deadletter.DeadLetter;
import io.hourbook.deadletter.DeadLetters;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The bulk idempotent receiver: one transaction and a handful of statements for a thousand rows. */
final class JdbcEntryStore implements EntryStore {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DeadLetters deadLetters;
    private final WorkerFinder workers;
    private final EntryTables tables;
    private final Sources sources;
    private final Clock clock;
    private final RunIntake counts;
    private final ExpenseRows expenses;
    private volatile Before before = Before.NOTHING;

    /**
     * The chunk before: two rows for one entry may stand on either side of its end.
     *
     * @param allNew whether it held only new entries
     * @param lastId the highest number of an entry when it was stored
     */
    private record Before(int fileId, Set<ByteBuffer> identities, boolean allNew, long lastId) {
        static final Before NOTHING = new Before(0, Set.of(), false, 0);
    }

    JdbcEntryStore(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            DeadLetters deadLetters,
            WorkerFinder workers,
            RunIntake counts,
            ExpenseRows expenses,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.deadLetters = deadLetters;
        this.workers = workers;
        this.counts = counts;
        this.expenses = expenses;
        this.clock = clock;
        this.tables = new EntryTables(jdbc);
        this.sources = new Sources(jdbc);
    }

    @Override
    public OpenFile open(int runId, String source, String name, String contentHash, long sizeBytes) {
        int sourceId = sources.id(source);
        byte[] hash = HexFormat.of().parseHex(contentHash);
        jdbc.update(
                """
                insert into source_file (source_id, name, content_hash, size_bytes, state, run_id, taken_at)
                values (?, ?, ?, ?, 'reading', ?, ?)
                on duplicate key update
                    run_id = if(state = 'taken', run_id, values(run_id)),
                    name = if(state = 'taken', name, values(name)),
                    state = if(state = 'taken', state, 'reading')""",
                sourceId, name, hash, sizeBytes, runId, Timestamp.from(clock.instant()));
        return jdbc.queryForObject(
                "select id, state, row_count from source_file where source_id = ? and content_hash = ?",
                (row, n) -> new OpenFile(
                        row.getInt("id"), source, name, contentHash, "taken".equals(row.getString("state")), row.getLong("row_count")),
                sourceId, hash);
    }

    @Override
    public void taken(int runId, OpenFile file, long rowCount) {
        if (file.known()) {
            counts.add(new IntakeCounts(file.knownRows(), 0, file.knownRows(), 0, 0, 0));
        } else {
            jdbc.update(
                    "update source_file set state = 'taken', row_count = ?, taken_at = ? where id = ?",
                    rowCount, Timestamp.from(clock.instant()), file.id());
        }
    }

    @Override
    public void refused(int runId, OpenFile file) {
        jdbc.update("update source_file set state = 'refused' where id = ?", file.id());
    }

    @Override
    public void store(int runId, Chunk chunk) {
        if (chunk.ofExpenses()) {
            storeExpenses(runId, chunk);
            return;
        }
        Before last = before.fileId == chunk.file().id() ? before : Before.NOTHING;
        int sourceId = sources.id(chunk.file().source());
        ChunkStoring stored = last.allNew ? storedAsNew(runId, chunk, sourceId, last) : null;
        if (stored == null) {
            stored = transaction.execute(status -> {
                ChunkStoring storing = begun(runId, chunk, sourceId, last);
                storing.lookUp(tables);
                storing.store(tables, tables.lastId());
                return storing;
            });
        }
        counts.add(stored.counts());
        before = new Before(chunk.file().id(), stored.identities(), stored.allNew(), stored.lastId());
    }

    private void storeExpenses(int runId, Chunk chunk) {
        int sourceId = sources.id(chunk.file().source());
        counts.add(transaction.execute(status -> {
            keepLetters(runId, ChunkStoring.letters(chunk));
            return expenses.store(runId, chunk.file(), sourceId, chunk.rows());
        }));
    }

    private void keepLetters(int runId, List<DeadLetter> letters) {
        if (!letters.isEmpty()) {
            deadLetters.keep(runId, letters);
        }
    }

    private ChunkStoring begun(int runId, Chunk chunk, int sourceId, Before last) {
        ChunkStoring storing = new ChunkStoring(runId, chunk, sourceId, workers, last.identities, clock.instant());
        keepLetters(runId, ChunkStoring.letters(chunk));
        return storing;
    }

    /**
     * After a chunk of nothing but new entries the next one is likely the same, with the next numbers: the table itself says where
     * that is wrong, and then it is as if nothing had been tried.
     *
     * @return null where it is wrong
     */
    private ChunkStoring storedAsNew(int runId, Chunk chunk, int sourceId, Before last) {
        try {
            return transaction.execute(status -> {
                ChunkStoring storing = begun(runId, chunk, sourceId, last);
                storing.store(tables, last.lastId);
                return storing;
            });
        } catch (DuplicateKeyException someAreKnown) {
            return null;
        }
    }
}
