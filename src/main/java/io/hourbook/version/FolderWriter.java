package io.hourbook.version;

import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files of a home whole or not at all: nobody reads half of one. */
final class FolderWriter {

    private FolderWriter() {}

    /**
     * Whether a file of a folder is there to be written: no link on the way to it below that folder, and nothing that is read-only. Links and
     * mounts are made by whoever deploys; what they lead to is theirs.
     */
    static boolean ours(Path folder, Path file) {
        if (Files.isSymbolicLink(file)) {
            return false;
        }
        Path at = file.getParent();
        for (; !at.equals(folder); at = at.getParent()) {
            if (Files.isSymbolicLink(at)) {
                return false;
            }
        }
        for (at = file.getParent(); !Files.exists(at); at = at.getParent()) {
            // made when it is written
        }
        return Files.isWritable(at);
    }

    /** @throws Problem VER-104 where it cannot be written */
    static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), ".hourbook-", ".tmp");
            try {
                Files.write(draft, bytes);
                likeBefore(file, draft);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    /** @throws Problem VER-104 where it cannot be deleted */
    static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (NoSuchFileException gone) {
            // as it should be
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    /** Who could read and write a file can do so afterwards, too; a new one is like its neighbours' usual rights. */
    private static void likeBefore(Path file, Path draft) throws IOException {
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, Files.exists(file)
                    ? Files.getPosixFilePermissions(file)
                    : PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private static Problem unwritable(Path file, IOException failed) {
        return new Problem(new Finding("VER-104", file.toString(), "this cannot be written", Causes.ofFile(failed), "a folder that Hourbook may write to",
                "give Hourbook's user the right to write there; what was accepted runs all the same"), failed);
    }
}
