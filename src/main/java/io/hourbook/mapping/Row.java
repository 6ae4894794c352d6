package io.hourbook.mapping;

import java.util.Map;

/** One row of a table: its cells by column, and where it stands. A column that the table does not have reads as empty. */
record Row(String path, int line, Map<String, String> cells, Faults faults) {

    String at() {
        return path + ":" + line;
    }

    Cell cell(String column) {
        return new Cell(column, cells.get(column), at(), faults);
    }

    /** A value that must be there. */
    Cell needed(String column) {
        return cell(column).needed();
    }

    static <T> T or(T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
