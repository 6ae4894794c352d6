package io.hourbook.report;

import io.hourbook.entry.EntryKeys;
import io.hourbook.entry.TimeEntry;
import io.hourbook.entry.WorkQueue;
import io.hourbook.ledger.LedgerText;
import io.hourbook.mapping.MappingBook;
import io.hourbook.name.Nearest;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds what a person means by a source and a key, or says what comes near. */
final class SoughtEntry {

    private static final String KEY_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int CANDIDATES = 200;
    private static final int ALIKE = 4;

    private final JdbcTemplate jdbc;
    private final MappingBook book;
    private final WorkQueue entries;

    SoughtEntry(JdbcTemplate jdbc, MappingBook book, WorkQueue entries) {
        this.jdbc = jdbc;
        this.book = book;
        this.entries = entries;
    }

    /** @return at least one */
    List<TimeEntry> find(String source, String given) {
        TreeSet<String> sources = new TreeSet<>(book.sources().keySet());
        sources.addAll(jdbc.queryForList("select name from source", String.class));
        if (!sources.contains(source)) {
            throw new Problem(new Finding(
                    "RPT-101", "explain", "no source named \"" + LedgerText.line(source) + "\""
                            + Nearest.to(source, sources).map(near -> "; the nearest is \"" + near + "\"").orElse(""),
                    LedgerText.line(source + " " + given), "one of " + String.join(", ", sources),
                    "name the inbox folder that the entry came in"));
        }
        String key = given.strip();
        List<TimeEntry> found = entries.find(source, key);
        if (found.isEmpty() && key.startsWith(source + ":")) {
            key = key.substring(source.length() + 1);
            found = entries.find(source, key);
        }
        if (found.isEmpty()) {
            // the letters that short keys leave out, because people take them for these
            found = entries.find(source, key.toLowerCase(Locale.ROOT).replace('o', '0').replace('i', '1').replace('l', '1'));
        }
        if (found.isEmpty()) {
            throw unknown(sources, source, key);
        }
        return found;
    }

    private Problem unknown(TreeSet<String> sources, String source, String key) {
        String elsewhere = sources.stream()
                .filter(other -> !other.equals(source) && !entries.find(other, key).isEmpty())
                .collect(Collectors.joining(", "));
        List<String> alike = List.of();
        for (int letters = Math.min(ALIKE, key.length()); letters > 0 && alike.isEmpty(); letters--) {
            alike = alike(source, key.substring(0, letters));
        }
        String near = !elsewhere.isEmpty()
                ? "; there is one in " + elsewhere
                : Nearest.to(key, alike).map(one -> "; the nearest is \"" + LedgerText.line(one) + "\"").orElse("");
        return new Problem(new Finding(
                "RPT-102", "explain", "source " + source + " has no entry \"" + LedgerText.line(key) + "\"" + near,
                LedgerText.line(source + " " + key),
                "the tracker's own id, or the twelve letters that stand after " + source + ": on documents and holds",
                "take the key from a document's line or a hold; a row that could not be read is among the dead letters"));
    }

    /** Keys that begin alike: ids of the source, and short keys. */
    private List<String> alike(String source, String start) {
        List<String> alike = new ArrayList<>(jdbc.queryForList(
                """
                select e.source_key from entry e join source s on s.id = e.source_id
                where s.name = ? and e.source_key is not null and left(e.source_key, ?) = ? limit ?""",
                String.class, source, start.length(), start, CANDIDATES));
        long bits = 0;
        for (int i = 0; i < start.length(); i++) {
            int digit = KEY_LETTERS.indexOf(Character.toLowerCase(start.charAt(i)));
            if (digit < 0) {
                return alike;
            }
            bits |= (long) digit << 59 - 5 * i;
        }
        alike.addAll(jdbc.query(
                """
                select e.identity from entry e join source s on s.id = e.source_id
                where s.name = ? and e.source_key is null and e.identity between ? and ? limit ?""",
                (row, n) -> EntryKeys.key(null, row.getBytes(1)),
                source, identity(bits, 0), identity(bits | -1L >>> 5 * start.length(), -1L), CANDIDATES));
        return alike;
    }

    private static byte[] identity(long high, long low) {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
