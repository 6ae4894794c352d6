package io.hourbook.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What a database server has counted since it started. {@code Questions} are statements that clients sent, one for a statement
 * of many rows.
 */
final class ServerCounters {

    private static final String WANTED = """
            show global status where variable_name in ('Questions', 'Com_commit', 'Com_select', 'Com_insert', 'Com_insert_select',
                'Com_update', 'Com_update_multi', 'Com_delete', 'Com_replace', 'Com_stmt_prepare', 'Com_stmt_execute',
                'Innodb_data_written', 'Innodb_os_log_written', 'Innodb_dblwr_pages_written', 'Innodb_data_fsyncs',
                'Innodb_rows_inserted', 'Innodb_rows_read', 'Innodb_rows_updated', 'Innodb_rows_deleted', 'Bytes_received', 'Bytes_sent',
                'Handler_write', 'Handler_update', 'Handler_delete', 'Handler_read_next', 'Handler_read_key')""";

    private ServerCounters() {}

    static Map<String, Long> now(DataSource source) throws SQLException {
        Map<String, Long> counters = new TreeMap<>();
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(WANTED)) {
            while (rows.next()) {
                counters.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counters;
    }

    /** Between two looks. */
    static Map<String, Long> between(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> difference = new TreeMap<>();
        after.forEach((counter, value) -> difference.put(counter, value - before.getOrDefault(counter, 0L)));
        return difference;
    }
}
