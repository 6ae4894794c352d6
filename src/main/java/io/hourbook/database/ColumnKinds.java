package io.hourbook.database;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.mariadb.jdbc.BasePreparedStatement;
import org.mariadb.jdbc.codec.Parameter;
import org.mariadb.jdbc.plugin.Codec;
import org.mariadb.jdbc.plugin.codec.BigDecimalCodec;
import org.mariadb.jdbc.plugin.codec.BooleanCodec;
import org.mariadb.jdbc.plugin.codec.ByteArrayCodec;
import org.mariadb.jdbc.plugin.codec.IntCodec;
import org.mariadb.jdbc.plugin.codec.LocalDateCodec;
import org.mariadb.jdbc.plugin.codec.LocalDateTimeCodec;
import org.mariadb.jdbc.plugin.codec.LongCodec;
import org.mariadb.jdbc.plugin.codec.StringCodec;

/**
 * What the values of each column of many rows are, so that all rows are bound alike. The driver sends rows in one packet as long
 * as no column changes its type, and a plain null counts as text: a null is bound as what the column's other values are. Naming
 * the codec also spares asking every codec of the driver in turn, for every value.
 */
final class ColumnKinds {

    private enum Kind {
        BOOLEAN(Boolean.class, BooleanCodec.INSTANCE),
        INT(Integer.class, IntCodec.INSTANCE),
        LONG(Long.class, LongCodec.INSTANCE),
        DECIMAL(BigDecimal.class, BigDecimalCodec.INSTANCE),
        TEXT(String.class, StringCodec.INSTANCE),
        BYTES(byte[].class, ByteArrayCodec.INSTANCE),
        DAY(LocalDate.class, LocalDateCodec.INSTANCE),
        WALL_TIME(LocalDateTime.class, LocalDateTimeCodec.INSTANCE),
        /** Of several kinds, or of one that the driver has to find itself. */
        ANY(Object.class, null);

        private final Class<?> type;
        private final Codec<?> codec;

        Kind(Class<?> type, Codec<?> codec) {
            this.type = type;
            this.codec = codec;
        }

        private static Kind of(Object value) {
            for (Kind kind : values()) {
                if (value.getClass() == kind.type) {
                    return kind;
                }
            }
            return ANY;
        }
    }

    private final Kind[] kinds;

    private ColumnKinds(Kind[] kinds) {
        this.kinds = kinds;
    }

    static ColumnKinds of(List<Object[]> rows, int columns) {
        Kind[] kinds = new Kind[columns];
        for (Object[] row : rows) {
            for (int column = 0; column < columns; column++) {
                Object value = row[column];
                Kind kind = kinds[column];
                if (value != null && (kind == null || value.getClass() != kind.type)) {
                    kinds[column] = kind == null ? Kind.of(value) : common(kind, Kind.of(value));
                }
            }
        }
        Arrays.setAll(kinds, column -> kinds[column] == null ? Kind.TEXT : kinds[column]);
        return new ColumnKinds(kinds);
    }

    private static Kind common(Kind one, Kind other) {
        boolean whole = (one == Kind.INT || one == Kind.LONG) && (other == Kind.INT || other == Kind.LONG);
        return whole ? Kind.LONG : Kind.ANY;
    }

    /** @param first the number of the row's first parameter, from 1 */
    void bind(BasePreparedStatement statement, int first, Object[] row) throws SQLException {
        for (int column = 0; column < kinds.length; column++) {
            Object value = row[column];
            Kind kind = kinds[column];
            if (kind == Kind.ANY) {
                statement.setObject(first + column, value);
            } else {
                statement.setParameter(first + column - 1, parameter(kind.codec,
                        kind == Kind.LONG && value instanceof Integer number ? Long.valueOf(number) : value));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> Parameter<T> parameter(Codec<T> codec, Object value) {
        return new Parameter<>(codec, (T) value);
    }
}
