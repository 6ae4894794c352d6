package io.hourbook.entry;

import io.hourbook.database.BulkInsert;
import io.hourbook.database.PassGuard;
import io.hourbook.database.Touched;
import io.hourbook.deadletter.DeadLetter;
import io.hourbook.deadletter.DeadLetters;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The bulk idempotent receiver: one transaction and a handful of statements for a thousand rows. */
final class JdbcEntryStore implements EntryStore {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DeadLetters deadLetters;
    private final WorkerFinder workers;
    private final Marks marks;
    private final Sources sources;
    private final Clock clock;
    private final RunIntake counts;
    /** The chunk before: two rows for one entry may stand on either side of its end. */
    private record Before(int fileId, Set<ByteBuffer> identities) {}

    private volatile Before before = new Before(0, Set.of());
    private final BulkInsert insertNew;
    private final BulkInsert insertAmended;
    private final BulkInsert insertRevision;
    private final BulkInsert insertWork;

    JdbcEntryStore(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            DeadLetters deadLetters,
            WorkerFinder workers,
            RunIntake counts,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.deadLetters = deadLetters;
        this.workers = workers;
        this.counts = counts;
        this.clock = clock;
        this.marks = new Marks(jdbc);
        this.sources = new Sources(jdbc);
        this.insertNew = new BulkInsert(jdbc, EntryRows.INSERT_ENTRY, EntryRows.COLUMNS, "returning id, identity");
        this.insertAmended = new BulkInsert(jdbc, EntryRows.INSERT_ENTRY, EntryRows.COLUMNS, EntryRows.AMEND);
        this.insertRevision = new BulkInsert(
                jdbc,
                "insert ignore into entry_revision (entry_id, revision, fingerprint, seconds, file_id, line, raw, replaced_run_id) values",
                8,
                "");
        this.insertWork = new BulkInsert(jdbc, "insert ignore into work (entry_id) values", 1, "");
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
        ChunkStoring storing = new ChunkStoring(runId, chunk);
        counts.add(transaction.execute(status -> storing.store()));
        before = new Before(chunk.file().id(), Set.copyOf(storing.known.keySet()));
    }

    /** One chunk on its way into the tables; lives for one transaction. */
    private final class ChunkStoring {

        private final int runId;
        private final Chunk chunk;
        private final int sourceId;
        private final Identity hashes = new Identity();
        private final Map<ByteBuffer, KnownEntry> known = new HashMap<>();
        private final Map<ByteBuffer, Object[]> fresh = new java.util.LinkedHashMap<>();
        private final Map<ByteBuffer, Object[]> amended = new java.util.LinkedHashMap<>();
        private final Map<ByteBuffer, List<KnownEntry>> replaced = new HashMap<>();
        private final List<Object[]> settled = new ArrayList<>();
        private final List<Object[]> work = new ArrayList<>();
        private final Set<String> workerDays = new TreeSet<>();
        private final Set<String> futureDays = new TreeSet<>();
        private final Instant now = clock.instant();
        private long freshRows;
        private long duplicates;
        private long amendments;

        ChunkStoring(int runId, Chunk chunk) {
            this.runId = runId;
            this.chunk = chunk;
            this.sourceId = sources.id(chunk.file().source());
        }

        IntakeCounts store() {
            List<ReceivedEntry> entries = new ArrayList<>();
            List<DeadLetter> letters = new ArrayList<>();
            long skipped = 0;
            for (ReceivedRow row : chunk.rows()) {
                if (row instanceof ReceivedEntry entry) {
                    entries.add(entry);
                } else if (row instanceof ReceivedRow.Malformed malformed) {
                    letters.add(letter(malformed));
                } else {
                    skipped++;
                }
            }
            if (!letters.isEmpty()) {
                deadLetters.keep(runId, letters);
            }
            List<ByteBuffer> identities = entries.stream().map(entry -> ByteBuffer.wrap(hashes.of(entry))).toList();
            readKnown(identities);
            for (int i = 0; i < entries.size(); i++) {
                sort(identities.get(i), entries.get(i));
            }
            write();
            return new IntakeCounts(chunk.rows().size(), freshRows, duplicates, amendments, skipped, letters.size());
        }

        private DeadLetter letter(ReceivedRow.Malformed malformed) {
            EntryStore.OpenFile file = chunk.file();
            return new DeadLetter(
                    DeadLetter.Kind.ROW, malformed.finding(), "row " + file.source() + " " + file.contentHash() + ":" + malformed.line(),
                    malformed.finding().saw(), file.source(), null, null, malformed.raw(), null, null, null);
        }

        private void readKnown(List<ByteBuffer> identities) {
            if (identities.isEmpty()) {
                return;
            }
            Object[] arguments = new Object[identities.size() + 1];
            arguments[0] = sourceId;
            for (int i = 0; i < identities.size(); i++) {
                arguments[i + 1] = identities.get(i).array();
            }
            jdbc.query(
                    "select id, identity, fingerprint, revision, conflict, worker, start_at, seconds, modified_at, file_id, line, raw"
                            + " from entry where source_id = ? and identity in (" + "?,".repeat(identities.size() - 1) + "?)",
                    (ResultSet row) -> {
                        known.put(ByteBuffer.wrap(row.getBytes("identity")), KnownEntry.read(row));
                    },
                    arguments);
        }

