package io.hourbook.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.mariadb.jdbc.MariaDbDataSource;

/** A fresh, migrated database for a test: on the server that HOURBOOK_DB_URL names, else on an embedded one. */
public final class TestDatabase {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TestDatabase() {}

    public static DataSource fresh() {
        try {
            String server = System.getenv("HOURBOOK_DB_URL");
            String base = server.substring(0, server.lastIndexOf('/') + 1);
            String name = "test_" + ProcessHandle.current().pid() + "_" + COUNTER.incrementAndGet();
            String user = System.getenv().getOrDefault("HOURBOOK_DB_USER", "root");
            String password = System.getenv().getOrDefault("HOURBOOK_DB_PASSWORD", "");
            try (Connection connection = DriverManager.getConnection(base, user, password);
                    Statement statement = connection.createStatement()) {
                statement.execute("drop database if exists " + name);
                statement.execute("create database " + name);
            }
            MariaDbDataSource source = new MariaDbDataSource(base + name + "?allowMultiQueries=false");
            source.setUser(user);
            source.setPassword(password);
            Flyway.configure().dataSource(source).load().migrate();
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
