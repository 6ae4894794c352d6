package io.hourbook.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mariadb.jdbc.BasePreparedStatement;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Many rows in one statement. Where nobody asks what became of each row, the statement is prepared once per connection and the
 * rows follow in binary, which costs the server less than half of reading them as SQL. That way cannot say which rows were new,
 * and does not update: such rows are written out as {@code values (…),(…)}. Either way in slices that stay well below the
 * server's packet limit.
 */
public final class BulkInsert {

    /** The server takes 65,535 parameters, and parses them one by one. */
    private static final int MAX_PARAMETERS = 30_000;

    /** Of a slice, in characters and bytes: at three bytes a character still below the 16 MiB that servers take by default. */
    private static final int MAX_SIZE = 4_000_000;

    private static final int SIZE_OF_NUMBER = 10;

    private final JdbcTemplate jdbc;
    private final String head;
    private final String row;
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
        this.row = " (" + "?,".repeat(columns - 1) + "?)";
        this.tail = tail;
    }

    /** Inserts all rows, in their order. */
    public void insert(List<Object[]> rows) {
        // the driver sends what updates row by row, so as to count each
        boolean writtenOut = tail.toLowerCase(Locale.ROOT).contains("duplicate");
        for (List<Object[]> slice : slices(rows, writtenOut ? MAX_PARAMETERS / columns : Integer.MAX_VALUE)) {
            jdbc.execute((Connection connection) -> {
                try (PreparedStatement statement = writtenOut ? writtenOut(connection, slice) : oneByOne(connection, slice)) {
                    return writtenOut ? statement.executeUpdate() : statement.executeBatch();
                }
            });
        }
    }

    /** Inserts and reads what the {@code returning} clause gives for the rows that were really inserted. */
    public <T> List<T> insertReturning(List<Object[]> rows, RowReader<T> reader) {
        List<T> returned = new ArrayList<>(rows.size());
        for (List<Object[]> slice : slices(rows, MAX_PARAMETERS / columns)) {
            jdbc.execute((Connection connection) -> {
                try (PreparedStatement statement = writtenOut(connection, slice);
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

    private PreparedStatement oneByOne(Connection connection, List<Object[]> rows) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(head + row + ' ' + tail);
        BasePreparedStatement bound = statement.unwrap(BasePreparedStatement.class);
        ColumnKinds kinds = ColumnKinds.of(rows, columns);
        for (Object[] values : rows) {
            kinds.bind(bound, 1, values);
            bound.addBatch();
        }
        return statement;
    }

    private PreparedStatement writtenOut(Connection connection, List<Object[]> rows) throws SQLException {
        StringBuilder sql = new StringBuilder(head.length() + tail.length() + rows.size() * (row.length() + 1)).append(head);
        for (int i = 0; i < rows.size(); i++) {
            sql.append(i == 0 ? "" : ",").append(row);
        }
        PreparedStatement statement = connection.prepareStatement(sql.append(' ').append(tail).toString());
        BasePreparedStatement bound = statement.unwrap(BasePreparedStatement.class);
        ColumnKinds kinds = ColumnKinds.of(rows, columns);
        int first = 1;
        for (Object[] values : rows) {
            kinds.bind(bound, first, values);
            first += columns;
        }
        return statement;
    }

    /** A slice ends before the row that would take it past its size; a row that is larger goes alone. */
    private static List<List<Object[]>> slices(List<Object[]> rows, int mostRows) {
        List<List<Object[]>> slices = new ArrayList<>();
        int from = 0;
        long size = 0;
        for (int i = 0; i < rows.size(); i++) {
            long more = size(rows.get(i));
            if (i > from && (size + more > MAX_SIZE || i - from >= mostRows)) {
                slices.add(rows.subList(from, i));
                from = i;
                size = 0;
            }
            size += more;
        }
        if (from < rows.size()) {
            slices.add(rows.subList(from, rows.size()));
        }
        return slices;
    }

    private static long size(Object[] row) {
        long size = 0;
        for (Object value : row) {
            size += value instanceof String text ? text.length() : value instanceof byte[] bytes ? bytes.length : SIZE_OF_NUMBER;
        }
        return size;
    }

    /** Reads one returned row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet result) throws SQLException;
    }
}
