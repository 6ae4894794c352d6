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
        Problem placed = new Problem(told.findings().stream().map(finding -> in(folder, finding)).toList());
        placed.initCause(told);
        return placed;
    }

    static Finding in(Path folder, Finding finding) {
        return new Finding(finding.code(), in(folder, finding.where()), finding.what(), finding.saw(), finding.want(), finding.at(), finding.fix());
    }

    /** @param place with words behind it, or not */
    static String in(Path folder, String place) {
        return place.startsWith(MAPPINGS) ? folder + folder.getFileSystem().getSeparator() + place.substring(MAPPINGS.length()) : place;
    }
}
