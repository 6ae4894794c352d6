package io.hourbook.bench.rival;

import io.hourbook.allocation.GroupKey;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Document groups with the numbers that their table gives them. */
final class BatchGroups {

    private final JdbcTemplate jdbc;
    private final Group.Groups all = new Group.Groups(this::number);

    BatchGroups(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Group.Groups all() {
        return all;
    }

    private int number(GroupKey key) {
        List<Integer> known = jdbc.queryForList(
                "select id from document_group where target = ? and stem = ?", Integer.class, key.target(), key.stem());
        if (!known.isEmpty()) {
            return known.get(0);
        }
        jdbc.update(
                "insert into document_group (target, stem, type, counterparty, currency, period, subject) values (?, ?, ?, ?, ?, ?, ?)",
                key.target(), key.stem(), key.type().name(), key.counterparty(), key.currency(), key.period(), key.subject());
        return jdbc.queryForObject("select last_insert_id()", Integer.class);
    }
}
