package io.hourbook.entry;

import io.hourbook.database.BulkInsert;
import io.hourbook.database.PassGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Groups that something has touched and that are to be recomputed whole. A mark is set in the transaction that touches the
 * group and taken away in the one that recomputes it, so a crash anywhere leaves the work to the next pass.
 */
public final class Marks {

    /** The kinds of groups, in the order in which a pass recomputes them. */
    public enum Kind {
        FUTURE_DAY("future-day", false),
        WORKER_DAY("worker-day", false),
        ROUNDING_DAY("rounding-day", true),
        PAY_WEEK("pay-week", true),
        RETAINER("retainer", true),
        DOCUMENT("document", true);

        private final String word;
        /** Whether sums come of it, which the laws of conservation look at; of the others entries come, each noted for itself. */
        private final boolean sums;

        Kind(String word, boolean sums) {
            this.word = word;
            this.sums = sums;
        }

        public String word() {
            return word;
        }
    }

    private final JdbcTemplate jdbc;
    private final BulkInsert insert;

    public Marks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.insert = new BulkInsert(jdbc, "insert ignore into mark (kind, group_key) values", 2, "");
    }

    public void set(Kind kind, Collection<String> keys) {
        if (!keys.isEmpty()) {
            insert.insert(keys.stream().sorted().map(key -> new Object[] {kind.word(), key}).toList());
        }
    }

    /** Groups of several kinds, in the table's own order: two lanes that mark the same groups never wait for each other. */
    public void set(Map<Kind, ? extends Collection<String>> keys) {
        List<Object[]> rows = new ArrayList<>();
        keys.keySet().stream().sorted(Comparator.comparing(Kind::word)).forEach(kind ->
                keys.get(kind).stream().sorted().forEach(key -> rows.add(new Object[] {kind.word(), key})));
        insert.insert(rows);
    }

    /** The first marked groups of a kind, in key order. */
    public List<String> first(Kind kind, int limit) {
        return jdbc.queryForList(
                "select group_key from mark where kind = ? order by group_key limit ?", String.class, kind.word(), limit);
    }

    /** The marked groups of a kind whose keys come after this one, in key order. */
    public List<String> after(Kind kind, String key, int limit) {
        return jdbc.queryForList(
                "select group_key from mark where kind = ? and group_key > ? order by group_key limit ?", String.class, kind.word(), key,
                limit);
    }

    /** Takes marks away; to be called in the transaction that recomputed the groups. */
    public void clear(Kind kind, Collection<String> keys) {
        if (!keys.isEmpty()) {
            if (kind.sums) {
                PassGuard.here().touched().groups(kind.word(), keys);
            }
            Object[] arguments = new Object[keys.size() + 1];
            arguments[0] = kind.word();
            int i = 1;
            for (String key : keys) {
                arguments[i++] = key;
            }
            jdbc.update("delete from mark where kind = ? and group_key in (" + "?,".repeat(keys.size() - 1) + "?)", arguments);
        }
    }
}
