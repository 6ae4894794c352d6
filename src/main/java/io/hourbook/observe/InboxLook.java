package io.hourbook.observe;

import io.hourbook.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** Counts what lies in the inbox; nothing is opened. */
final class InboxLook {

    private static final int MOST = 100_000;

    /**
     * @param waiting files in the sources' folders
     * @param oldest  when the oldest of them was last written, null where none waits
     * @param refused files that lie in {@code refused/}
     */
    record Seen(long waiting, Instant oldest, long refused) {
        static final Seen NOTHING = new Seen(0, null, 0);
    }

    private final Home home;

    InboxLook(Home home) {
        this.home = home;
    }

    Seen look() {
        long waiting = 0;
        long refused = 0;
        Instant oldest = null;
        if (!Files.isDirectory(home.inbox())) {
            return Seen.NOTHING;
        }
        try (Stream<Path> found = Files.find(home.inbox(), 3, (path, file) -> file.isRegularFile())) {
            for (Path file : (Iterable<Path>) found.limit(MOST)::iterator) {
                Path below = home.inbox().relativize(file);
                String name = file.getFileName().toString();
                if (below.getNameCount() == 2 && !name.startsWith(".")) {
                    waiting++;
                    Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
                    oldest = oldest == null || written.isBefore(oldest) ? written : oldest;
                } else if (below.getNameCount() == 3 && below.getName(1).toString().equals("refused") && !name.endsWith(".why.txt")) {
                    refused++;
                }
            }
        } catch (IOException | UncheckedIOException moving) {
            // somebody is at it: the next look finds it settled
            return new Seen(waiting, oldest, refused);
        }
        return new Seen(waiting, oldest, refused);
    }
}
