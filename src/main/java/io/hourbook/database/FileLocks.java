package io.hourbook.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Locks between processes that vanish with their process, however it ends.
 *
 * <p>On Linux a process loses its lock on a file as soon as it closes <em>any</em> channel on that file. So there is one
 * channel per file and JVM, known to this class alone, lock files are never read, and what is to be told stands in another file.
 */
final class FileLocks {

    private static final Map<Path, Held> HELD = new HashMap<>();

    private FileLocks() {}

    private static final class Held {
        private final FileChannel channel;
        private final boolean shared;
        private int holders = 1;

        Held(FileChannel channel, boolean shared) {
            this.channel = channel;
            this.shared = shared;
        }
    }

    /** A lock that is held until it is closed. Closing twice is harmless. */
    static final class Hold implements AutoCloseable {
        private Path file;

        private Hold(Path file) {
            this.file = file;
        }

        @Override
        public void close() {
            synchronized (HELD) {
                if (file != null) {
                    release(file);
                    file = null;
                }
            }
        }
    }

    /** @return the lock, or nothing while another holder has the file, in this process or elsewhere */
    static Optional<Hold> exclusive(Path file) throws IOException {
        return take(file, false);
    }

    /** @return the lock, which any number may share, or nothing while somebody has the file alone */
    static Optional<Hold> shared(Path file) throws IOException {
        return take(file, true);
    }

    private static Optional<Hold> take(Path file, boolean shared) throws IOException {
        synchronized (HELD) {
            Path key = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
            Held held = HELD.get(key);
            if (held != null) {
                if (!shared || !held.shared) {
                    return Optional.empty();
                }
                held.holders++;
                return Optional.of(new Hold(key));
            }
            FileChannel channel = open(key);
            FileLock lock = null;
            try {
                lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            } finally {
                if (lock == null) {
                    channel.close();
                }
            }
            if (lock == null) {
                return Optional.empty();
            }
            HELD.put(key, new Held(channel, shared));
            return Optional.of(new Hold(key));
        }
    }

    private static FileChannel open(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateFile.createEmpty(file);
        }
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static void release(Path file) {
        Held held = HELD.get(file);
        if (--held.holders > 0) {
            return;
        }
        HELD.remove(file);
        try {
            held.channel.close();
        } catch (IOException ignored) {
            // the kernel has dropped the lock either way
        }
    }
}
