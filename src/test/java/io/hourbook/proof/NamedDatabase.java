package io.hourbook.proof;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh database on the server that HOURBOOK_DB_URL names, or nothing at all where none is named. */
final class NamedDatabase {

    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final String URL = System.getenv().getOrDefault("HOURBOOK_DB_URL", "").strip();
    private static final String USER = System.getenv().getOrDefault("HOURBOOK_DB_USER", "");
    private static final String PASSWORD = System.getenv().getOrDefault("HOURBOOK_DB_PASSWORD", "");

    private final String name;

    private NamedDatabase(String name) {
        this.name = name;
    }

    /** True where a server is named, so that the program starts none of its own. */
    static boolean named() {
        return !URL.isEmpty();
    }

    static NamedDatabase fresh() {
        NamedDatabase fresh = new NamedDatabase(
                "proof_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet());
        if (named()) {
            execute("create database " + fresh.name + " character set utf8mb4 collate utf8mb4_bin");
        }
        return fresh;
    }

    /** What the program's environment has to say for it. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        if (named()) {
            settings.put("HOURBOOK_DB_URL", url(name));
            settings.put("HOURBOOK_DB_USER", USER);
            settings.put("HOURBOOK_DB_PASSWORD", PASSWORD);
        }
        return settings;
    }

    void drop() {
        if (named()) {
            execute("drop database if exists " + name);
        }
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url(""), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The same server, another database. */
    private static String url(String database) {
        int options = URL.indexOf('?');
        String base = options < 0 ? URL : URL.substring(0, options);
        return base.substring(0, base.lastIndexOf('/') + 1) + database + (options < 0 ? "" : URL.substring(options));
    }
}
