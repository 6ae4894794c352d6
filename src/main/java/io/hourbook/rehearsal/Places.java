package io.hourbook.rehearsal;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.nio.file.Path;

/** Places within the mappings of a rehearsal, by the folder that they were read from: whoever mends them opens it there. */
final class Places {

    private static final String MAPPINGS = "mappings/";

    private Places() {}

    static Problem in(Path folder, Problem told) {
        if (told.findings().stream().noneMatch(finding -> finding.where().startsWith(MAPPINGS))) {
            return told;
        }
        Problem placed = new Problem(told.findings().stream().map(finding -> new Finding(
                finding.code(), in(folder, finding.where()), finding.what(), finding.saw(), finding.want(), finding.at(), finding.fix())).toList());
        placed.initCause(told);
        return placed;
    }

    /** @param place with words behind it, or not */
    static String in(Path folder, String place) {
        return place.startsWith(MAPPINGS) ? folder + folder.getFileSystem().getSeparator() + place.substring(MAPPINGS.length()) : place;
    }
}
