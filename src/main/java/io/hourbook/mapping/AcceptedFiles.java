package io.hourbook.mapping;

import java.util.Map;

/** The set of files in force: that of the last version that was accepted. */
public interface AcceptedFiles {

    /**
     * One accepted set.
     *
     * @param number   of the version, 1 or more
     * @param mappings path within {@code mappings/} to bytes
     */
    record Accepted(int number, Map<String, byte[]> mappings) {}

    /** @throws io.hourbook.problem.Problem with what keeps the folder from being accepted, where nothing ever was */
    Accepted accepted();
}
