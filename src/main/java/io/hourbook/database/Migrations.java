package io.hourbook.database;

import io.hourbook.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        SortedSet<String> versions = new TreeSet<>();
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(LOCATION + "/*.sql")) {
                Matcher name = NAME.matcher(String.valueOf(file.getFilename()));
                if (name.matches()) {
                    versions.add(name.group(1));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return versions;
    }

    /** @param upTo the last to apply, or null for all */
    static void apply(DataSource tables, String upTo) {
        flyway(tables, upTo).migrate();
    }

    /** Applies all there are. Tables with rows are shown to every {@link BeforeMigration} first, while nobody else upgrades them. */
    static void upgrade(Home home, DataSource tables) throws SQLException {
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
