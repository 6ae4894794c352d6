package io.hourbook.database;

import io.hourbook.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A fresh, migrated database for a test: on the server that HOURBOOK_DB_URL names, else on one built-in server per test JVM,
 * whose home lies in the temporary folder on purpose.
 */
public final class TestDatabase {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private TestDatabase() {}

    /** A database that other processes can open, too. @param settings their environment */
    public record Fresh(DataSource source, java.util.Map<String, String> settings) {}

    public static Fresh freshForProcesses() {
        DataSource source = fresh();
        Login login = on(server(), name(COUNTER.get()));
        return new Fresh(source, java.util.Map.of(
                "HOURBOOK_DB_URL", login.url(), "HOURBOOK_DB_USER", login.user(), "HOURBOOK_DB_PASSWORD", login.password()));
    }

    public static DataSource fresh() {
        try {
            Login server = server();
            String name = name(COUNTER.incrementAndGet());
            Login login = on(server, name);
            try (Connection connection = Pool.connect(on(server, "")); Statement statement = connection.createStatement()) {
                statement.execute("drop database if exists " + name);
                statement.execute("create database " + name + " character set utf8mb4 collate utf8mb4_bin");
            }
            if (named() && name.equals(name(1))) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> dropAll(server)));
            }
            DataSource source = new AbstractDataSource() {
                @Override
                public Connection getConnection() throws SQLException {
                    return Pool.connect(login);
                }

                @Override
                public Connection getConnection(String user, String password) throws SQLException {
                    return getConnection();
                }
            };
            Flyway.configure().dataSource(source).load().migrate();
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(int number) {
        return "test_" + ProcessHandle.current().pid() + "_" + number;
    }

    /** The built-in server goes with its home; a named one is left as it was found. */
    private static void dropAll(Login server) {
        try (Connection connection = Pool.connect(on(server, "")); Statement statement = connection.createStatement()) {
            for (int number = 1; number <= COUNTER.get(); number++) {
                statement.execute("drop database if exists " + name(number));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True where the tests run on a server of the developer's or of CI's. */
    static boolean named() {
        return !System.getenv().getOrDefault("HOURBOOK_DB_URL", "").isBlank();
    }

    static Login server() {
        return named() ? NamedServer.login(System.getenv()) : BuiltIn.DATABASE.login();
    }

    /** The same server, another database. */
    static Login on(Login server, String database) {
        int options = server.url().indexOf('?');
        String base = options < 0 ? server.url() : server.url().substring(0, options);
        String rest = options < 0 ? "" : server.url().substring(options);
        return new Login(base.substring(0, base.lastIndexOf('/') + 1) + database + rest, server.user(), server.password());
    }

    private static final class BuiltIn {
        private static final Database DATABASE = start();

        private static Database start() {
            try {
                Path home = Files.createTempDirectory("hourbook-tests-");
                Database database = Database.open(new Home(home), "tests");
                database.leaveClosingToCaller();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    database.close();
                    delete(home);
                }));
                return database;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
