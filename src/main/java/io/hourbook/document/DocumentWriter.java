package io.hourbook.document;

import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.PassContext;
import io.hourbook.database.BulkInsert;
import io.hourbook.entry.Marks;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.ClosedPeriods;
import io.hourbook.mapping.ReleaseRule;
import io.hourbook.mapping.Worker;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what documents become: new ones, changed ones, void ones. Lines are added and closed, never changed. */
final class DocumentWriter {

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final Marks marks;
    private final Reversals reversals;
    private final BulkInsert insertDocument;
    private final BulkInsert insertLine;

    DocumentWriter(JdbcTemplate jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.marks = new Marks(jdbc);
        this.reversals = new Reversals(jdbc);
        this.insertDocument = new BulkInsert(
                jdbc,
                """
                insert into document (group_id, target, reference, type, part, status, date, due, total, base_total, line_count,
                    revision, content_hash, created_run_id, changed_run_id) values""",
                15,
                "returning id, reference");
        this.insertLine = new BulkInsert(
                jdbc,
                """
                insert into document_line (document_id, position, from_revision, line_key, reverses_id, content_hash, entry_id,
                    account, amount, base_amount, seconds, mapping_version_id, wire) values""",
                13,
                "");
    }

    /** How many documents were made and changed. */
    record Written(int created, int updated) {}

    Written write(PassContext pass, List<GroupState> states) {
        Batch batch = new Batch(pass);
        for (GroupState state : states) {
            state.changes().forEach(change -> batch.add(state.group(), change));
        }
        batch.write();
        marks.clear(Marks.Kind.DOCUMENT, states.stream().map(state -> String.valueOf(state.group().id())).toList());
        return new Written(batch.created.size(), batch.updated.size());
    }

    /** A document with its new face, and the lines that are new in it. */
    private record Face(
            Group group, Assembly.Change change, String reference, String status, LocalDate date, LocalDate due, BigDecimal total,
            BigDecimal baseTotal, int revision, ByteBuffer hash, List<Line> newLines, List<Long> closedLines) {}

    private final class Batch {

        private final PassContext pass;
        private final List<Face> created = new ArrayList<>();
        private final List<Face> updated = new ArrayList<>();
        private final List<Integer> unheardOf = new ArrayList<>();

        Batch(PassContext pass) {
            this.pass = pass;
        }

        void add(Group group, Assembly.Change change) {
            StandingDocument standing = change.standing();
            if (standing == null) {
                created.add(face(group, change, change.lines(), List.of(), 1));
                return;
            }
            Map<Long, Line> before = new HashMap<>();
            standing.lines().forEach(line -> before.put(line.id(), line));
            List<Line> newLines = new ArrayList<>();
            Set<Long> kept = new HashSet<>();
            for (Line line : change.lines()) {
                Line old = before.get(line.id());
                if (old != null && old.same(line)) {
                    kept.add(line.id());
                } else {
                    newLines.add(line);
                }
            }
            boolean moved = !change.lines().isEmpty() && !date(group, change).equals(standing.date());
            if (moved) {
                // another date in the head, and in the words of each line
                kept.clear();
                newLines = change.lines();
            }
            List<Long> closed = before.keySet().stream().filter(id -> !kept.contains(id)).sorted().toList();
            if (newLines.isEmpty() && closed.isEmpty()) {
                return;
            }
            if (change.lines().isEmpty() && !standing.tried()) {
                // the target never heard of it: as if it had not been made
                unheardOf.add(standing.id());
            } else {
                updated.add(face(group, change, newLines, closed, standing.revision() + 1));
            }
        }

        private Face face(Group group, Assembly.Change change, List<Line> newLines, List<Long> closed, int revision) {
            LocalDate date = date(group, change);
            boolean stays = change.standing() != null && date.equals(change.standing().date());
            LocalDate due = stays ? change.standing().due() : due(group, date, correction(group, change));
            String status = change.lines().isEmpty() ? "void" : "draft";
            BigDecimal total = Assembly.total(group, change.lines());
            String reference = change.stem() + "-" + change.part();
            return new Face(
                    group, change, reference, status, date, due, total, Assembly.baseTotal(group, change.lines()), revision,
                    hash(reference, status, date, due, change.lines()), newLines, closed);
        }

        private static boolean correction(Group group, Assembly.Change change) {
            return !change.stem().equals(group.key().stem()) || group.journal() && change.part() > 1
                    && change.lines().stream().anyMatch(line -> line.reversesId() != null);
        }

        /** What stands keeps its date; nothing is dated on a day that is closed. */
        private LocalDate date(Group group, Assembly.Change change) {
            ClosedPeriods closed = pass.book().policies().closed();
            String target = group.key().target();
            LocalDate own = change.standing() != null ? change.standing().date() : null;
            return correction(group, change) || group.payroll()
                    ? closed.daily(target, own != null ? own : group.payroll() ? group.to() : pass.today())
                    : closed.monthly(target, own != null ? own : group.to());
        }

        private LocalDate due(Group group, LocalDate date, boolean correction) {
            if (group.journal() || group.payroll()) {
                return null;
            }
            int days = 0;
            if (!correction && group.key().type() == GroupKey.Type.SALES_INVOICE) {
                Client client = pass.book().clients().get(group.key().subject());
                days = client == null ? 0 : client.termsDays();
            } else if (!correction) {
                Worker worker = pass.book().workers().get(group.key().subject());
                days = worker == null ? 0 : worker.termsDays();
            }
            return date.plusDays(days);
        }

