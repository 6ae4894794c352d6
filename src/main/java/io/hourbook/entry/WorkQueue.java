package io.hourbook.entry;

import io.hourbook.database.PassGuard;
import io.hourbook.database.Touched;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Entries that are to be allocated, anew or again. A pass walks them once in the order of their numbers, its lanes together:
 * one that cannot be handled keeps its place for the next pass and never blocks the rest.
 */
public final class WorkQueue {

    private static final String ENTRY = """
            select e.id, s.name as source, e.source_key, e.identity, e.revision, e.worker_name, e.worker_email, e.client_name,
                e.project_name, e.service_name, e.worker, e.start_at, e.zone, e.timed, e.work_date, e.seconds, e.billable,
                e.invoiced, e.approval, e.notes, e.suspicion, e.conflict, f.name as file, e.line
            from """;

    private final JdbcTemplate jdbc;
    private final Map<String, ZoneId> zones = new ConcurrentHashMap<>();
    private long walkedTo;

    public WorkQueue(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A pass begins: the walk starts over. */
    public synchronized void rewind() {
        walkedTo = 0;
    }

    /** The next entries to allocate, at most {@code limit}; empty at the end of the walk. Each is given to one lane only. */
    public List<TimeEntry> next(int limit) {
        long[] claim = claim(limit);
        if (claim.length == 0) {
            return List.of();
        }
        List<TimeEntry> entries = jdbc.query(
                ENTRY + """
                 work w straight_join entry e on e.id = w.entry_id straight_join source s on s.id = e.source_id
                    straight_join source_file f on f.id = e.file_id
                where w.entry_id between ? and ? order by w.entry_id""",
                this::read, claim[0], claim[1]);
        Touched touched = PassGuard.here().touched();
        entries.forEach(entry -> touched.entry(entry.id()));
        return entries;
    }

    /** The first and the last number of the next stretch of the walk; what it takes longest, reading the entries, lanes do at once. */
    private synchronized long[] claim(int limit) {
        Long last = jdbc.queryForObject(
                "select max(entry_id) from (select entry_id from work where entry_id > ? order by entry_id limit ?) next",
                Long.class, walkedTo, limit);
        if (last == null) {
            return new long[0];
        }
        long first = walkedTo + 1;
        walkedTo = last;
        return new long[] {first, last};
    }

    /** Entries by their numbers, in no order. */
    public List<TimeEntry> entries(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.query(
                ENTRY + " entry e join source s on s.id = e.source_id join source_file f on f.id = e.file_id where e.id in ("
                        + "?,".repeat(ids.size() - 1) + "?)",
                this::read, ids.toArray());
    }

    /** The entries of one source that a person may mean by a key: its own id, or the short key. */
    public List<TimeEntry> find(String source, String key) {
        byte[][] range = Identity.range(key);
        String from = ENTRY + " entry e join source s on s.id = e.source_id join source_file f on f.id = e.file_id where s.name = ? and ";
        List<TimeEntry> byId = jdbc.query(from + "e.source_key = ?", this::read, source, key);
        if (!byId.isEmpty() || range == null) {
            return byId;
        }
        return jdbc.query(
                from + "e.source_key is null and e.identity between ? and ?", this::read, source, range[0], range[1]);
    }

    private TimeEntry read(ResultSet row, int number) throws SQLException {
        String sourceKey = row.getString("source_key");
        return new TimeEntry(
                row.getLong("id"),
                row.getString("source"),
                sourceKey == null ? Identity.key(row.getBytes("identity")) : sourceKey,
                row.getInt("revision"),
                new Names(
                        row.getString("worker_name"), row.getString("worker_email"), row.getString("client_name"),
                        row.getString("project_name"), row.getString("service_name")),
                row.getString("worker"),
                row.getObject("start_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                zones.computeIfAbsent(row.getString("zone"), ZoneId::of),
                row.getBoolean("timed"),
                row.getObject("work_date", LocalDate.class),
                row.getLong("seconds"),
                row.getObject("billable") == null || row.getBoolean("billable"),
                row.getBoolean("invoiced"),
                Approval.values()[row.getInt("approval")],
                row.getString("notes"),
                Suspicion.of(row.getInt("suspicion")),
                row.getBoolean("conflict"),
                row.getString("file"),
                row.getLong("line"));
    }
}
