package io.hourbook.version;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Why a version cannot be gone back to, and the waiting for a moment when it can. */
final class Rollback {

    /** A pass over a month's work is through by then. */
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private static final int LONGEST_NOTE = 500;

    private Rollback() {}

    /** @param newest of those there are, which are numbered from 1 without a gap; 0: none */
    static Problem missing(int number, int newest) {
        return new Problem(new Finding("VER-108", "version " + number, "there is no such version", Integer.toString(number), Versions.range(newest),
                "hourbook versions lists all there are"));
    }

    static Problem refused(int number, List<Finding> why) {
        List<Finding> all = new ArrayList<>();
        all.add(new Finding("VER-109", "version " + number, "this version does not pass any more", null, "a version that this Hourbook can run",
                "go back to another one, or edit the files: what is named below is what keeps it out"));
        all.addAll(why);
        return new Problem(all);
    }

    /** Nobody switches the second person off alone, and this would be a way. */
    static Problem policy(int number) {
        return new Problem(new Finding("VER-208", "version " + number, "this version says otherwise which edits wait for a second person, and nobody changes that alone",
                "another mappings/changes.yaml than the one in force", "a version with the same mappings/changes.yaml",
                "go back to a later one; or put the files that you want back into the folder: that is an edit, and a second person decides"));
    }

    /** @throws Problem VER-112 where there is no room for what was said */
    static void shortEnough(String note) {
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new Problem(new Finding("VER-112", "note", "this is too long to be kept", note.length() + " characters", "no more than " + LONGEST_NOTE
                    + " characters", "say it shorter; nothing was changed"));
        }
    }

    /** @param attempt tries for a moment, and says whether it is done */
    static void untilCalm(BooleanSupplier attempt) {
        long start = System.nanoTime();
        while (!attempt.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS || Thread.currentThread().isInterrupted()) {
                throw new Problem(new Finding("VER-110", "versions", "a pass runs, and nothing goes in force in its midst", "a pass of more than two minutes",
                        "a moment without a pass", "ask again when it is through; one that an edit makes hang: take the edit back in the folder, stop Hourbook and start it"));
            }
        }
    }
}
