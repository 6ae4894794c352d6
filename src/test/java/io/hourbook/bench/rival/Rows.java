package io.hourbook.bench.rival;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * Rows on their way into one table: a plain insert, bound row by row and sent as one batch. Of all forms this is the one that
 * the driver and the server carry out fastest, for it is parsed once and its values go as they are (docs/performance.md).
 */
final class Rows implements AutoCloseable {

    private final PreparedStatement insert;
    private final int columns;
    private int at;
    private int rows;

    Rows(Connection connection, String table, String columns) throws SQLException {
        this.columns = columns.split(",").length;
        this.insert = connection.prepareStatement(
                "insert into " + table + " (" + columns + ") values (" + "?,".repeat(this.columns - 1) + "?)");
    }

    Rows text(String value) throws SQLException {
        if (value == null) {
            return nothing(Types.VARCHAR);
        }
        insert.setString(++at, value);
        return this;
    }

    Rows number(long value) throws SQLException {
        insert.setLong(++at, value);
        return this;
    }

    Rows number(Long value) throws SQLException {
        return value == null ? nothing(Types.BIGINT) : number(value.longValue());
    }

    Rows money(BigDecimal value) throws SQLException {
        if (value == null) {
            return nothing(Types.DECIMAL);
        }
        insert.setBigDecimal(++at, value);
        return this;
    }

    Rows bytes(byte[] value) throws SQLException {
        insert.setBytes(++at, value);
        return this;
    }

    Rows date(LocalDate value) throws SQLException {
        if (value == null) {
            return nothing(Types.DATE);
        }
        insert.setObject(++at, value);
        return this;
    }

    Rows time(LocalDateTime value) throws SQLException {
        insert.setObject(++at, value);
        return this;
    }

    Rows flag(Boolean value) throws SQLException {
        return value == null ? nothing(Types.BOOLEAN) : number(value ? 1 : 0);
    }

    private Rows nothing(int type) throws SQLException {
        insert.setNull(++at, type);
        return this;
    }

    /** The row is whole. */
    void end() throws SQLException {
        if (at != columns) {
            throw new IllegalStateException(at + " values for " + columns + " columns");
        }
        insert.addBatch();
        at = 0;
        rows++;
    }

    int rows() {
        return rows;
    }

    void write() throws SQLException {
        if (rows > 0) {
            insert.executeBatch();
            rows = 0;
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
