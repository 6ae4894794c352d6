package io.hourbook.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.backup.Backup;

/** What an archive holds, for the terminal and for programs. */
final class ArchiveText {

    private ArchiveText() {}

    static String of(Backup.Contents contents) {
        StringBuilder text = new StringBuilder();
        line(text, contents.kind(), "of " + contents.createdAt() + ", Hourbook " + contents.hourbook() + ", tables of V" + contents.schema());
        line(text, "holds", contents.rows() + " rows in " + contents.tables().size() + " tables, " + contents.files() + " files");
        contents.figures().forEach((name, figure) -> line(text, "", name + " " + figure));
        contents.notes().forEach(note -> line(text, "note", note));
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format("%-10s %s%n", label, value));
    }

    static ObjectNode json(Backup.Contents contents) {
        return new ObjectMapper().valueToTree(contents);
    }
}
