package io.hourbook.intake;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Whether a whole file can be opened now. A test answers otherwise, for who is root may read everything. */
@FunctionalInterface
interface FileAccess {

    /** Why it cannot, or empty. */
    Optional<Finding> obstacle(DueFile file, String where);

    /** As the system answers: the right to read it, and no other program's lock on it. */
    FileAccess OF_SYSTEM = (file, where) -> {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return free(channel) ? Optional.empty() : Optional.of(Refusals.locked(where));
        } catch (AccessDeniedException denied) {
            return Optional.of(Refusals.unreadable(where, denied));
        } catch (IOException readingSaysMore) {
            return Optional.empty();
        }
    };

    /** A file system that knows no locks locks nothing. */
    private static boolean free(FileChannel channel) {
        try (FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock != null;
        } catch (OverlappingFileLockException here) {
            return false;
        } catch (IOException noLocks) {
            return true;
        }
    }
}
