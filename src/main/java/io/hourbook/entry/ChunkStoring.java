package io.hourbook.entry;

import io.hourbook.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One chunk on its way into the tables: new, duplicate or amendment? Lives for one transaction. */
final class ChunkStoring {

    private static final long DAY = 86_400;

    /** A day of a worker's, by UTC. */
    private record WorkerDay(String worker, long day) {}

    private final int runId;
    private final EntryStore.OpenFile file;
    private final List<ReceivedRow> rows;
    private final List<Hashed> hashed;
    private final int sourceId;
    private final WorkerFinder workers;
    private final Set<ByteBuffer> before;
    private final Instant now;
    private final Map<ByteBuffer, KnownEntry> known = new HashMap<>();
    private final Map<ByteBuffer, Object[]> fresh = new LinkedHashMap<>();
    private final Map<ByteBuffer, Object[]> amended = new LinkedHashMap<>();
    private final Map<ByteBuffer, List<KnownEntry>> replaced = new HashMap<>();
    private final List<Object[]> settled = new ArrayList<>();
    private final List<Object[]> work = new ArrayList<>();
    private final Set<WorkerDay> days = new HashSet<>();
    private final Set<WorkerDay> futureDays = new HashSet<>();
    private WorkerDay dayBefore = new WorkerDay(null, 0);
    private boolean anyKnown;
    private long lastId;
    private long duplicates;
    private long amendments;
    private long skipped;
    private long malformed;

    /** @param before what the chunk before had of the same file */
    ChunkStoring(int runId, EntryStore.Chunk chunk, int sourceId, WorkerFinder workers, Set<ByteBuffer> before, Instant now) {
        this.runId = runId;
        this.file = chunk.file();
        this.rows = chunk.rows();
        this.hashed = chunk.hashed();
        this.sourceId = sourceId;
        this.workers = workers;
        this.before = before;
        this.now = now;
    }

    /** Of the rows that cannot be read. */
    static List<DeadLetter> letters(EntryStore.Chunk chunk) {
        return chunk.rows().stream().filter(ReceivedRow.Malformed.class::isInstance)
                .map(row -> letter(chunk.file(), (ReceivedRow.Malformed) row)).toList();
    }

    private static DeadLetter letter(EntryStore.OpenFile file, ReceivedRow.Malformed malformed) {
        return new DeadLetter(
                DeadLetter.Kind.ROW, malformed.finding(), "row " + file.source() + " " + file.contentHash() + ":" + malformed.line(),
                malformed.finding().saw(), file.source(), null, null, malformed.raw(), null, null, null);
    }

    /** The entries that the chunk has rows for. */
    Set<ByteBuffer> identities() {
        return known.keySet();
    }

    /** What the rows were, once they are stored. */
    IntakeCounts counts() {
        return new IntakeCounts(rows.size(), fresh.size(), duplicates, amendments, skipped, malformed);
    }

    /** The highest number of an entry, once they are stored. */
    long lastId() {
        return lastId;
    }

    /** Whether there was nothing of any entry yet, and there were some. */
    boolean allNew() {
        return !anyKnown && !fresh.isEmpty();
    }

    /**
     * Stores what the rows say, compared with what was looked up; with nothing where nothing was.
     *
     * @param last the highest number that an entry has; new ones get the next
     * @throws org.springframework.dao.DuplicateKeyException where nothing was looked up and there is something
     */
    void store(EntryTables tables, long last) {
        lastId = last;
        for (int i = 0; i < rows.size(); i++) {
            ReceivedRow row = rows.get(i);
            if (row instanceof ReceivedEntry entry) {
                sort(hashed.get(i), entry);
            } else if (row instanceof ReceivedRow.Malformed) {
                malformed++;
            } else {
                skipped++;
            }
        }
        write(tables);
    }

    /** Looks up what there is of the entries. */
    void lookUp(EntryTables tables) {
        Set<ByteBuffer> identities = new HashSet<>();
        hashed.forEach(hash -> {
            if (hash != null) {
                identities.add(hash.identity());
            }
        });
        known.putAll(tables.known(sourceId, identities));
        anyKnown = !known.isEmpty();
        Map<Long, ByteBuffer> changing = new HashMap<>();
        hashed.forEach(hash -> {
            KnownEntry current = hash == null ? null : known.get(hash.identity());
            if (current != null && !Arrays.equals(hash.fingerprint(), current.fingerprint())) {
                changing.put(current.id(), hash.identity());
            }
        });
        tables.said(changing.keySet()).forEach((id, said) -> known.computeIfPresent(changing.get(id), (any, entry) -> entry.saying(said)));
    }

