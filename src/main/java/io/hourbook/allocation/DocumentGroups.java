package io.hourbook.allocation;

import io.hourbook.database.BulkInsert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Document groups by their numbers; a group that is new gets one. */
public final class DocumentGroups {

    private final JdbcTemplate jdbc;
    private final BulkInsert insert;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();

    public DocumentGroups(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.insert = new BulkInsert(
                jdbc,
                "insert ignore into document_group (target, stem, type, counterparty, currency, period, subject) values",
                7,
                "");
    }

    /**
     * Makes sure that all groups have numbers; to be called outside the transaction whose roll-back would take them away. Lanes
     * that find the same new group come one after the other.
     */
    public void ensure(Collection<GroupKey> keys) {
        if (!unknown(keys).isEmpty()) {
            number(keys);
        }
    }

    private Set<GroupKey> unknown(Collection<GroupKey> keys) {
        return keys.stream().filter(key -> !ids.containsKey(name(key))).collect(Collectors.toSet());
    }

    private synchronized void number(Collection<GroupKey> keys) {
        Set<GroupKey> unknown = unknown(keys);
        if (unknown.isEmpty()) {
            return;
        }
        insert.insert(unknown.stream()
                .sorted(java.util.Comparator.comparing(GroupKey::stem))
                .map(key -> new Object[] {
                    key.target(), key.stem(), key.type().name(), key.counterparty(), key.currency(), key.period(), key.subject()
                })
                .toList());
        List<Object> stems = new ArrayList<>(unknown.stream().map(GroupKey::stem).toList());
        jdbc.query(
                "select id, target, stem from document_group where stem in (" + "?,".repeat(stems.size() - 1) + "?)",
                row -> {
                    ids.put(row.getString("target") + "|" + row.getString("stem"), row.getInt("id"));
                },
                stems.toArray());
    }

    /** @return the number of a group that was {@link #ensure}d, or null for null */
    public Integer id(GroupKey key) {
        return key == null ? null : ids.get(name(key));
    }

    private static String name(GroupKey key) {
        return key.target() + "|" + key.stem();
    }
}
