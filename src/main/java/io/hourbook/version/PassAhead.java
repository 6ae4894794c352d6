package io.hourbook.version;

import java.util.List;

/**
 * An edit that is sound and goes in force by itself: only a pass that runs is in its way.
 *
 * @param inForce the version that runs on
 * @param files   the files that were edited
 */
public record PassAhead(int inForce, List<String> files) {

    /** How that stands, in a sentence. */
    public String words() {
        return "the edit of " + String.join(", ", files) + " is sound, and goes in force when the pass that runs is through";
    }
}
