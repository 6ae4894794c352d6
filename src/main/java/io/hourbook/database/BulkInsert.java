package io.hourbook.database;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Many rows in one statement. The driver's own bulk modes cannot say which rows were new, so rows are written out as
 * {@code values (…),(…)}, in slices that stay well below the server's packet limit.
 */
public final class BulkInsert {

    private static final int MAX_PARAMETERS = 30_000;

    private final JdbcTemplate jdbc;
    private final String head;
    private final String tail;
    private final int columns;

    /**
     * @param head    {@code insert into t (a, b) values}
     * @param columns how many values a row has
     * @param tail    what follows the rows: {@code on duplicate key update …}, {@code returning …}, or empty
     */
    public BulkInsert(JdbcTemplate jdbc, String head, int columns, String tail) {
        this.jdbc = jdbc;
        this.head = head;
        this.columns = columns;
        this.tail = tail;
    }

    /** @return rows affected, as the server counts them */
    public int insert(List<Object[]> rows) {
        int affected = 0;
        for (List<Object[]> slice : slices(rows)) {
            Integer count = jdbc.execute((Connection connection) -> {
                try (PreparedStatement statement = prepare(connection, slice)) {
                    return statement.executeUpdate();
                }
            });
            affected += count == null ? 0 : count;
        }
        return affected;
    }

    /** Inserts and reads what the {@code returning} clause gives for the rows that were really inserted. */
    public <T> List<T> insertReturning(List<Object[]> rows, RowReader<T> reader) {
        List<T> returned = new ArrayList<>(rows.size());
        for (List<Object[]> slice : slices(rows)) {
            jdbc.execute((Connection connection) -> {
                try (PreparedStatement statement = prepare(connection, slice);
                        ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        returned.add(reader.read(result));
                    }
                }
                return null;
            });
        }
        return returned;
    }

    private PreparedStatement prepare(Connection connection, List<Object[]> rows) throws SQLException {
        StringBuilder sql = new StringBuilder(head.length() + tail.length() + rows.size() * (2 * columns + 2)).append(head);
        String row = " (" + "?,".repeat(columns - 1) + "?)";
        for (int i = 0; i < rows.size(); i++) {
            sql.append(i == 0 ? "" : ",").append(row);
        }
        PreparedStatement statement = connection.prepareStatement(sql.append(' ').append(tail).toString());
        int parameter = 1;
        for (Object[] values : rows) {
            for (Object value : values) {
                bind(statement, parameter++, value);
            }
        }
        return statement;
    }

    /** By its own setter where there is one: {@code setObject} asks every codec of the driver in turn, for every value. */
    private static void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(parameter, text);
        } else if (value instanceof Long number) {
            statement.setLong(parameter, number);
        } else if (value instanceof Integer number) {
            statement.setInt(parameter, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(parameter, bytes);
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(parameter, flag);
        } else if (value instanceof BigDecimal amount) {
            statement.setBigDecimal(parameter, amount);
        } else if (value == null) {
            statement.setNull(parameter, Types.NULL);
        } else {
            statement.setObject(parameter, value);
        }
    }

    private List<List<Object[]>> slices(List<Object[]> rows) {
        int size = Math.max(1, MAX_PARAMETERS / columns);
        List<List<Object[]>> slices = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += size) {
            slices.add(rows.subList(from, Math.min(rows.size(), from + size)));
        }
        return slices;
    }

    /** Reads one returned row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet result) throws SQLException;
    }
}
