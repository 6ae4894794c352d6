package io.hourbook.version;

import io.hourbook.problem.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files of mappings that a full disk, an interrupted editor or half a copy leaves, and that may be read without a fault all the same. */
final class HalfFiles {

    private HalfFiles() {}

    static List<Finding> in(FileSet files) {
        List<Finding> findings = new ArrayList<>();
        files.mappings().forEach((path, bytes) -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (path.matches(".*\\.ya?ml") && text.isBlank()) {
                findings.add(new Finding("VER-123", "mappings/" + path + ":1", "this file is empty", "a file without a word", "what it said before, or no file",
                        "save it again; or delete it, where what holds without it is meant"));
            } else if (path.endsWith(".csv")) {
                breaksOff("mappings/" + path, text, findings);
            }
        });
        return findings;
    }

    /** A row that may end before its last columns is half a row where its line does not end, and its last figure half a figure. */
    private static void breaksOff(String path, String text, List<Finding> findings) {
        List<String> lines = text.lines().toList();
        String header = lines.stream().filter(line -> !line.startsWith("#") && !line.isBlank()).findFirst().orElse("");
        if (text.isEmpty() || text.endsWith("\n") || lines.size() < 2) {
            return;
        }
        String last = lines.get(lines.size() - 1);
        if (!last.startsWith("#") && commas(last) < commas(header)) {
            findings.add(new Finding("VER-124", path + ":" + lines.size(), "this file breaks off within a row", null, "a whole row, and the end of its line",
                    "save it again; where it is whole, end its last line"));
        }
    }

    private static long commas(String line) {
        return line.replaceAll(",\\s*$", "").chars().filter(c -> c == ',').count();
    }
}
