package io.hourbook.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.database.BulkInsert;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts the rows that {@link TableDump} wrote into the table of the same name and columns, many rows a statement. */
final class TableLoad {

    private static final int ROWS_AT_ONCE = 1_000;
    /** What goes to the server at once stays well below its packet limit. */
    private static final int CHARACTERS_AT_ONCE = 2_000_000;
    /** The longest text a column can hold is shorter: 16 MiB. */
    private static final int LONGEST_TEXT = 40_000_000;
    private static final int LONGEST_NUMBER = 40;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT).maxNumberLength(LONGEST_NUMBER).maxNestingDepth(4).build())
            .build();

    private final TableShape table;
    private final BulkInsert insert;
    private final List<Object[]> rows = new ArrayList<>();
    private long characters;
    private long count;

    private TableLoad(TableShape table, JdbcTemplate jdbc) {
        this.table = table;
        this.insert = new BulkInsert(jdbc, table.insertHead(), table.columns().size(), "");
    }

    /**
     * @return how many rows there were
     * @throws IOException where the lines are no such rows
     */
    static long read(InputStream in, TableShape table, JdbcTemplate jdbc) throws IOException {
        TableLoad load = new TableLoad(table, jdbc);
        try (JsonParser json = JSON.createParser(in)) {
            json.setCodec(MAPPER);
            load.head(json);
            while (json.nextToken() == JsonToken.START_ARRAY) {
                load.row(json);
            }
            if (json.currentToken() != null) {
                throw new IOException("something that is no row after row " + load.count);
            }
        }
        load.flush();
        return load.count;
    }

    private void head(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("no line that names its columns");
        }
        JsonNode head = json.readValueAsTree();
        List<String> columns = new ArrayList<>();
        head.path("columns").forEach(column -> columns.add(column.asText()));
        if (!columns.equals(table.columnNames())) {
            throw new IOException("columns " + columns + " instead of " + table.columnNames());
        }
    }

    private void row(JsonParser json) throws IOException {
        Object[] values = new Object[table.columns().size()];
        for (int i = 0; i < values.length; i++) {
            JsonToken token = json.nextToken();
            if (token == null || !token.isScalarValue()) {
                throw new IOException("a row of " + i + " values instead of " + values.length + " after row " + count);
            }
            if (token != JsonToken.VALUE_NULL) {
                String text = json.getText();
                values[i] = table.columns().get(i).kind() == TableShape.Kind.BYTES ? bytes(text) : text;
                characters += text.length();
            }
        }
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw new IOException("a row of more than " + values.length + " values after row " + count);
        }
        rows.add(values);
        count++;
        if (rows.size() == ROWS_AT_ONCE || characters > CHARACTERS_AT_ONCE) {
            flush();
        }
    }

    private byte[] bytes(String digits) throws IOException {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException notHexadecimal) {
            throw new IOException("bytes that are not hexadecimal after row " + count, notHexadecimal);
        }
    }

    private void flush() {
        insert.insert(rows);
        rows.clear();
        characters = 0;
    }
}
