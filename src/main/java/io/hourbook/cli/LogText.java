package io.hourbook.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.hourbook.version.Change;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;


/** The change log as text. */
final class LogText {

    private LogText() {}

    static String lines(List<Change> all) {
        return all.isEmpty() ? "Nothing has happened since." + System.lineSeparator() : all.stream().map(LogText::line).collect(Collectors.joining());
    }

    private static String line(Change change) {
        String first = "%s  %-11s %s%s  %s%s".formatted(
                change.at(), change.event().word(), change.who(), change.proposal() == null ? "" : "  proposal " + change.proposal(), shown(change.result()),
                change.why() == null ? "" : "  (" + change.why() + ")");
        return first + System.lineSeparator()
                + (change.files().isEmpty() || change.base() == 0 ? "" : "    " + String.join(", ", change.files()) + System.lineSeparator());
    }

    /** Findings go on under their row. */
    private static String shown(String result) {
        return result.replace("\n", System.lineSeparator() + "      ");
    }

    static String csv(List<Change> all) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("at", "event", "who", "proposal", "version", "base", "hash", "files", "why", "result");
            all.forEach(change -> csv.writeRecord(Arrays.asList(
                            change.at(), change.event().word(), change.who(), change.proposal(), change.version(), change.base(), change.hash(),
                            String.join(" ", change.files()), change.why(), change.result())
                    .stream().map(LogText::cell).toList()));
        } catch (java.io.IOException never) {
            throw new IllegalStateException(never);
        }
        return text.toString();
    }

    /** A spreadsheet would take some texts for a formula. */
    private static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
