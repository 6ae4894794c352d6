package io.hourbook.exchange;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.hourbook.problem.Finding;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a table of rates that can be read, and say that something befell it: half a row, a cell too few or too many, a day that stands
 * twice or between two that it is not between.
 */
final class RowDoubts {

    /** Nobody reads more of one table. */
    private static final int MOST = 20;

    private record Row(long line, List<String> cells, LocalDate day) {}

    private final String path;
    private final List<Finding> findings = new ArrayList<>();

    private RowDoubts(String path) {
        this.path = path;
    }

    /**
     * @param path the file as people know it
     * @param text a table in the bank's CSV form that was read without a finding
     */
    static List<Finding> of(String path, String text) {
        RowDoubts doubts = new RowDoubts(path);
        try {
            doubts.look(rows(text), text.endsWith("\n") || text.endsWith("\r"));
        } catch (CsvParseException told) {
            // whoever reads the table tells it
        }
        return doubts.findings.stream().limit(MOST).toList();
    }

    private static List<Row> rows(String text) {
        List<Row> rows = new ArrayList<>();
        for (CsvRecord record : CsvReader.builder().commentStrategy(CommentStrategy.SKIP).skipEmptyLines(true).allowExtraFields(true).allowMissingFields(true)
                .detectBomHeader(false).ofCsvRecord(text)) {
            List<String> cells = record.getFields().stream().map(String::strip).toList();
            rows.add(new Row(record.getStartingLineNumber(), cells, day(cells.get(0))));
        }
        return rows;
    }

    private static LocalDate day(String cell) {
        try {
            return EcbCsv.day(cell);
        } catch (DateTimeParseException toldElsewhere) {
            return null;
        }
    }

    private void look(List<Row> rows, boolean ended) {
        if (rows.size() < 2) {
            return;
        }
        Row header = rows.get(0);
        List<Row> days = rows.subList(1, rows.size());
        days.stream().filter(row -> width(row, header) != width(header, header)).forEach(row -> notWhole(row, header));
        if (!ended && findings.isEmpty()) {
            cutOff(days, header);
        }
        order(days.stream().filter(row -> row.day() != null).toList());
    }

    /** The bank ends each line with a comma, spreadsheets do not: an empty cell beyond the last currency is none. */
    private static int width(Row row, Row header) {
        List<String> names = header.cells();
        int named = names.get(names.size() - 1).isEmpty() ? names.size() - 1 : names.size();
        boolean trailing = row.cells().size() == named + 1 && row.cells().get(named).isEmpty();
        return trailing ? named : row.cells().size();
    }

    private void notWhole(Row row, Row header) {
        int wanted = width(header, header);
        findings.add(new Finding(
                "MAP-405", path + ":" + row.line(), "this row is not whole", row.cells().get(0) + ", " + width(row, header) + " cells", wanted + ", as the header has: "
                        + header.cells().get(0) + " and " + (wanted - 1) + " currencies",
                "save the table again as the European Central Bank publishes it; a day without a rate has an empty cell, or N/A"));
    }

    /** A last row whose line does not end is whole where its last figure is as long as those beside it. */
    private void cutOff(List<Row> days, Row header) {
        Row last = days.get(days.size() - 1);
        int cell = width(header, header) - 1;
        String figure = last.cells().get(cell);
        String beside = days.size() < 2 ? "" : days.get(days.size() - 2).cells().get(cell);
        if (cell > 0 && digits(figure) < digits(beside)) {
            findings.add(new Finding(
                    "MAP-405", path + ":" + last.line(), "this row is not whole", "it ends with \"" + figure + "\", and its line does not end",
                    "a figure as long as \"" + beside + "\", and the end of its line", "save the table again; where the figure is whole, end its line"));
        }
    }

    private static long digits(String figure) {
        return figure.chars().filter(Character::isDigit).count();
    }

    /** The newest day first, as the bank has it, or the oldest: whichever most rows follow. */
    private void order(List<Row> days) {
        long falling = 0;
        for (int i = 1; i < days.size(); i++) {
            falling -= Integer.signum(days.get(i).day().compareTo(days.get(i - 1).day()));
        }
        boolean newestFirst = falling > 0 || falling == 0 && !days.isEmpty() && days.get(0).day().isAfter(days.get(days.size() - 1).day());
        int sign = newestFirst ? -1 : 1;
        Row before = null;
        for (int i = 0; i < days.size(); i++) {
            Row row = days.get(i);
            if (before == null || Integer.signum(row.day().compareTo(before.day())) == sign) {
                before = row;
                continue;
            }
            Row earlier = i > 1 ? days.get(i - 2) : null;
            boolean thisOne = row.day().equals(before.day()) || earlier != null && Integer.signum(row.day().compareTo(earlier.day())) != sign
                    || earlier == null && i + 1 < days.size() && Integer.signum(days.get(i + 1).day().compareTo(before.day())) == sign;
            misplaced(thisOne ? row : before, row.day().equals(before.day()) ? before : null, thisOne ? before : row);
            before = thisOne ? before : row;
        }
    }

    private void misplaced(Row row, Row twin, Row neighbour) {
        findings.add(new Finding(
                "MAP-406", path + ":" + row.line(), twin == null ? "the day of this row is not between those around it" : "the day of this row stands twice",
                row.day().toString(), (twin == null ? "a day in the order of the table; beside it, in line " : "each day once; it stands in line ") + neighbour.line()
                        + (twin == null ? ", stands " + neighbour.day() : ", too"),
                "correct the day, or put the row where its day belongs"));
    }
}
