package io.hourbook.expense;

import io.hourbook.database.BulkInsert;
import io.hourbook.entry.EntryStore;
import io.hourbook.entry.ExpenseRows;
import io.hourbook.entry.IntakeCounts;
import io.hourbook.entry.ReceivedExpense;
import io.hourbook.entry.ReceivedRow;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The idempotent receiver of expenses, by the rules of entries: new, duplicate, amendment, and conflict where the order cannot be told. */
final class ExpenseStore implements ExpenseRows {

    private static final String INSERT = """
            insert into expense (source_id, identity, fingerprint, source_key, revision, conflict, deleted, worker_name, worker_email,
                client_name, project_name, category_name, vendor, spent_on, units, amount, currency, billable, reimbursable, invoiced,
                approval, receipt, notes, modified_at, file_id, line, raw) values""";
    private static final int COLUMNS = 27;
    private static final int REVISION = 4;
    private static final int CONFLICT = 5;
    private static final String AMEND = """
            on duplicate key update fingerprint = values(fingerprint), revision = values(revision), conflict = values(conflict),
                deleted = values(deleted), worker_name = values(worker_name), worker_email = values(worker_email),
                client_name = values(client_name), project_name = values(project_name), category_name = values(category_name),
                vendor = values(vendor), spent_on = values(spent_on), units = values(units), amount = values(amount),
                currency = values(currency), billable = values(billable), reimbursable = values(reimbursable), invoiced = values(invoiced),
                approval = values(approval), receipt = values(receipt), notes = values(notes), modified_at = values(modified_at),
                file_id = values(file_id), line = values(line), raw = values(raw)""";

    /**
     * What is stored of an expense, or stands in an earlier row of this chunk.
     *
     * @param id   0 for one that is not stored yet
     * @param seen whether this file has had a row for it
     */
    private record Known(long id, byte[] fingerprint, int revision, boolean conflict, Instant modifiedAt, boolean seen, int fileId, long line, String raw) {

        static Known read(ResultSet row, int file, boolean before) throws SQLException {
            LocalDateTime modified = row.getObject("modified_at", LocalDateTime.class);
            return new Known(
                    row.getLong("id"), row.getBytes("fingerprint"), row.getInt("revision"), row.getBoolean("conflict"),
                    modified == null ? null : modified.toInstant(ZoneOffset.UTC), before || row.getInt("file_id") == file, row.getInt("file_id"),
                    row.getLong("line"), row.getString("raw"));
        }

        Known seenHere(boolean inConflict) {
            return new Known(id, fingerprint, revision, inConflict, modifiedAt, true, fileId, line, raw);
        }
    }

    private final JdbcTemplate jdbc;
    private final BulkInsert write;
    private final BulkInsert revisions;
    private int seenFile;
    private Set<ByteBuffer> seen = new HashSet<>();

    ExpenseStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.write = new BulkInsert(jdbc, INSERT, COLUMNS, AMEND);
        this.revisions = new BulkInsert(
                jdbc, "insert ignore into expense_revision (expense_id, revision, fingerprint, file_id, line, raw, replaced_run_id) values", 7, "");
    }

    @Override
    public synchronized IntakeCounts store(int runId, EntryStore.OpenFile file, int sourceId, List<ReceivedRow> rows) {
        if (seenFile != file.id()) {
            seenFile = file.id();
            seen = new HashSet<>();
        }
        return new Chunk(runId, file, sourceId).store(rows);
    }

    private final class Chunk {

        private final int runId;
        private final EntryStore.OpenFile file;
        private final int sourceId;
        private final ExpenseIdentity hashes = new ExpenseIdentity();
        private final Map<ByteBuffer, Known> known = new HashMap<>();
        private final Map<ByteBuffer, Object[]> changed = new LinkedHashMap<>();
        private final Map<ByteBuffer, List<Known>> replaced = new LinkedHashMap<>();
        private final List<Object[]> settled = new ArrayList<>();
        private final Set<Long> settledIds = new HashSet<>();
        private long fresh;
        private long duplicates;
        private long amended;
        private long skipped;
        private long malformed;

        Chunk(int runId, EntryStore.OpenFile file, int sourceId) {
            this.runId = runId;
            this.file = file;
            this.sourceId = sourceId;
        }

        IntakeCounts store(List<ReceivedRow> rows) {
            List<ByteBuffer> identities = rows.stream().map(row -> row instanceof ReceivedExpense expense ? hashes.of(expense) : null).toList();
            lookUp(identities);
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i) instanceof ReceivedExpense expense) {
                    sort(identities.get(i), expense);
                } else if (rows.get(i) instanceof ReceivedRow.Malformed) {
                    malformed++;
                } else {
                    skipped++;
                }
            }
            write.insert(List.copyOf(changed.values()));
            if (!settled.isEmpty()) {
                jdbc.batchUpdate("update expense set conflict = false, file_id = ?, line = ? where id = ?", settled);
            }
            request();
            seen.addAll(known.keySet());
            return new IntakeCounts(rows.size(), fresh, duplicates, amended, skipped, malformed);
        }

        private void lookUp(List<ByteBuffer> all) {
            ids(all, "id, identity, fingerprint, revision, conflict, modified_at, file_id, line, raw", row -> {
                ByteBuffer identity = ByteBuffer.wrap(row.getBytes("identity"));
                known.put(identity, Known.read(row, file.id(), seen.contains(identity)));
            });
        }

        private void ids(Collection<ByteBuffer> identities, String columns, org.springframework.jdbc.core.RowCallbackHandler reader) {
            List<Object> arguments = new ArrayList<>(List.of(sourceId));
            identities.stream().filter(java.util.Objects::nonNull).distinct().forEach(identity -> arguments.add(identity.array()));
            if (arguments.size() > 1) {
                jdbc.query(
                        "select " + columns + " from expense where source_id = ? and identity in (" + "?,".repeat(arguments.size() - 2) + "?)", reader,
                        arguments.toArray());
            }
        }

        /** A row is compared with the current revision, which may be an earlier row of this chunk. */
        private void sort(ByteBuffer identity, ReceivedExpense expense) {
            byte[] fingerprint = hashes.fingerprint(expense);
            Known current = known.get(identity);
            if (current == null) {
                fresh++;
                put(identity, expense, fingerprint, 0, 1, false);
                return;
            }
            boolean stamped = expense.modifiedAt() != null && current.modifiedAt != null;
            boolean older = stamped && expense.modifiedAt().isBefore(current.modifiedAt);
            if (Arrays.equals(fingerprint, current.fingerprint) || older) {
                duplicates++;
                // another file that says the same settles which of two revisions holds
                boolean settles = current.conflict && !older && !current.seen;
                if (settles) {
                    settled.add(new Object[] {file.id(), expense.line(), current.id});
                    settledIds.add(current.id);
                }
                known.put(identity, current.seenHere(current.conflict && !settles));
                return;
            }
            amended++;
            replaced.computeIfAbsent(identity, any -> new ArrayList<>()).add(current);
            put(identity, expense, fingerprint, current.id, current.revision + 1,
                    stamped ? expense.modifiedAt().equals(current.modifiedAt) : current.seen);
        }

        private void put(ByteBuffer identity, ReceivedExpense expense, byte[] fingerprint, long id, int revision, boolean conflict) {
            Object[] row = row(identity, expense, fingerprint);
            row[REVISION] = revision;
            row[CONFLICT] = conflict;
            changed.put(identity, row);
            known.put(identity, new Known(
                    id, fingerprint, revision, conflict, expense.modifiedAt(), true, file.id(), expense.line(), expense.raw()));
        }

        private Object[] row(ByteBuffer identity, ReceivedExpense expense, byte[] fingerprint) {
            return new Object[] {
                sourceId, identity.array(), fingerprint, expense.sourceId(), 1, false, expense.deleted(), expense.names().worker(),
                expense.names().email(), expense.names().client(), expense.names().project(), expense.category(), expense.vendor(),
                expense.spentOn(), expense.units(), expense.amount(), expense.currency(), expense.billable(), expense.reimbursable(),
                expense.invoiced(), expense.approval().ordinal(), expense.receipt(), expense.notes(),
                expense.modifiedAt() == null ? null : LocalDateTime.ofInstant(expense.modifiedAt(), ZoneOffset.UTC), file.id(), expense.line(),
                expense.raw()
            };
        }

        /** What changed waits to be allocated, with the revisions before it kept. */
        private void request() {
            Set<Long> work = new HashSet<>(settledIds);
            ids(changed.keySet(), "id, identity", row -> {
                long id = row.getLong(1);
                work.add(id);
                revisions.insert(replaced.getOrDefault(ByteBuffer.wrap(row.getBytes(2)), List.of()).stream()
                        .map(one -> new Object[] {id, one.revision, one.fingerprint, one.fileId, one.line, one.raw, runId})
                        .toList());
            });
            if (!work.isEmpty()) {
                new BulkInsert(jdbc, "insert ignore into expense_work (expense_id) values", 1, "")
                        .insert(work.stream().sorted().map(id -> new Object[] {id}).toList());
            }
        }
    }
}
