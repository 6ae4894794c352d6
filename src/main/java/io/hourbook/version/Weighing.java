package io.hourbook.version;

import java.time.Instant;
import java.util.List;

/**
 * An edit of which it is being found out how much money it moves: neither in force nor refused, and it waits for nobody yet.
 *
 * @param since   when that began
 * @param inForce the version that runs on
 * @param files   the files that were edited
 */
public record Weighing(Instant since, int inForce, List<String> files) {

    /** How that stands, in a sentence. */
    public String words() {
        return "how much money the edit of " + String.join(", ", files) + " moves is being found out since " + since
                + "; then it goes in force or waits for a second person";
    }
}
