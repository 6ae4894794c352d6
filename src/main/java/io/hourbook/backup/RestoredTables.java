package io.hourbook.backup;

import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The rows of an archive, put into empty tables of its own version in one transaction: all of them or none. */
final class RestoredTables {

    private final ArchiveReader archive;
    private final DataSource database;
    private final Consumer<String> said;
    private final List<String> notes = new ArrayList<>();

    RestoredTables(ArchiveReader archive, DataSource database, Consumer<String> said) {
        this.archive = archive;
        this.database = database;
        this.said = said;
    }

    /** What was left in the archive, in sentences. */
    List<String> notes() {
        return notes;
    }

    void load() throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                // rows come in the order of their tables' names, and a number 0 is a number
                statement.execute("set session foreign_key_checks = 0, sql_mode = concat(@@sql_mode, ',NO_AUTO_VALUE_ON_ZERO')");
                statement.execute("start transaction");
                fill(connection, statement);
                compare(connection);
                statement.execute(
                        // what still waited may have been sent after the archive was written: it is looked up at its target first
                        "update delivery set doubted = true where state = 'waiting'");
                statement.execute("commit");
                for (Manifest.Table table : archive.manifest().tables()) {
                    number(statement, table);
                }
                statement.execute("set session foreign_key_checks = 1");
            }
        }
    }

    /** Documents that are new here are looked up at their target from now on: the archived Hourbook may have made them since. */
    void mark() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement mark = connection.prepareStatement("insert into restored (archived_at, restored_at) values (?, utc_timestamp(3))")) {
            mark.setObject(1, LocalDateTime.ofInstant(Instant.parse(archive.manifest().createdAt()), ZoneOffset.UTC));
            mark.executeUpdate();
        } catch (DateTimeParseException notATime) {
            throw Refusal.notRestored(Manifest.NAME, Refusal.printable(archive.manifest().createdAt()) + " is no time", notATime);
        }
    }

    private void fill(Connection connection, Statement statement) throws SQLException, IOException {
        Map<String, TableShape> shapes = new HashMap<>();
        TableShape.all(connection).forEach(shape -> shapes.put(shape.name(), shape));
        JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        for (TableShape shape : shapes.values()) {
            // a migration may have brought rows of its own
            statement.execute("delete from " + TableShape.quoted(shape.name()));
        }
        for (Manifest.Table table : archive.manifest().tables()) {
            TableShape shape = shapes.remove(table.name());
            if (shape == null) {
                notes.add("table " + table.name() + " is none of Hourbook's: its " + table.rows() + " rows stay in the archive, "
                        + table.member().path());
                continue;
            }
            long rows = rows(table, shape, jdbc);
            if (rows != table.rows()) {
                throw refused(table, rows + " rows instead of " + table.rows(), null);
            }
            said.accept(table.name() + ": " + rows + " rows");
        }
        if (!shapes.isEmpty()) {
            throw Refusal.notRestored("database", "no rows for " + String.join(", ", new TreeMap<>(shapes).keySet()), null);
        }
    }

    private long rows(Manifest.Table table, TableShape shape, JdbcTemplate jdbc) {
        try (InputStream in = archive.stream(table.member())) {
            return TableLoad.read(in, shape, jdbc);
        } catch (IOException | DataAccessException wrong) {
            throw refused(table, Refusal.words(wrong.getCause() instanceof SQLException sql ? sql : wrong), wrong);
        }
    }

    private static Problem refused(Manifest.Table table, String saw, Exception cause) {
        return Refusal.notRestored(table.member().path(), saw, cause);
    }

    private void compare(Connection connection) throws SQLException {
        Map<String, String> figures = KeyFigures.of(connection);
        List<String> differences = new ArrayList<>();
        Map<String, String> wanted = new TreeMap<>(archive.manifest().figures());
        wanted.forEach((name, figure) -> {
            if (!String.valueOf(figure).equals(figures.get(name))) {
                differences.add(Refusal.printable(name) + " " + figures.get(name) + " instead of " + Refusal.printable(String.valueOf(figure)));
            }
        });
        figures.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(name ->
                differences.add(name + " " + figures.get(name) + ", of which the archive says nothing"));
        if (!differences.isEmpty()) {
            throw Refusal.notRestored("database", String.join("; ", differences), null);
        }
    }

    /** The next row gets the number that it would have had, so that no number is ever used twice. */
    private static void number(Statement statement, Manifest.Table table) throws SQLException {
        if (table.nextId() != null && table.nextId().matches("\\d{1,20}")) {
            statement.execute("alter table " + TableShape.quoted(table.name()) + " auto_increment = " + table.nextId());
        }
    }
}
