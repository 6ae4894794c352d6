package io.hourbook.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads one table: comma separated, one row a line, {@code #} starts a comment line, blank lines mean nothing, columns in
 * any order. A row is one line, for a cell that swallows lines through a lost quote is how rows vanish unseen.
 */
final class SheetReader {

    private final Sheet sheet;
    private final String path;
    private final Faults faults;

    SheetReader(Sheet sheet, String path, Faults faults) {
        this.sheet = sheet;
        this.path = path;
        this.faults = faults;
    }

    List<Row> read(String text) {
        List<Row> rows = new ArrayList<>();
        List<String> header = null;
        int number = 0;
        for (String line : text.split("\\r\\n|\\n|\\r", -1)) {
            number++;
            List<String> cells = line.isBlank() || line.strip().startsWith("#") ? List.of() : cells(line, number);
            if (meansNothing(cells)) {
                continue;
            }
            if (header == null) {
                header = header(cells, line, number);
                if (header == null) {
                    return List.of();
                }
            } else {
                row(header, cells, number, rows);
            }
        }
        if (header == null) {
            faults.add("MAP-005", path, "has no header", null, String.join(",", sheet.columns()),
                    "write the column names as its first line");
        }
        return rows;
    }

    /** A spreadsheet leaves rows of commas behind, and puts quotes around a comment that has a comma. */
    private static boolean meansNothing(List<String> cells) {
        return cells.stream().allMatch(String::isBlank) || cells.get(0).strip().startsWith("#");
    }

    private List<String> cells(String line, int number) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean closed = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(line.charAt(++i));
            } else if (quoted) {
                quoted = c != '"';
                closed = !quoted;
                if (quoted) {
                    cell.append(c);
                }
            } else if (c == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
                closed = false;
            } else if (c == '"' && !closed && cell.toString().isBlank()) {
                quoted = true;
                cell.setLength(0);
            } else if (c == '"' || closed && c != ' ') {
                return lostQuote(number, line);
            } else if (!closed) {
                cell.append(c);
            }
        }
        if (quoted) {
            return lostQuote(number, line);
        }
        cells.add(cell.toString());
        return cells;
    }

    private List<String> lostQuote(int number, String line) {
        faults.add("MAP-008", path + ":" + number, "has a quote that does not close, or stands within a value",
                Faults.quoted(line), "quotes around a whole value, on one line; a quote inside is written twice",
                "close the quote, or take it out");
        return List.of();
    }

    private List<String> header(List<String> cells, String line, int number) {
        String where = path + ":" + number;
        int before = faults.count();
        if (cells.size() == 1 && (line.indexOf(';') >= 0 || line.indexOf('\t') >= 0)) {
            faults.add("MAP-003", where, "is separated by " + (line.indexOf(';') >= 0 ? "semicolons" : "tabs"),
                    Faults.quoted(line), "commas between the columns", "save it as CSV with commas (CSV UTF-8)");
            return null;
        }
        List<String> header = new ArrayList<>(cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList());
        while (header.get(header.size() - 1).isEmpty()) {
            header.remove(header.size() - 1);
        }
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!sheet.columns().contains(column)) {
                faults.add("MAP-004", where, "there is no column " + Faults.quoted(column) + " in this table",
                        Faults.quoted(column), "one of " + String.join(", ", sheet.columns()) + faults.hint(column, sheet.columns()),
                        "rename the column, or take it out");
            } else if (!seen.add(column)) {
                faults.add("MAP-006", where, "column " + column + " is there twice", Faults.quoted(line), "each column once",
                        "take one of the two out");
            }
        }
        for (String column : sheet.neededColumns()) {
            if (!seen.contains(column)) {
                faults.add("MAP-005", where, "column " + column + " is missing", Faults.quoted(line),
                        "the columns " + String.join(", ", sheet.neededColumns()), "add the column");
            }
        }
        return faults.count() == before ? header : null;
    }

    /** What to do about too few cells or too many: most often a number has a comma where a point is wanted. */
    private static String fewer(List<String> cells, int wanted) {
        for (int i = 0; i + 1 < cells.size() && cells.size() > wanted; i++) {
            if (cells.get(i).matches("-?\\d{1,12}") && cells.get(i + 1).matches("\\d{1,6}")) {
                return "write " + cells.get(i) + "." + cells.get(i + 1) + " if " + cells.get(i) + "," + cells.get(i + 1)
                        + " is one number: decimals stand behind a point; otherwise put quotes around the value that has a comma";
            }
        }
        return "add the missing commas, or put quotes around a value that has a comma";
    }

    private void row(List<String> header, List<String> cells, int number, List<Row> rows) {
        boolean over = cells.size() > header.size()
                && cells.subList(header.size(), cells.size()).stream().anyMatch(cell -> !cell.isBlank());
        if (cells.size() < header.size() || over) {
            faults.add("MAP-007", path + ":" + number, "has " + cells.size() + " cells where the header has " + header.size(),
                    Faults.quoted(String.join(",", cells)), "as many as " + String.join(",", header), fewer(cells, header.size()));
            return;
        }
        Map<String, String> byColumn = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            byColumn.put(header.get(i), cells.get(i));
        }
        rows.add(new Row(path, number, byColumn, faults));
    }
}