    /** A row is compared with the current revision, which may be an earlier row of this chunk. */
    private void sort(Hashed hash, ReceivedEntry entry) {
        ByteBuffer identity = hash.identity();
        KnownEntry current = known.get(identity);
        if (current == null) {
            String worker = workers.find(file.source(), entry.names());
            put(fresh, hash, entry, worker, false, 1);
            known.put(identity, known(0, hash, entry, worker, false, 1));
            mark(worker, entry.startAt());
            return;
        }
        boolean older = entry.modifiedAt() != null && current.modifiedAt() != null && entry.modifiedAt().isBefore(current.modifiedAt());
        if (Arrays.equals(hash.fingerprint(), current.fingerprint()) || older) {
            duplicates++;
            known.put(identity, seen(identity, current, entry, older));
        } else {
            amendments++;
            known.put(identity, amend(hash, current, entry));
        }
    }

    private KnownEntry seen(ByteBuffer identity, KnownEntry current, ReceivedEntry entry, boolean older) {
        if (!current.conflict() || older || inThisFile(identity, current)) {
            return current.seenIn(file.id());
        }
        // another file that says the same settles which of two revisions holds
        settled.add(new Object[] {file.id(), entry.line(), current.id()});
        work.add(new Object[] {current.id()});
        return current.settledIn(file.id());
    }

    private KnownEntry amend(Hashed hash, KnownEntry current, ReceivedEntry entry) {
        ByteBuffer identity = hash.identity();
        String worker = workers.find(file.source(), entry.names());
        boolean conflict = conflicts(identity, current, entry);
        mark(current.says().worker(), current.says().startAt());
        mark(worker, entry.startAt());
        replaced.computeIfAbsent(identity, any -> new ArrayList<>()).add(current);
        int revision = current.revision() + 1;
        // where both revisions stand in this very chunk, the later row is what the entry says
        put(current.id() == 0 ? fresh : amended, hash, entry, worker, conflict, revision);
        if (current.id() != 0) {
            work.add(new Object[] {current.id()});
        }
        return known(current.id(), hash, entry, worker, conflict, revision);
    }

    private void put(Map<ByteBuffer, Object[]> rowsByIdentity, Hashed hash, ReceivedEntry entry, String worker, boolean conflict, int revision) {
        rowsByIdentity.put(hash.identity(), EntryRows.row(sourceId, file.id(), hash, entry, worker, conflict, revision));
    }

    private KnownEntry known(long id, Hashed hash, ReceivedEntry entry, String worker, boolean conflict, int revision) {
        return new KnownEntry(
                id, hash.fingerprint(), revision, conflict, entry.modifiedAt(), file.id(), KnownEntry.Said.of(entry, worker));
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
        return current.fileId() == file.id() || before.contains(identity);
    }

    private void mark(String worker, Instant startAt) {
        long day = Math.floorDiv(startAt.getEpochSecond(), DAY);
        if (worker == null || dayBefore.day == day && worker.equals(dayBefore.worker) && !startAt.isAfter(now)) {
            return;
        }
        dayBefore = new WorkerDay(worker, day);
        days.add(dayBefore);
        if (startAt.isAfter(now)) {
            futureDays.add(dayBefore);
        }
    }

    private void write(EntryTables tables) {
        Map<ByteBuffer, Long> ids = new HashMap<>();
        if (!fresh.isEmpty()) {
            for (Map.Entry<ByteBuffer, Object[]> row : fresh.entrySet()) {
                row.getValue()[EntryRows.ID] = ++lastId;
                ids.put(row.getKey(), lastId);
                work.add(new Object[] {lastId});
            }
            tables.insert(fresh.values());
        }
        tables.settle(settled);
        tables.keepRevisions(revisions(ids));
        tables.amend(amended.values());
        tables.requestWork(work);
        tables.mark(Marks.Kind.WORKER_DAY, days.stream().map(day -> day.worker + "|" + LocalDate.ofEpochDay(day.day)).toList());
        tables.mark(Marks.Kind.FUTURE_DAY, futureDays.stream().map(day -> LocalDate.ofEpochDay(day.day) + "|" + day.worker).toList());
    }

    private List<Object[]> revisions(Map<ByteBuffer, Long> ids) {
        List<Object[]> revisions = new ArrayList<>();
        replaced.forEach((identity, earlier) -> earlier.forEach(one -> revisions.add(new Object[] {
            one.id() == 0 ? ids.get(identity) : (Long) one.id(), one.revision(), one.fingerprint(), one.says().seconds(), one.fileId(),
            one.says().line(), one.says().raw(), runId
        })));
        return revisions;
    }
}
