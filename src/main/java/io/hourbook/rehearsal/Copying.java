package io.hourbook.rehearsal;

import io.hourbook.database.PassLock;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Copies the books' tables onto a stage, as they are between two passes. Every table is there; what no pass reads, and what people wrote
 * for themselves, stays behind.
 */
final class Copying {

    /** Tables that no pass reads. They are there, and empty. */
    private static final Set<String> EMPTY = Set.of(
            "entry_revision", "flyway_schema_history", "sandbox_document", "schedule", "slot", "change_log", "proposal", "proposal_file",
            "sent_body");
    /** Rows that a pass may read, of tables that grow with history. */
    private static final Map<String, String> ROWS = Map.of(
            "run", "id > (select coalesce(max(id), 0) - 100 from %1$s.run)",
            "document_line", "until_revision is null",
            "dead_letter", "state in ('open', 'replayed')",
            "version", "number = (select max(number) from %1$s.version)",
            "version_file", "number = (select max(number) from %1$s.version)",
            "version_content", "hash in (select hash from %1$s.version_file where number = (select max(number) from %1$s.version))");
    /** Columns that a pass writes and does not read. */
    private static final Map<String, String> COLUMNS = Map.of(
            "entry.raw", "''", "mapping_version.content", "'{}'", "delivery.answer", "null", "version.notes", "'[]'");
    /** How long a pass that runs is waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** What the rows come to again while the pass works on them. */
    private static final int ROOM = 3;

    private final Stage stage;
    private final Consumer<String> progress;
    private final Duration patience;

    /** @param progress told what is done, in words */
    Copying(Stage stage, Consumer<String> progress) {
        this(stage, progress, PATIENCE);
    }

    /** @param patience how long a pass that runs is waited for */
    Copying(Stage stage, Consumer<String> progress, Duration patience) {
        this.stage = stage;
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * @param freeBytes on the disk of the database where that is this machine's, or as much as there can be
     * @throws Problem PRE-103 where there is too little room, PRE-105 where a pass runs for too long
     */
    void copy(long freeBytes) {
        room(freeBytes);
        progress.accept("waiting for the books to be still");
        try (PassLock still = stage.books().passLock(patience).orElseThrow(() -> new Problem(new Finding(
                "PRE-105", "rehearsal", "a pass has been running for " + patience.toMinutes() + " minutes, and its books cannot be copied in its midst", null,
                "a moment without a pass", "ask again when it has ended")))) {
            progress.accept("copying the books");
            onOneConnection(this::tables);
            if (!still.held()) {
                throw new Problem(new Finding(
                        "PRE-106", "rehearsal", "the connection to the database was lost while the books were copied", null, "books of one moment",
                        "ask again"));
            }
        }
        progress.accept("keeping what stands, to compare with");
        onOneConnection(new Standing(stage)::keep);
    }

    private void room(long freeBytes) {
        Long bytes = new JdbcTemplate(stage.books().dataSource()).queryForObject(
                "select coalesce(sum(data_length + index_length), 0) from information_schema.tables where table_schema = ?", Long.class, stage.from());
        if (bytes * ROOM > freeBytes) {
            throw new Problem(new Finding(
                    "PRE-103", "data/", "there is too little room on the database's disk for a copy of the books", (freeBytes >> 20) + " MiB free",
                    (bytes * ROOM >> 20) + " MiB free", "make room there, and ask again"));
        }
    }

    private void onOneConnection(Consumer<JdbcTemplate> work) {
        try (var connection = stage.books().dataSource().getConnection()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            // the rows are those of tables that have been checked: an empty one takes them as a whole
            jdbc.execute("set session unique_checks = 0, foreign_key_checks = 0");
            work.accept(jdbc);
            jdbc.execute("set session unique_checks = 1, foreign_key_checks = 1");
        } catch (java.sql.SQLException lost) {
            throw new IllegalStateException(lost);
        }
    }

    private void tables(JdbcTemplate jdbc) {
        columns(jdbc).forEach((table, columns) -> {
            String source = Stage.quoted(stage.from()) + "." + Stage.quoted(table);
            jdbc.execute("create table " + stage.table(table) + " like " + source);
            if (!EMPTY.contains(table)) {
                String rows = ROWS.containsKey(table) ? " where " + ROWS.get(table).formatted(Stage.quoted(stage.from())) : "";
                String names = String.join(", ", columns.stream().map(Stage::quoted).toList());
                String values = String.join(", ", columns.stream()
                        .map(column -> COLUMNS.getOrDefault(table + "." + column, Stage.quoted(column))).toList());
                jdbc.update("insert into " + stage.table(table) + " (" + names + ") select " + values + " from " + source + rows);
            }
        });
    }

    /** By table, what is stored: a column that the server computes cannot be written. */
    private Map<String, List<String>> columns(JdbcTemplate jdbc) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        jdbc.query(
                """
                select c.table_name, c.column_name from information_schema.columns c
                    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                where c.table_schema = ? and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' order by c.table_name, c.ordinal_position""",
                row -> {
                    columns.computeIfAbsent(row.getString(1), any -> new ArrayList<>()).add(row.getString(2));
                },
                stage.from());
        return columns;
    }
}
