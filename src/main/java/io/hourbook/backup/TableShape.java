package io.hourbook.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table as the server describes it.
 *
 * @param key     its primary key, whose order rows are written in; empty where it has none
 * @param nextId  what its next row is numbered, or null where it numbers none
 * @param bytes   about how many bytes its rows take
 */
record TableShape(String name, List<Column> columns, List<String> key, String nextId, long bytes) {

    /** Which migrations ran; Flyway writes it itself. */
    static final String HISTORY = "flyway_schema_history";

    private static final Set<String> WHOLE = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> PLAIN = Set.of("decimal", "date", "datetime", "time", "timestamp", "year");
    private static final Set<String> TEXT =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set");
    private static final Set<String> BYTES = Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob");

    /** How a value is written: a JSON number, what the server prints in quotes, text in quotes, hexadecimal digits in quotes. */
    enum Kind { WHOLE, PLAIN, TEXT, BYTES }

    record Column(String name, Kind kind) {

        /** The server prints numbers, dates and times itself: a driver would bring in its own zone and precision. */
        String selected() {
            return kind == Kind.TEXT || kind == Kind.BYTES ? quoted(name) : "cast(" + quoted(name) + " as char)";
        }
    }

    /** Every table of the connection's database but the history of migrations, by name. */
    static List<TableShape> all(Connection connection) throws SQLException {
        List<TableShape> shapes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        """
                        select table_name, auto_increment, coalesce(data_length, 0) from information_schema.tables
                        where table_schema = database() and table_type = 'BASE TABLE' order by table_name""")) {
            List<String[]> found = new ArrayList<>();
            while (tables.next()) {
                found.add(new String[] {tables.getString(1), tables.getString(2), tables.getString(3)});
            }
            for (String[] table : found) {
                if (!table[0].equals(HISTORY)) {
                    shapes.add(new TableShape(
                            table[0], columns(connection, table[0]), key(connection, table[0]), table[1], Long.parseLong(table[2])));
                }
            }
        }
        return shapes;
    }

    /** Without those that the server computes from others. */
    private static List<Column> columns(Connection connection, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                """
                select column_name, data_type from information_schema.columns
                where table_schema = database() and table_name = ? and coalesce(generation_expression, '') = ''
                order by ordinal_position""")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(rows.getString(1), kind(table + "." + rows.getString(1), rows.getString(2))));
                }
            }
        }
        if (!table.matches("[A-Za-z0-9_$]{1,64}")) {
            throw Refusal.inexact("table " + table, "a name that is no plain word");
        }
        return columns;
    }

    private static Kind kind(String place, String type) {
        String plain = type.toLowerCase(Locale.ROOT);
        if (WHOLE.contains(plain)) {
            return Kind.WHOLE;
        } else if (PLAIN.contains(plain)) {
            return Kind.PLAIN;
        } else if (TEXT.contains(plain)) {
            return Kind.TEXT;
        } else if (BYTES.contains(plain)) {
            return Kind.BYTES;
        }
        throw Refusal.inexact("column " + place, "type " + type);
    }

    private static List<String> key(Connection connection, String table) throws SQLException {
        List<String> key = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                """
                select column_name from information_schema.key_column_usage
                where table_schema = database() and table_name = ? and constraint_name = 'PRIMARY' order by ordinal_position""")) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    key.add(rows.getString(1));
                }
            }
        }
        return key;
    }

    String select() {
        String order = key.isEmpty() ? "" : " order by " + list(key);
        return "select " + columns.stream().map(Column::selected).collect(Collectors.joining(", ")) + " from " + quoted(name) + order;
    }

    String insertHead() {
        return "insert into " + quoted(name) + " (" + list(columnNames()) + ") values";
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    String member() {
        return "database/" + name + ".jsonl";
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String list(List<String> names) {
        return names.stream().map(TableShape::quoted).collect(Collectors.joining(", "));
    }

    static List<String> sorted(List<String> names) {
        List<String> sorted = new ArrayList<>(names);
        Collections.sort(sorted);
        return sorted;
    }
}
