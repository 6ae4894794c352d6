package io.hourbook.intake;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
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

    /** Whether it is still the file that was found due. */
    boolean unchanged() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return now.isRegularFile() && now.size() == sizeBytes && now.lastModifiedTime().toInstant().equals(modifiedAt);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Moves it to a folder beside it, in one step where the file system can, under a name that {@link KeptName} gives. */
    Path moveTo(String folder, String mark) throws IOException {
        Path to = KeptName.free(Files.createDirectories(path.resolveSibling(folder)), mark, name);
        try {
            return Files.move(path, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            return Files.move(path, to);
        }
    }
}
