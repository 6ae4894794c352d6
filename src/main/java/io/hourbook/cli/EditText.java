package io.hourbook.cli;

import io.hourbook.version.Versions.FileChange;
import java.io.PrintWriter;
import java.util.List;

/** What an edit was tested by and what it changes, as text. */
final class EditText {

    private EditText() {}

    /** @param by what the program that tested it says of itself, with a space before it, or nothing */
    static void tested(PrintWriter out, String tested, List<String> notes, String by, int millis) {
        out.println("tested " + tested + ", no finding holds it up, " + notes.size() + " noted," + by + " in " + millis + " ms");
    }

    /** @param unseen fields of cases that nobody looks at until they come out as written */
    static void notes(PrintWriter out, List<String> notes, List<String> unseen) {
        notes.forEach(note -> out.println("note   " + note));
        unseen.forEach(field -> out.println("unseen " + field + ", whatever it becomes, until it comes out as written"));
    }

    /** @param diffs whether to show what is in them, too */
    static void files(PrintWriter out, List<FileChange> files, boolean diffs) {
        for (FileChange file : files) {
            out.println();
            out.println(file.change() + " " + file.path());
            if (diffs) {
                out.println(file.diff());
            }
        }
    }
}