        /** New, duplicate or amendment? A row is compared with the current revision, which may be an earlier row of this chunk. */
        private void sort(ByteBuffer identity, ReceivedEntry entry) {
            byte[] fingerprint = hashes.fingerprint(entry);
            String worker = workers.find(chunk.file().source(), entry.names());
            KnownEntry current = known.get(identity);
            if (current == null) {
                fresh.put(identity, EntryRows.row(sourceId, chunk.file().id(), identity, fingerprint, entry, worker, false, 1));
                known.put(identity, new KnownEntry(
                        0, fingerprint, 1, false, worker, entry.startAt(), entry.seconds(), entry.modifiedAt(), chunk.file().id(),
                        entry.line(), entry.raw()));
                mark(worker, entry.startAt(), entry.seconds());
                return;
            }
            boolean older = entry.modifiedAt() != null && current.modifiedAt() != null && entry.modifiedAt().isBefore(current.modifiedAt());
            if (java.util.Arrays.equals(fingerprint, current.fingerprint()) || older) {
                duplicates++;
                if (current.conflict() && !older && !inThisFile(identity, current)) {
                    // another file that says the same settles which of two revisions holds
                    settled.add(new Object[] {chunk.file().id(), entry.line(), current.id()});
                    work.add(new Object[] {current.id()});
                    known.put(identity, current.settledIn(chunk.file().id()));
                } else {
                    known.put(identity, current.seenIn(chunk.file().id()));
                }
                return;
            }
            amendments++;
            boolean conflict = conflicts(identity, current, entry);
            mark(current.worker(), current.startAt(), current.seconds());
            mark(worker, entry.startAt(), entry.seconds());
            replaced.computeIfAbsent(identity, any -> new ArrayList<>()).add(current);
            if (current.id() == 0) {
                // both revisions stand in this very chunk: the later row is what the entry says
                fresh.put(identity, EntryRows.row(
                        sourceId, chunk.file().id(), identity, fingerprint, entry, worker, conflict, current.revision() + 1));
            } else {
                amended.put(identity, EntryRows.row(sourceId, chunk.file().id(), identity, fingerprint, entry, worker, conflict, current.revision() + 1));
                work.add(new Object[] {current.id()});
            }
            known.put(identity, new KnownEntry(
                    current.id(), fingerprint, current.revision() + 1, conflict, worker, entry.startAt(),
                    entry.seconds(), entry.modifiedAt(), chunk.file().id(), entry.line(), entry.raw()));
        }

        /** Equal stamps with other content, or two different rows for one entry in one file: which is later cannot be told. */
        private boolean conflicts(ByteBuffer identity, KnownEntry current, ReceivedEntry entry) {
            if (entry.modifiedAt() != null && current.modifiedAt() != null) {
                return entry.modifiedAt().equals(current.modifiedAt());
            }
            return inThisFile(identity, current);
        }

        /** Whether this file has had a row for the entry already, in this chunk or the one before it. */
        private boolean inThisFile(ByteBuffer identity, KnownEntry current) {
            return current.fileId() == chunk.file().id() || before.fileId == chunk.file().id() && before.identities.contains(identity);
        }

        private void mark(String worker, Instant startAt, long seconds) {
            if (worker == null) {
                return;
            }
            workerDays.add(worker + "|" + startAt.atZone(ZoneOffset.UTC).toLocalDate());
            if (startAt.isAfter(now)) {
                futureDays.add(startAt.atZone(ZoneOffset.UTC).toLocalDate() + "|" + worker);
            }
        }

        private List<Object[]> revisions(Map<ByteBuffer, Long> ids) {
            List<Object[]> revisions = new ArrayList<>();
            replaced.forEach((identity, earlier) -> earlier.forEach(one -> revisions.add(new Object[] {
                one.id() == 0 ? ids.get(identity) : (Long) one.id(), one.revision(), one.fingerprint(), one.seconds(), one.fileId(),
                one.line(), one.raw(), runId
            })));
            return revisions;
        }

        private void write() {
            Map<ByteBuffer, Long> ids = new HashMap<>();
            if (!fresh.isEmpty()) {
                insertNew.insertReturning(
                        List.copyOf(fresh.values()), row -> ids.put(ByteBuffer.wrap(row.getBytes(2)), row.getLong(1)));
                ids.values().forEach(id -> work.add(new Object[] {id}));
                freshRows = ids.size();
            }
            if (!settled.isEmpty()) {
                jdbc.batchUpdate("update entry set conflict = false, file_id = ?, line = ? where id = ?", settled);
            }
            insertRevision.insert(revisions(ids));
            if (!amended.isEmpty()) {
                insertAmended.insert(List.copyOf(amended.values()));
            }
            if (!work.isEmpty()) {
                insertWork.insert(work);
                Touched touched = PassGuard.here().touched();
                work.forEach(row -> touched.entry((Long) row[0]));
            }
            marks.set(Marks.Kind.WORKER_DAY, workerDays);
            marks.set(Marks.Kind.FUTURE_DAY, futureDays);
        }
    }
}
