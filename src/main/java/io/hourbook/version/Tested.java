package io.hourbook.version;

import io.hourbook.cases.CaseTally;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many cases of a set came out: those that did not and hold nothing up are among its notes.
 *
 * @param run    how many were run, those of formats that did not come out among them
 * @param passed how many came out as written; no more than that, where {@code more}
 * @param more   whether more did not come out than was noted
 * @param gone   how many the version before had, and this one has no more
 */
record Tested(int run, int passed, boolean more, int gone) {

    private static final Pattern NOTE = Pattern.compile("(?<path>.+?):(?<line>\\d+): (?<code>[A-Z]{3}-\\d{3}) (?<what>.*)");
    /** A case that gives something else in several fields is noted once for each of them. */
    private static final Pattern NAMED = Pattern.compile("(?:the )?case \"(?<name>.*)\"(?: comes out otherwise)?(?:: .*| has no route to run|)");

    private static final String COUNTED = "counted ";

    /**
     * @param cases how many were run, but for those of formats
     * @param notes first lines of what was noted, {@code path:line: code what}
     */
    static Tested of(int cases, List<String> notes) {
        Set<String> failed = notes.stream().filter(Judge::ofCase).map(Tested::which).collect(Collectors.toSet());
        int counted = (int) failed.stream().filter(Tested::counted).count();
        // a case of a format, and a file that cannot be read, is no case that was counted
        return new Tested(cases + failed.size() - counted, cases - counted, !failed.isEmpty() && notes.size() >= Judge.MOST_NOTES,
                CaseTally.gone(notes));
    }

    /** Such as {@code 495 of 496 cases came out as written, 1 did not and holds nothing up; 3 are gone}. */
    String words() {
        String less = gone == 0 ? "" : gone == 1 ? "; 1 is gone that was there before" : "; " + gone + " are gone that were there before";
        if (passed == run) {
            return (run == 1 ? "1 case" : run + " cases") + " came out as written" + less;
        }
        int failed = run - passed;
        return (more ? "no more than " : "") + passed + " of " + run + " cases came out as written, " + failed + (more ? " or more" : "")
                + (failed == 1 ? " did not and holds nothing up" : " did not and hold nothing up") + less;
    }

    /** The same for a column: {@code 496 of 496}. */
    String figures() {
        return (more ? "at most " : "") + passed + " of " + run;
    }

    /** Whatever tells one case from another; what was counted begins with a mark. */
    private static String which(String note) {
        Matcher read = NOTE.matcher(note);
        if (!read.matches()) {
            return note;
        }
        Matcher named = NAMED.matcher(read.group("what"));
        boolean counted = named.matches() || read.group("what").endsWith("makes no message");
        // each row of a table of cases is one; in YAML, a field has a line of its own
        boolean byLine = !named.matches() || read.group("path").endsWith(".csv");
        return (counted ? COUNTED : "") + read.group("path") + " " + (byLine ? read.group("line") : named.group("name"));
    }

    private static boolean counted(String which) {
        return which.startsWith(COUNTED);
    }
}
