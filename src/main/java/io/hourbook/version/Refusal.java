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
public record Refusal(Instant since, int inForce, List<String> files, List<Finding> findings) {}
