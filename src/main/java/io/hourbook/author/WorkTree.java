package io.hourbook.author;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A work tree of git's that a folder lies in.
 *
 * @param root   its topmost folder
 * @param gitDir where its index and its head are
 */
record WorkTree(Path root, Path gitDir) {

    /** The nearest one around a folder; empty where there is none. */
    static Optional<WorkTree> around(Path folder) {
        Path start;
        try {
            start = folder.toRealPath();
        } catch (IOException none) {
            start = folder.toAbsolutePath().normalize();
        }
        for (Path at = start; at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.isDirectory(git)) {
                return Optional.of(new WorkTree(at, git));
            }
            if (Files.isRegularFile(git)) {
                return linked(at, git);
            }
        }
        return Optional.empty();
    }

    /** A second work tree has a file there that says where its things are. */
    private static Optional<WorkTree> linked(Path root, Path git) {
        try {
            return Optional.of(new WorkTree(root, root.resolve(Files.readString(git).strip().replaceFirst("^gitdir: *", "")).normalize()));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** There while git writes to the index, as in a checkout. */
    Path lock() {
        return gitDir.resolve("index.lock");
    }
}
