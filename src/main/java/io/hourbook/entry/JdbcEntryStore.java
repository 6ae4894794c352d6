package io.hourbook.entry;

import io.hourbook.database.BulkInsert;
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

    private static final String INSERT_ENTRY = """
            insert into entry (source_id, identity, fingerprint, source_key, worker, worker_name, worker_email, client_name,
                project_name, service_name, start_at, wall_start, zone, timed, work_date, seconds, billable, invoiced, approval,
                notes, tags, modified_at, suspicion, file_id, line, raw, conflict, revision) values""";
    private static final int COLUMNS = 28;
    private static final String AMEND = """
            on duplicate key update fingerprint = values(fingerprint), worker = values(worker),
                worker_name = values(worker_name), worker_email = values(worker_email), client_name = values(client_name),
                project_name = values(project_name), service_name = values(service_name), start_at = values(start_at),
                wall_start = values(wall_start), zone = values(zone), timed = values(timed), work_date = values(work_date),
                seconds = values(seconds), billable = values(billable), invoiced = values(invoiced),
                approval = values(approval), notes = values(notes), tags = values(tags), modified_at = values(modified_at),
                suspicion = values(suspicion), file_id = values(file_id), line = values(line), raw = values(raw),
                conflict = values(conflict), revision = values(revision)""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final DeadLetters deadLetters;
    private final WorkerFinder workers;
    private final Marks marks;
    private final Sources sources;
    private final Clock clock;
    private final RunIntake counts;
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
        this.insertNew = new BulkInsert(jdbc, INSERT_ENTRY, COLUMNS, "returning id");
        this.insertAmended = new BulkInsert(jdbc, INSERT_ENTRY, COLUMNS, AMEND);
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
        counts.add(transaction.execute(status -> new ChunkStoring(runId, chunk).store()));
    }

    /** One chunk on its way into the tables; lives for one transaction. */
    private final class ChunkStoring {

        private final int runId;
        private final Chunk chunk;
        private final int sourceId;
        private final Identity hashes = new Identity();
        private final Map<ByteBuffer, Known> known = new HashMap<>();
        private final Map<ByteBuffer, Object[]> fresh = new java.util.LinkedHashMap<>();
        private final Map<ByteBuffer, Object[]> amended = new java.util.LinkedHashMap<>();
        private final List<Object[]> revisions = new ArrayList<>();
        private final List<Object[]> work = new ArrayList<>();
        private final Set<String> workerDays = new TreeSet<>();
        private final Set<String> futureDays = new TreeSet<>();
        private final Instant now = clock.instant();
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
            long freshRows = entries.size() - duplicates - amendments;
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
                        known.put(ByteBuffer.wrap(row.getBytes("identity")), Known.read(row));
                    },
                    arguments);
        }

        /** New, duplicate or amendment? A row is compared with the current revision, which may be an earlier row of this chunk. */
        private void sort(ByteBuffer identity, ReceivedEntry entry) {
            byte[] fingerprint = hashes.fingerprint(entry);
            String worker = workers.find(chunk.file().source(), entry.names());
            Known current = known.get(identity);
            if (current == null) {
                fresh.put(identity, row(identity, fingerprint, entry, worker, false, 1));
                known.put(identity, new Known(
                        0, fingerprint, 1, false, worker, entry.startAt(), entry.seconds(), entry.modifiedAt(), chunk.file().id(),
                        entry.line(), entry.raw()));
                mark(worker, entry.startAt(), entry.seconds());
                return;
            }
            boolean older = entry.modifiedAt() != null && current.modifiedAt != null && entry.modifiedAt().isBefore(current.modifiedAt);
            if (java.util.Arrays.equals(fingerprint, current.fingerprint) || older) {
                duplicates++;
                known.put(identity, current.seenIn(chunk.file().id()));
                return;
            }
            amendments++;
            boolean conflict = conflicts(current, entry);
            mark(current.worker, current.startAt, current.seconds);
            mark(worker, entry.startAt(), entry.seconds());
            if (current.id == 0) {
                // both revisions stand in this very chunk: the later row is what the entry says
                fresh.put(identity, row(identity, fingerprint, entry, worker, conflict, 1));
            } else {
                revisions.add(new Object[] {
                    current.id, current.revision, current.fingerprint, current.seconds, current.fileId, current.line, current.raw, runId
                });
                amended.put(identity, row(identity, fingerprint, entry, worker, conflict, current.revision + 1));
                work.add(new Object[] {current.id});
            }
            known.put(identity, new Known(
                    current.id, fingerprint, current.id == 0 ? 1 : current.revision + 1, conflict, worker, entry.startAt(),
                    entry.seconds(), entry.modifiedAt(), chunk.file().id(), entry.line(), entry.raw()));
        }

        /** Equal stamps with other content, or two different rows for one entry in one file: which is later cannot be told. */
        private boolean conflicts(Known current, ReceivedEntry entry) {
            if (entry.modifiedAt() != null && current.modifiedAt != null) {
                return entry.modifiedAt().equals(current.modifiedAt);
            }
            return current.fileId == chunk.file().id();
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

        private Object[] row(
                ByteBuffer identity, byte[] fingerprint, ReceivedEntry entry, String worker, boolean conflict, int revision) {
            Names names = entry.names();
            return new Object[] {
                sourceId, identity.array(), fingerprint, entry.sourceId(), worker, names.worker(), names.email(), names.client(),
                names.project(), names.service(), LocalDateTime.ofInstant(entry.startAt(), ZoneOffset.UTC), entry.wallStart(),
                entry.zone().getId(), entry.timed(), entry.workDate(), entry.seconds(), entry.billable(), entry.invoiced(),
                entry.approval().ordinal(), entry.notes(), entry.tags(),
                entry.modifiedAt() == null ? null : LocalDateTime.ofInstant(entry.modifiedAt(), ZoneOffset.UTC),
                Suspicion.bits(entry.suspicions()), chunk.file().id(), entry.line(), entry.raw(), conflict, revision
            };
        }

        private void write() {
            if (!fresh.isEmpty()) {
                insertNew.insertReturning(List.copyOf(fresh.values()), row -> work.add(new Object[] {row.getLong(1)}));
            }
            if (!amended.isEmpty()) {
                insertRevision.insert(revisions);
                insertAmended.insert(List.copyOf(amended.values()));
            }
            if (!work.isEmpty()) {
                insertWork.insert(work);
            }
            marks.set(Marks.Kind.WORKER_DAY, workerDays);
            marks.set(Marks.Kind.FUTURE_DAY, futureDays);
        }
    }

    /** What the store has of an entry when another row for it arrives. */
    private record Known(
            long id, byte[] fingerprint, int revision, boolean conflict, String worker, Instant startAt, long seconds,
            Instant modifiedAt, int fileId, long line, String raw) {

        /** This file has a row for the entry: another, different one in it would be a conflict. */
        Known seenIn(int file) {
            return new Known(id, fingerprint, revision, conflict, worker, startAt, seconds, modifiedAt, file, line, raw);
        }

        static Known read(ResultSet row) throws SQLException {
            LocalDateTime modified = row.getObject("modified_at", LocalDateTime.class);
            return new Known(
                    row.getLong("id"), row.getBytes("fingerprint"), row.getInt("revision"), row.getBoolean("conflict"),
                    row.getString("worker"), row.getObject("start_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                    row.getLong("seconds"), modified == null ? null : modified.toInstant(ZoneOffset.UTC), row.getInt("file_id"),
                    row.getLong("line"), row.getString("raw"));
        }
    }
}
