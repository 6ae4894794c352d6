package io.hourbook.report;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.hourbook.entry.EntryKeys;
import io.hourbook.entry.Suspicion;
import io.hourbook.entry.TimeEntry;
import io.hourbook.money.Hours;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** How an entry came in: its rows, what each revision changed, what could not be handled. */
final class ReceivedStory {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private final JdbcTemplate jdbc;
    private final TimeEntry entry;

    ReceivedStory(JdbcTemplate jdbc, TimeEntry entry) {
        this.jdbc = jdbc;
        this.entry = entry;
    }

    Explanation.Row row() {
        return jdbc.queryForObject(
                "select f.name, e.line, f.taken_at, f.run_id, e.raw from entry e join source_file f on f.id = e.file_id where e.id = ?",
                (row, n) -> row(row), entry.id());
    }

    static Explanation.Row row(ResultSet row) throws SQLException {
        return new Explanation.Row(
                row.getString("name"), row.getLong("line"), utc(row, "taken_at"), row.getInt("run_id"), row.getString("raw"));
    }

    /** Oldest first, each with what the one after it says otherwise. */
    List<Explanation.Earlier> earlier() {
        List<Explanation.Earlier> plain = jdbc.query(
                """
                select r.revision, f.name, r.line, f.taken_at, f.run_id, r.raw, r.seconds, r.replaced_run_id
                from entry_revision r join source_file f on f.id = r.file_id where r.entry_id = ? order by r.revision""",
                (row, n) -> new Explanation.Earlier(
                        row.getInt("revision"), row(row), row.getLong("seconds"), row.getInt("replaced_run_id"), List.of()),
                entry.id());
        List<Explanation.Earlier> earlier = new ArrayList<>(plain.size());
        for (int i = 0; i < plain.size(); i++) {
            Explanation.Earlier one = plain.get(i);
            boolean newest = i + 1 == plain.size();
            earlier.add(new Explanation.Earlier(
                    one.revision(), one.row(), one.seconds(), one.replacedInRun(),
                    changes(
                            one.seconds(), one.row().raw(), newest ? entry.seconds() : plain.get(i + 1).seconds(),
                            newest ? row().raw() : plain.get(i + 1).row().raw())));
        }
        return earlier;
    }

    private static List<Explanation.Change> changes(long secondsBefore, String rawBefore, long secondsAfter, String rawAfter) {
        List<Explanation.Change> changes = new ArrayList<>();
        if (secondsBefore != secondsAfter) {
            changes.add(new Explanation.Change("seconds", String.valueOf(secondsBefore), String.valueOf(secondsAfter)));
        }
        changes.addAll(changes(rawBefore, rawAfter));
        return changes;
    }

    /** Cell by cell. */
    static List<Explanation.Change> changes(String rawBefore, String rawAfter) {
        List<Explanation.Change> changes = new ArrayList<>();
        List<String> before = cells(rawBefore);
        List<String> after = cells(rawAfter);
        if (before.size() != after.size()) {
            // another layout: columns came or went, so cells cannot be compared one by one
            changes.add(new Explanation.Change("row", rawBefore, rawAfter));
            return changes;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                changes.add(new Explanation.Change("column " + (i + 1), before.get(i), after.get(i)));
            }
        }
        return changes;
    }

    /** The cells of a row, at the delimiter that gives the most of them. */
    private static List<String> cells(String raw) {
        List<String> best = List.of(raw);
        for (char delimiter : DELIMITERS) {
            try {
                List<CsvRecord> records = CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(raw).stream().toList();
                if (records.size() == 1 && records.get(0).getFieldCount() > best.size()) {
                    best = records.get(0).getFields();
                }
            } catch (CsvParseException damaged) {
                // not at this one
            }
        }
        return best;
    }

    Explanation.Time time() {
        LocalDateTime wall = jdbc.queryForObject("select wall_start from entry where id = ?", LocalDateTime.class, entry.id());
        return new Explanation.Time(
                entry.startAt().toString(), wall.toString(), entry.zone().getId(), entry.timed(), entry.workDate().toString(),
                entry.seconds());
    }

    /** The other entries of an overlap, with what a person needs to find them in the tracker. */
    List<String> overlaps() {
        if (!entry.suspicions().contains(Suspicion.OVERLAPS) || entry.worker() == null) {
            return List.of();
        }
        LocalDateTime from = LocalDateTime.ofInstant(entry.startAt(), ZoneOffset.UTC);
        return jdbc.query(
                """
                select s.name, e.source_key, e.identity, e.wall_start, e.seconds, f.name, e.line
                from entry e join source s on s.id = e.source_id join source_file f on f.id = e.file_id
                where e.worker = ? and e.id <> ? and e.timed and e.start_at between ? and ? and e.start_at < ?
                    and e.start_at + interval e.seconds second > ?
                order by e.start_at, e.id""",
                (row, n) -> row.getString(1) + ":" + EntryKeys.key(row.getString(2), row.getBytes(3)) + ", "
                        + row.getObject(4, LocalDateTime.class).toString().replace('T', ' ') + ", " + Hours.clock(row.getLong(5)) + " h, "
                        + row.getString(6) + ":" + row.getLong(7),
                // no entry is looked for that is longer than a month
                entry.worker(), entry.id(), from.minusDays(31), from.plusSeconds(entry.seconds()), from.plusSeconds(entry.seconds()), from);
    }

    /** Work and marks are gone once done; what is still there, the next pass does. */
    String waiting() {
        Boolean queued = jdbc.queryForObject("select exists (select 1 from work where entry_id = ?)", Boolean.class, entry.id());
        return Boolean.TRUE.equals(queued) ? "the next pass allocates it anew: what is said below is from before" : null;
    }

    List<Explanation.Letter> letters() {
        return jdbc.query(
                """
                select id, state, code, where_at, what, fix, last_seen_at from dead_letter where entry_id = ?
                union
                select d.id, d.state, d.code, d.where_at, d.what, d.fix, d.last_seen_at
                from document_line l join dead_letter d on d.document_id = l.document_id where l.entry_id = ?
                order by id""",
                (row, n) -> new Explanation.Letter(
                        row.getLong("id"), row.getString("state"), row.getString("code"), row.getString("where_at"), row.getString("what"),
                        row.getString("fix"), utc(row, "last_seen_at")),
                entry.id(), entry.id());
    }

    /** Times are kept as UTC wall times. */
    static String utc(ResultSet row, String column) throws SQLException {
        LocalDateTime at = row.getObject(column, LocalDateTime.class);
        return at == null ? null : Instant.from(at.atOffset(ZoneOffset.UTC)).toString();
    }
}
