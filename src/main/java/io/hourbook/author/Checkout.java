package io.hourbook.author;

import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Whether git is writing to the work tree that {@code routes/} or {@code mappings/} lie in: half a checkout is nobody's edit, even
 * where it stands still for a moment. A lock that a killed git left behind keeps nobody waiting for long.
 */
final class Checkout {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Home home;
    private String lock;
    private long since;

    Checkout(Home home) {
        this.home = home;
    }

    boolean underWay() {
        for (Path folder : List.of(home.routes(), home.mappings())) {
            Path file = WorkTree.around(folder).map(WorkTree::lock).orElse(null);
            if (file != null && Files.exists(file)) {
                return fresh(file);
            }
        }
        lock = null;
        return false;
    }

    /** By the time of the lock, and by how long it has been seen: a clock may go wrong. */
    private boolean fresh(Path file) {
        try {
            String now = file + " " + Files.getLastModifiedTime(file);
            if (!now.equals(lock)) {
                lock = now;
                since = System.nanoTime();
            }
            boolean old = System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis() > LONGEST.toMillis();
            return !old && System.nanoTime() - since < LONGEST.toNanos();
        } catch (IOException gone) {
            return true;
        }
    }
}