        void write() {
            deleteUnheardOf();
            Map<String, Integer> ids = insertCreated();
            updateUpdated();
            List<Object[]> lines = new ArrayList<>();
            created.forEach(face -> lineRows(face, ids.get(face.group.key().target() + "|" + face.reference), lines));
            updated.forEach(face -> lineRows(face, face.change.standing().id(), lines));
            insertLine.insert(lines);
            List<Outbox.Item> items = new ArrayList<>();
            created.forEach(face -> items.add(item(face, ids.get(face.group.key().target() + "|" + face.reference))));
            updated.forEach(face -> items.add(item(face, face.change.standing().id())));
            if (!items.isEmpty()) {
                outbox.put(items);
            }
        }

        private Map<String, Integer> insertCreated() {
            Map<String, Integer> ids = new HashMap<>();
            // references repeat between targets only, so one insert per target keeps them apart
            Map<String, List<Object[]>> rows = new HashMap<>();
            for (Face face : created) {
                rows.computeIfAbsent(face.group.key().target(), any -> new ArrayList<>()).add(new Object[] {
                    face.group.id(), face.group.key().target(), face.reference, face.change.type(), face.change.part(), face.status,
                    face.date, face.due, face.total, face.baseTotal, face.change.lines().size(), face.revision, face.hash.array(),
                    pass.runId(), pass.runId()
                });
            }
            rows.forEach((target, ofTarget) -> insertDocument.insertReturning(
                    ofTarget, row -> ids.put(target + "|" + row.getString(2), row.getInt(1))));
            return ids;
        }

        private void updateUpdated() {
            if (updated.isEmpty()) {
                return;
            }
            jdbc.batchUpdate(
                    """
                    update document set status = ?, date = ?, due = ?, total = ?, base_total = ?, line_count = ?, revision = ?, content_hash = ?,
                        changed_run_id = ?
                    where id = ?""",
                    updated.stream()
                            // in one order, as somebody who releases several of them locks them
                            .sorted(Comparator.comparing(face -> face.change.standing().reference()))
                            .map(face -> new Object[] {
                                face.status, face.date, face.due, face.total, face.baseTotal, face.change.lines().size(), face.revision, face.hash.array(),
                                pass.runId(), face.change.standing().id()
                            })
                            .toList());
            List<Object[]> closed = updated.stream()
                    .flatMap(face -> face.closedLines.stream().map(id -> new Object[] {face.revision, id}))
                    .toList();
            if (!closed.isEmpty()) {
                jdbc.batchUpdate("update document_line set until_revision = ? where id = ?", closed);
            }
        }

        private void deleteUnheardOf() {
            if (!unheardOf.isEmpty()) {
                String in = " in (" + "?,".repeat(unheardOf.size() - 1) + "?)";
                // the document first: whoever is releasing it has locked that
                jdbc.update("delete from document where id" + in, unheardOf.toArray());
                jdbc.update("delete from delivery where document_id" + in, unheardOf.toArray());
                jdbc.update("delete from document_line where document_id" + in, unheardOf.toArray());
            }
        }

        private void lineRows(Face face, int documentId, List<Object[]> rows) {
            long last = face.change.lines().stream().mapToLong(Line::position).max().orElse(0);
            for (Line line : face.newLines) {
                long position = line.position() > 0 ? line.position() : ++last;
                rows.add(new Object[] {
                    documentId, position, face.revision, line.key(), line.reversesId(), line.hash().array(), line.entryId(), line.account(),
                    line.amount(), line.baseAmount(), line.seconds(), line.mappingVersionId(),
                    wire(face, position, line)
                });
            }
        }

        /** The line as it goes out: its id names the document and the place, which no other line ever has. */
        private String wire(Face face, long position, Line line) {
            String content = line.content() == null ? reversals.content(line.reversesId(), face.group)
                    : !correction(face.group, face.change) && face.date.isAfter(face.group.to()) ? LineJson.late(line.content(), face.group.key().period()) : line.content();
            return "{\"line\":\"" + face.reference + "/" + position + "\"," + content.substring(1);
        }

        private Outbox.Item item(Face face, int documentId) {
            // of one reference at two targets, as where a target was renamed, each has keys of its own
            ByteBuffer there = Hashes.of(face.group.key().target() + "|" + HexFormat.of().formatHex(face.hash.array()));
            String key = face.reference + "/" + face.revision + "/" + HexFormat.of().formatHex(there.array(), 0, 8);
            ReleaseRule rule = pass.book().policies().release().rule(face.group.key().target(), face.group.kind(face.change.type()));
            return new Outbox.Item(
                    documentId, face.group.key().target(), face.revision, idempotencyKey(key),
                    rule.dueOn(face.group.to(), pass.today()));
        }
    }

    /** Printable ASCII of at most 128 characters, whatever a customer or a retainer is called. */
    private static String idempotencyKey(String key) {
        boolean plain = key.length() <= 128 && key.chars().allMatch(c -> c > 32 && c < 127);
        return plain ? key : "HB-" + HexFormat.of().formatHex(Hashes.of(key).array()) + key.substring(key.lastIndexOf('/'));
    }

    private static ByteBuffer hash(String reference, String status, LocalDate date, LocalDate due, List<Line> lines) {
        MessageDigest digest = Hashes.sha256();
        digest.update((reference + "|" + status + "|" + date + "|" + due).getBytes(StandardCharsets.UTF_8));
        lines.forEach(line -> digest.update(line.hash().array()));
        return ByteBuffer.wrap(Arrays.copyOf(digest.digest(), 16));
    }
}
