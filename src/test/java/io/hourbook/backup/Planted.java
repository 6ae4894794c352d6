package io.hourbook.backup;

import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/** Homes and databases for archives, and what can be seen of them. */
final class Planted {

    private Planted() {}

    static Home home(Path folder) {
        write(folder.resolve("mappings/workers.csv"), "id,name\nW01,Zoë\n");
        write(folder.resolve("mappings/sources/own.yaml"), "columns: {}\n");
        write(folder.resolve("mappings/.git/config"), "not a mapping");
        write(folder.resolve("routes/intake/own.camel.yaml"), "- route:\n");
        write(folder.resolve("inbox/own/done/march.csv"), "a,b\n1,2\n");
        write(folder.resolve("inbox/own/refused/april.csv"), "");
        write(folder.resolve("inbox/own/refused/april.csv.why.txt"), "empty");
        write(folder.resolve("data/service.json"), "{\"token\":\"secret\"}");
        write(folder.resolve("data/users.yaml"), "users: []\n");
        write(folder.resolve("out/holds.csv"), "told from the database");
        return new Home(folder);
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A database that stops at an earlier migration. */
    static DataSource databaseAt(String version) {
        DataSource source = TestDatabase.empty();
        migrate(source, version);
        return source;
    }

    static void migrate(DataSource source, String version) {
        Flyway.configure().dataSource(source).target(version == null ? MigrationVersion.LATEST : MigrationVersion.fromVersion(version))
                .load().migrate();
    }

    /** What restore opens, over a database of the test's. */
    static Restore.Tables tables(DataSource source) {
        return new Restore.Tables() {
            @Override
            public DataSource source() {
                return source;
            }

            @Override
            public String address() {
                return "the test's database";
            }

            @Override
            public void migrate(String version) {
                Planted.migrate(source, version);
            }

            @Override
            public void expectRows(long rows) {
                // this server is not ours
            }

            @Override
            public void close() {
                // goes with the tests
            }
        };
    }

    /** The server's own checksum over every row of each table, which shares nothing with archives. */
    static Map<String, String> checksums(DataSource source) throws SQLException {
        Map<String, String> checksums = new TreeMap<>();
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            for (String table : names(source)) {
                try (ResultSet row = statement.executeQuery("checksum table `" + table + "` extended")) {
                    row.next();
                    checksums.put(table, row.getString(2) + ", next " + next(connection, table));
                }
            }
        }
        return checksums;
    }

    private static String next(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select auto_increment from information_schema.tables where table_schema = database() and table_name = '" + table + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Its tables but Flyway's own. */
    static List<String> names(DataSource source) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = database()"
                                + " and table_name <> 'flyway_schema_history' order by 1")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    static void execute(DataSource source, String... statements) {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Every file below a folder with its text, by relative path. */
    static Map<String, String> files(Path folder) {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    files.put(folder.relativize(path).toString(), Files.readString(path));
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return files;
    }
}
