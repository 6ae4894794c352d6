package io.hourbook.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The rows of one table as lines of JSON: first an object with the table's name and columns, then an array a row. Whole numbers
 * are numbers; decimals, dates and times are text as the server prints them; bytes are hexadecimal digits; null is null. Rows
 * pass through one at a time, however many there are.
 */
final class TableDump {

    private static final int AT_ONCE = 1_000;
    private static final int TELL_EVERY = 250_000;
    private static final JsonFactory JSON = new JsonFactory();

    private TableDump() {}

    /** @return how many rows there were */
    static long write(Connection snapshot, TableShape table, OutputStream out, LongConsumer progress) throws SQLException, IOException {
        long rows = 0;
        try (Statement statement = snapshot.createStatement()) {
            // without it the driver would read the whole table into memory
            statement.setFetchSize(AT_ONCE);
            try (ResultSet result = statement.executeQuery(table.select()); JsonGenerator json = JSON.createGenerator(out)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
                head(table, json);
                while (result.next()) {
                    row(table.columns(), result, json);
                    if (++rows % TELL_EVERY == 0) {
                        progress.accept(rows);
                    }
                }
                json.writeRaw('\n');
            }
        }
        return rows;
    }

    private static void head(TableShape table, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", table.name());
        json.writeArrayFieldStart("columns");
        for (String column : table.columnNames()) {
            json.writeString(column);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void row(List<TableShape.Column> columns, ResultSet result, JsonGenerator json) throws SQLException, IOException {
        json.writeStartArray();
        for (int i = 0; i < columns.size(); i++) {
            boolean bytes = columns.get(i).kind() == TableShape.Kind.BYTES;
            byte[] raw = bytes ? result.getBytes(i + 1) : null;
            String text = bytes ? raw == null ? null : HexFormat.of().formatHex(raw) : result.getString(i + 1);
            if (text == null) {
                json.writeNull();
            } else if (columns.get(i).kind() == TableShape.Kind.WHOLE) {
                json.writeNumber(text);
            } else {
                json.writeString(text);
            }
        }
        json.writeEndArray();
    }
}
