package io.hourbook.intake;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file in the inbox that is whole and waits to be taken.
 *
 * @param source     the source whose folder it lies in
 * @param path       where it lies
 * @param name       its name there
 * @param sizeBytes  its size when it was seen twice unchanged
 * @param modifiedAt its modification time then
 */
public record DueFile(String source, Path path, String name, long sizeBytes, Instant modifiedAt) {

    /** The name without its extension, by which files of one second are put in order. */
    String stem() {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
