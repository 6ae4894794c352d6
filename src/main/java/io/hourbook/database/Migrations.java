package io.hourbook.database;

import io.hourbook.home.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The tables' migrations, by number. Several processes may start on one database at once: one of them upgrades it. */
final class Migrations {

    private static final String LOCATION = "classpath:db/migration";
    private static final Pattern NAME = Pattern.compile("V(\\d+)__.*\\.sql");
    private static final int PATIENCE_SECONDS = 3_600;

    private Migrations() {}

    /** Every migration there is, by its number as its file has it: {@code 001}. */
    static SortedSet<String> all() {
        return new TreeSet<>(files().keySet());
    }

    private static SortedMap<String, Resource> files() {
        SortedMap<String, Resource> files = new TreeMap<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(LOCATION + "/*.sql")) {
                Matcher name = NAME.matcher(String.valueOf(file.getFilename()));
                if (name.matches()) {
                    files.put(name.group(1), file);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }

    /**
     * Whether every migration there is has been applied, as it is now, and none besides. Flyway would find the same, with forty
     * statements and a good part of a start; wherever this sees a difference, Flyway says what it is.
     */
    static boolean allApplied(DataSource tables) {
        Map<String, Integer> wanted = new HashMap<>();
        files().forEach((version, file) -> wanted.put(version, checksum(file)));
        Map<String, Integer> applied = new HashMap<>();
        try (Connection connection = tables.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select version, checksum, success from flyway_schema_history")) {
            while (rows.next()) {
                if (applied.containsKey(rows.getString(1))) {
                    // applied, and noted again since: as taken back, for one
                    return false;
                }
                applied.put(rows.getString(1), rows.getBoolean(3) ? rows.getInt(2) : null);
            }
        } catch (SQLException unknown) {
            // no tables yet, or no database: Flyway's to see
            return false;
        }
        return applied.equals(wanted);
    }

    /** As Flyway computes it: over the lines, without what ends them. */
    private static int checksum(Resource file) {
        CRC32 sum = new CRC32();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return (int) sum.getValue();
    }

    /** @param upTo the last to apply, or null for all */
    static void apply(DataSource tables, String upTo) {
        flyway(tables, upTo).migrate();
    }

    /** Applies all there are. Tables with rows are shown to every {@link BeforeMigration} first, while nobody else upgrades them. */
    static void upgrade(Home home, DataSource tables) throws SQLException {
        if (allApplied(tables)) {
            return;
        }
        if (flyway(tables, null).info().pending().length == 0) {
            // nothing to do, but to find what was changed by hand
            apply(tables, null);
            return;
        }
        try (Connection connection = tables.getConnection(); Statement statement = connection.createStatement()) {
            String lock = "concat('hourbook-upgrade-', left(md5(database()), 16))";
            statement.execute("select get_lock(" + lock + ", " + PATIENCE_SECONDS + ")");
            try {
                MigrationInfo[] pending = flyway(tables, null).info().pending();
                MigrationInfo current = flyway(tables, null).info().current();
                if (pending.length > 0 && current != null && current.getVersion() != null && hasRows(connection)) {
                    String to = pending[pending.length - 1].getVersion().getVersion();
                    ServiceLoader.load(BeforeMigration.class).forEach(
                            told -> told.upgrading(home, tables, current.getVersion().getVersion(), to));
                }
                apply(tables, null);
            } finally {
                statement.execute("select release_lock(" + lock + ")");
            }
        }
    }

    private static Flyway flyway(DataSource tables, String upTo) {
        return Flyway.configure().dataSource(tables).locations(LOCATION)
                .target(upTo == null ? MigrationVersion.LATEST : MigrationVersion.fromVersion(upTo)).load();
    }

    private static boolean hasRows(Connection connection) throws SQLException {
        List<String> questions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        """
                        select table_name from information_schema.tables where table_schema = database()
                        and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'""")) {
            while (tables.next()) {
                questions.add("exists (select 1 from `" + tables.getString(1).replace("`", "``") + "`)");
            }
        }
        if (questions.isEmpty()) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select " + String.join(" or ", questions))) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
