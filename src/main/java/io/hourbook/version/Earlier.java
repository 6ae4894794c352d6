package io.hourbook.version;

import io.hourbook.problem.Finding;
import io.hourbook.reload.RouteCheck;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was so before an edit, and is not held against it.
 *
 * @param number  the version in force, 0 where there is none: what a home worked with before there was a gate goes on
 * @param files   its files
 * @param notes   what was noted with it
 * @param service whether a service runs, whose gate nobody stands beside
 */
record Earlier(int number, FileSet files, List<String> notes, boolean service) {

    /** They say when work is done, where it goes and who looks at an edit, not what comes of it: no cent hangs on them. */
    private static final List<String> OF_TIMES = List.of("mappings/schedules.cases.yaml:", "mappings/release.cases.yaml:", "mappings/changes.cases.yaml:",
            "mappings/targets.cases.yaml:");

    /** Which of these findings are excused in that set. */
    Set<Finding> excused(List<Finding> findings, FileSet edited) {
        Set<Finding> excused = new HashSet<>();
        findings.stream().filter(finding -> RouteCheck.mayStay(finding.code()) && (number == 0 || untouched(finding, edited))).forEach(excused::add);
        List<Finding> cases = findings.stream().filter(Judge::ofCase).toList();
        cases.stream().filter(finding -> number == 0 || told(Judge.line(finding), service)).forEach(excused::add);
        List<Noted> known = new ArrayList<>(notes.stream().filter(Judge::ofCase).map(Noted::of).toList());
        // those on their old lines first: of two rows with one name it is the other that is new
        take(cases, excused, known, true);
        take(cases, excused, known, false);
        return excused;
    }

    /** Each note excuses one finding, and where an older Hourbook did not note which field it was, any field of that case. */
    private static void take(List<Finding> cases, Set<Finding> excused, List<Noted> known, boolean sameLine) {
        for (Finding finding : cases) {
            Noted now = Noted.of(Judge.line(finding));
            Predicate<Noted> same = before -> now.was(before) && (!sameLine || now.line().equals(before.line()));
            if (!excused.contains(finding)) {
                known.stream().filter(same).findFirst().ifPresent(before -> {
                    excused.add(finding);
                    if (before.field() != null) {
                        known.remove(before);
                    }
                });
            }
        }
    }

    private boolean untouched(Finding finding, FileSet edited) {
        String path = finding.where().replaceFirst(":\\d+$", "");
        return files.get(path) != null && files.same(edited, path);
    }

    /**
     * Whoever asks for a pass without a service has edited a table and wants it in force: its cases are the second entry of it, and are
     * told, not held against it. A service, which nobody stands beside, does so with times alone.
     */
    private static boolean told(String line, boolean service) {
        return !service && line.startsWith("mappings/") || OF_TIMES.stream().anyMatch(line::startsWith);
    }
}
