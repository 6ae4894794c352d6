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

    private static final String COLUMNS = """
            e.id, e.source_key, e.identity, e.revision, e.worker_name, e.worker_email, e.client_name, e.project_name, e.service_name,
                e.worker, e.start_at, e.zone, e.timed, e.work_date, e.seconds, e.billable, e.invoiced, e.approval, e.notes, e.suspicion,
                e.conflict, e.line, """;
    private static final String NAMED = "select " + COLUMNS + """
             s.name, f.name from entry e join source s on s.id = e.source_id join source_file f on f.id = e.file_id where\s""";
    /** Joining the two names, the same for thousands of entries, costs as much as reading the entries. */
    private static final String NUMBERED = "select " + COLUMNS + " e.source_id, e.file_id from ";
    private static final int SOURCE = 23;
    private static final int FILE = 24;

    /** What a lane has taken of the walk. @param count how many there are from first to last */
    private record Stretch(long first, long last, long count) {

        boolean whole() {
            return count == last - first + 1;
        }
    }

    private final JdbcTemplate jdbc;
    private final Map<String, ZoneId> zones = new ConcurrentHashMap<>();
    private final NamesByNumber sources;
    private final NamesByNumber files;
    private long walkedTo;

    public WorkQueue(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.sources = new NamesByNumber(jdbc, "select name from source where id = ?");
        this.files = new NamesByNumber(jdbc, "select name from source_file where id = ?");
    }

    /** A pass begins: the walk starts over. */
    public synchronized void rewind() {
        walkedTo = 0;
        // a file that a crash left half read may have come back under another name
        sources.forget();
        files.forget();
    }

    /** The next entries to allocate, at most {@code limit}; empty at the end of the walk. Each is given to one lane only. */
    public List<TimeEntry> next(int limit) {
        Stretch claim = claim(limit);
        if (claim == null) {
            return List.of();
        }
        // what arrived together stands together, and is read without asking for each whether there is work to do
        List<TimeEntry> entries = jdbc.query(
                NUMBERED + (claim.whole() ? "entry e where e.id between ? and ? order by e.id"
                        : "work w straight_join entry e on e.id = w.entry_id where w.entry_id between ? and ? order by w.entry_id"),
                (row, n) -> read(row, sources.of(row.getInt(SOURCE)), files.of(row.getInt(FILE))), claim.first, claim.last);
        Touched touched = PassGuard.here().touched();
        entries.forEach(entry -> touched.entry(entry.id()));
        return entries;
    }

    /** The first and the last number of the next stretch of the walk; what it takes longest, reading the entries, lanes do at once. */
    private synchronized Stretch claim(int limit) {
        Stretch next = jdbc.queryForObject(
                """
                select min(entry_id), max(entry_id), count(*)
                from (select entry_id from work where entry_id > ? order by entry_id limit ?) next""",
                (row, n) -> new Stretch(row.getLong(1), row.getLong(2), row.getLong(3)), walkedTo, limit);
        if (next.count == 0) {
            return null;
        }
        walkedTo = next.last;
        return next;
    }

    /** Entries by their numbers, in no order. */
    public List<TimeEntry> entries(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.query(NAMED + "e.id in (" + "?,".repeat(ids.size() - 1) + "?)", this::named, ids.toArray());
    }

    /** The entries of one source that a person may mean by a key: its own id, or the short key. */
    public List<TimeEntry> find(String source, String key) {
        byte[][] range = Identity.range(key);
        List<TimeEntry> byId = jdbc.query(NAMED + "s.name = ? and e.source_key = ?", this::named, source, key);
        if (!byId.isEmpty() || range == null) {
            return byId;
        }
        return jdbc.query(
                NAMED + "s.name = ? and e.source_key is null and e.identity between ? and ?", this::named, source, range[0], range[1]);
    }

    private TimeEntry named(ResultSet row, int number) throws SQLException {
        return read(row, row.getString(SOURCE), row.getString(FILE));
    }

    private TimeEntry read(ResultSet row, String source, String file) throws SQLException {
        String sourceKey = row.getString(2);
        return new TimeEntry(
                row.getLong(1),
                source,
                sourceKey == null ? Identity.key(row.getBytes(3)) : sourceKey,
                row.getInt(4),
                new Names(row.getString(5), row.getString(6), row.getString(7), row.getString(8), row.getString(9)),
                row.getString(10),
                row.getObject(11, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                zones.computeIfAbsent(row.getString(12), ZoneId::of),
                row.getBoolean(13),
                row.getObject(14, LocalDate.class),
                row.getLong(15),
                row.getObject(16) == null || row.getBoolean(16),
                row.getBoolean(17),
                Approval.values()[row.getInt(18)],
                row.getString(19),
                Suspicion.of(row.getInt(20)),
                row.getBoolean(21),
                file,
                row.getLong(22));
    }

    /** Names that rows refer to by their numbers; asked once a walk. */
    private static final class NamesByNumber {

        private final JdbcTemplate jdbc;
        private final String query;
        private final Map<Integer, String> names = new ConcurrentHashMap<>();

        NamesByNumber(JdbcTemplate jdbc, String query) {
            this.jdbc = jdbc;
            this.query = query;
        }

        String of(int number) {
            String name = names.get(number);
            if (name == null) {
                name = jdbc.queryForObject(query, String.class, number);
                names.put(number, name);
            }
            return name;
        }

        void forget() {
            names.clear();
        }
    }
}
