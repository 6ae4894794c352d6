package io.hourbook.bench.rival;

import io.hourbook.mapping.MappingBook;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import org.flywaydb.core.Flyway;

/**
 * Hourbook's tables, as its own migrations make them, over one connection. Rows go in as plain inserts, bound one by one and
 * sent as one batch: of all forms this is the one that driver and server carry out fastest, for it is parsed once and its
 * values go as they are (docs/performance.md).
 */
final class Tables implements AutoCloseable {

    private final Connection connection;
    private final Map<Table, PreparedStatement> inserts = new EnumMap<>(Table.class);
    private final Map<Table, Integer> rows = new EnumMap<>(Table.class);
    private final PreparedStatement suspicion;
    private final PreparedStatement delivered;
    private final PreparedStatement known;

    Tables(Connection connection) throws SQLException {
        this.connection = connection;
        for (Table table : Table.values()) {
            inserts.put(table, connection.prepareStatement(table.insert()));
            rows.put(table, 0);
        }
        suspicion = connection.prepareStatement("update entry set suspicion = ? where id = ?");
        delivered = connection.prepareStatement("""
                update delivery set state = 'delivered', attempts = 1, answer_status = ?, answer = ?, answered_at = utc_timestamp(3)
                where document_id = ?""");
        known = connection.prepareStatement("update document set delivered_revision = 1, external_id = ? where id = ?");
    }

    /** @param url of a database without any table */
    static void make(String url, String user, String password) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        Flyway.configure().dataSource(url, user, password).locations("classpath:db/migration").load().migrate();
    }

    /** Auto-commit is off. */
    static Connection connect(String url, String user, String password) throws SQLException {
        Connection connection = DriverManager.getConnection(url, options(user, password));
        connection.setAutoCommit(false);
        return connection;
    }

    static Properties options(String user, String password) {
        Properties options = new Properties();
        options.setProperty("user", user);
        options.setProperty("password", password);
        options.setProperty("sslMode", "disable");
        options.setProperty("connectionTimeZone", "UTC");
        options.setProperty("sessionVariables", "collation_connection=utf8mb4_bin");
        return options;
    }

    /** What entries and lines point to: one source, one file, one run, one version of the mappings. */
    static void begin(Connection connection, String source, MappingBook book, String file, long bytes) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into source (name) values ('" + source + "')");
            statement.execute("insert into mapping_version (version, content, created_at) values ('" + book.version() + "', '{}', utc_timestamp(3))");
            statement.execute("insert into run (trigger_word, state, mapping_version_id, started_at) values ('sync', 'running', 1, utc_timestamp(3))");
            statement.execute("insert into source_file (source_id, name, content_hash, size_bytes, state, run_id, taken_at) values (1, '"
                    + file + "', x'00', " + bytes + ", 'taken', 1, utc_timestamp(3))");
        }
        connection.commit();
    }

    /** Binds what a row has. */
    @FunctionalInterface
    interface Binding {
        void to(PreparedStatement insert) throws SQLException;
    }

    void put(Table table, Binding row) throws SQLException {
        row.to(inserts.get(table));
        inserts.get(table).addBatch();
        rows.merge(table, 1, Integer::sum);
    }

    /** Rows that were put and not yet written. */
    int waiting(Table table) {
        return rows.get(table);
    }

    void groups(List<Group> fresh) throws SQLException {
        for (Group group : fresh) {
            put(Table.DOCUMENT_GROUP, insert -> Row.group(insert, group));
        }
    }

    /** A document with its lines and its place in the outbox. */
    void document(Document document, MappingBook book, LocalDate today, LocalDateTime now, Hash hash) throws SQLException {
        put(Table.DOCUMENT, insert -> Row.document(insert, document));
        for (int i = 0; i < document.lines().size(); i++) {
            int index = i;
            put(Table.DOCUMENT_LINE, insert -> Row.line(insert, document, index, hash));
        }
        put(Table.DELIVERY, insert -> Row.delivery(insert, document, book, today, now));
    }

    void suspicion(Work work) throws SQLException {
        suspicion.setInt(1, work.suspicion());
        suspicion.setLong(2, work.id());
        suspicion.addBatch();
    }

    void writeSuspicions() throws SQLException {
        suspicion.executeBatch();
        connection.commit();
    }

    /** Writes all rows that have been put, in one transaction. */
    void write() throws SQLException {
        for (Table table : Table.values()) {
            if (rows.put(table, 0) > 0) {
                inserts.get(table).executeBatch();
            }
        }
        connection.commit();
    }

    /** The target has the document. */
    void delivered(Document document, Post.Answer answer) throws SQLException {
        delivered.setInt(1, answer.status());
        delivered.setString(2, answer.id());
        delivered.setInt(3, document.id());
        delivered.executeUpdate();
        known.setString(1, answer.id());
        known.setInt(2, document.id());
        known.executeUpdate();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
