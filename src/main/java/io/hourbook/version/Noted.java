package io.hourbook.version;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case that did not come out, as its note tells it: {@code path:line: code what}. Which line it stands on is no part of what it is,
 * for a case that is written above it moves it.
 *
 * @param path  of the file of cases
 * @param line  where it stood
 * @param which the case by its name; for what is no single case, all that was noted of it
 * @param field that came out otherwise; empty where it is not one field, null where an older Hourbook did not say which
 */
record Noted(String path, String line, String which, String field) {

    private static final Pattern NOTE = Pattern.compile("(?<path>.+?):(?<line>\\d+): (?<code>[A-Z]{3}-\\d{3}) (?<what>.*)");
    private static final Pattern FIELD = Pattern.compile("(?:the )?case \"(?<name>.*)\"(?: comes out otherwise)?: (?<field>.*)");
    private static final Pattern WHOLE = Pattern.compile("the case \"(?<name>.*)\" comes out otherwise");

    /** @param note first line of a finding */
    static Noted of(String note) {
        Matcher read = NOTE.matcher(note);
        if (!read.matches()) {
            return new Noted("", "", note, "");
        }
        Matcher field = FIELD.matcher(read.group("what"));
        if (field.matches()) {
            return new Noted(read.group("path"), read.group("line"), field.group("name"), field.group("field"));
        }
        Matcher whole = WHOLE.matcher(read.group("what"));
        return whole.matches() ? new Noted(read.group("path"), read.group("line"), whole.group("name"), null)
                : new Noted(read.group("path"), read.group("line"), read.group("what"), "");
    }

    /** Whether this is what was noted once: the same case of the same file, and the same field of it. */
    boolean was(Noted before) {
        return path.equals(before.path) && which.equals(before.which) && (before.field == null || before.field.equals(field));
    }

    /** The fields that nobody looks at until they come out as written, for people. */
    static List<String> unseen(List<String> notes) {
        return notes.stream().filter(Judge::ofCase).map(note -> of(note).words()).distinct().toList();
    }

    /** For people: {@code mappings/a.cases.yaml, case "a": gives}. */
    String words() {
        return path + ", " + (field == null || !field.isEmpty() ? "case \"" + which + "\"" + (field == null ? "" : ": " + field) : which);
    }
}
