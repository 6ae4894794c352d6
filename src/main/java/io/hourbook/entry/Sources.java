package io.hourbook.entry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sources by their numbers in the database. */
final class Sources {

    private final JdbcTemplate jdbc;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();

    Sources(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    int id(String name) {
        return ids.computeIfAbsent(name, missing -> {
            jdbc.update("insert ignore into source (name) values (?)", missing);
            return jdbc.queryForObject("select id from source where name = ?", Integer.class, missing);
        });
    }
}
