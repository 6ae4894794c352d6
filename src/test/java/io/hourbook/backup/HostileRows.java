package io.hourbook.backup;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Rows of every table of a database, made from what the server says of each column: limits, nothing, and what breaks formats. */
final class HostileRows {

    private static final List<String> TEXTS = List.of(
            "", " ", "'", "\"", "\\", "\\N", "\u0000", "\n", "\r\n", "\t", "\u001a", "\u2028", "\uFEFF", "null", "[1,2]", "%s", "`;--",
            "Zoë Åström", "日本語", "😀👩‍👩‍👧", "e\u0301", "\uFFFF", "{\"a\":\"\\u0000\"}", "</script>", "0x00", "x".repeat(300));

    private final Random random;

    HostileRows(long seed) {
        this.random = new Random(seed);
    }

    private record Column(String name, String type, String data, boolean nullable, long length, int precision, int scale) {}

    void plant(DataSource database, int rows) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("set session sql_mode = concat(@@sql_mode, ',NO_AUTO_VALUE_ON_ZERO')");
            for (Map.Entry<String, List<Column>> table : columns(connection).entrySet()) {
                String names = table.getValue().stream().map(column -> "`" + column.name() + "`").collect(Collectors.joining(","));
                String marks = table.getValue().stream().map(column -> "?").collect(Collectors.joining(","));
                try (PreparedStatement insert = connection.prepareStatement(
                        // two random rows may have one key: the second is of no use
                        "insert ignore into `" + table.getKey() + "` (" + names + ") values (" + marks + ")")) {
                    for (int row = 0; row < rows; row++) {
                        for (int i = 0; i < table.getValue().size(); i++) {
                            insert.setObject(i + 1, value(table.getValue().get(i)));
                        }
                        insert.executeUpdate();
                    }
                }
            }
        }
    }

    private static Map<String, List<Column>> columns(Connection connection) throws SQLException {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        """
                        select table_name, column_name, column_type, data_type, is_nullable = 'YES', coalesce(character_maximum_length, 0),
                          coalesce(numeric_precision, 0), coalesce(numeric_scale, datetime_precision, 0) from information_schema.columns
                        where table_schema = database() and table_name <> 'flyway_schema_history'
                          and coalesce(generation_expression, '') = '' order by table_name, ordinal_position""")) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), name -> new ArrayList<>()).add(new Column(
                        rows.getString(2), rows.getString(3), rows.getString(4), rows.getBoolean(5), rows.getLong(6), rows.getInt(7),
                        rows.getInt(8)));
            }
        }
        return tables;
    }

    private Object value(Column column) {
        if (column.nullable() && random.nextInt(3) == 0) {
            return null;
        }
        return switch (column.data()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> whole(column);
            case "decimal" -> decimal(column);
            case "date" -> pick("1000-01-01", "9999-12-31", "2024-02-29", "2025-03-30");
            case "time" -> pick("00:00:00", "-838:59:59", "23:59:59");
            case "datetime", "timestamp" -> pick("1971-01-01 00:00:01", "2025-03-30 02:30:00", "2037-12-31 23:59:59", "2025-10-26 02:30:00")
                    + (column.scale() == 0 ? "" : "." + "9".repeat(column.scale()));
            case "binary", "varbinary", "blob", "tinyblob", "mediumblob", "longblob" -> bytes(column);
            default -> text(column);
        };
    }

    private Object whole(Column column) {
        boolean unsigned = column.type().contains("unsigned");
        int bits = Map.of("tinyint", 8, "smallint", 16, "mediumint", 24, "int", 32, "bigint", 64).get(column.data());
        BigInteger most = BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1).subtract(BigInteger.ONE);
        BigInteger least = unsigned ? BigInteger.ZERO : most.negate().subtract(BigInteger.ONE);
        return switch (random.nextInt(6)) {
            // an identity at its very limit leaves no next number
            case 0 -> most.subtract(BigInteger.TWO);
            case 1 -> least;
            case 2 -> BigInteger.ZERO;
            default -> new BigInteger(bits - 1, random);
        };
    }

    private Object decimal(Column column) {
        BigInteger most = BigInteger.TEN.pow(column.precision()).subtract(BigInteger.ONE);
        BigInteger unscaled = switch (random.nextInt(4)) {
            case 0 -> most;
            case 1 -> most.negate();
            case 2 -> BigInteger.ZERO;
            default -> BigInteger.valueOf(random.nextInt(2_000_001) - 1_000_000);
        };
        return new BigDecimal(unscaled, column.scale());
    }

    private byte[] bytes(Column column) {
        boolean fixed = column.data().equals("binary");
        byte[] bytes = new byte[(int) (fixed ? column.length() : random.nextInt((int) Math.min(column.length(), 300) + 1))];
        random.nextBytes(bytes);
        if (random.nextInt(3) == 0 && bytes.length > 0) {
            bytes[bytes.length - 1] = 0;
        }
        return bytes;
    }

    private String text(Column column) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        int points = (int) Math.min(column.length(), text.codePointCount(0, text.length()));
        return text.substring(0, text.offsetByCodePoints(0, points));
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }
}
