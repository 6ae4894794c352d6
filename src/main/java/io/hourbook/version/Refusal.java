package io.hourbook.version;

import io.hourbook.problem.Finding;
import java.time.Instant;
import java.util.List;

/**
 * What the folder proposes and was not let in.
 *
 * @param since    when it was refused first
 * @param inForce  the version that runs on; 0: none was ever accepted
 * @param files    the files that were edited
 * @param findings why, by path and line
 */
public record Refusal(Instant since, int inForce, List<String> files, List<Finding> findings) {

    /** Whether these findings are the same again. How much room there is on a full disk changes all the time. */
    boolean says(List<Finding> again) {
        return findings.equals(again)
                || findings.size() == 1 && again.size() == 1 && again.get(0).code().equals("HOM-101") && findings.get(0).code().equals("HOM-101");
    }

    static Finding unknownBase(int inForce) {
        return new Finding(
                "VER-102", "routes/", "nobody knows what was edited here: this folder was never in step with a version of this database", null,
                "the files of version " + inForce + ", which runs",
                "hourbook versions rollback " + inForce + " puts them here, and what is here aside; then make the edit again");
    }

    static Finding noneAccepted() {
        return new Finding(
                "VER-107", "routes/", "no version of routes and mappings was ever accepted", null, "a folder that stands still and passes",
                "wait until whoever writes there is done; it is looked at again by itself");
    }
}
