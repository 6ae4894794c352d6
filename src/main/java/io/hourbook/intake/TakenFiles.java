package io.hourbook.intake;

import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were taken a short while ago. Who stops in the middle of writing for longer than anybody can wait, and then goes on,
 * writes into a file that has moved to {@code done/} meanwhile: it is put back, and what was added is taken too.
 */
final class TakenFiles {

    private static final Logger LOG = LoggerFactory.getLogger(TakenFiles.class);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST = 1_000;

    private final Home home;
    private final Map<Path, Taken> taken = new LinkedHashMap<>();

    private record Taken(DueFile file, Instant at) {}

    TakenFiles(Home home) {
        this.home = home;
    }

    synchronized void add(DueFile file, Path movedTo, Instant now) {
        if (taken.size() >= MOST) {
            taken.remove(taken.keySet().iterator().next());
        }
        taken.put(movedTo, new Taken(file, now));
    }

    /** Puts files back that have grown since they were taken. */
    synchronized void putBackWhatGrew(Instant now) {
        for (Iterator<Map.Entry<Path, Taken>> files = taken.entrySet().iterator(); files.hasNext(); ) {
            Map.Entry<Path, Taken> each = files.next();
            DueFile file = each.getValue().file();
            try {
                long size = (Long) Files.getAttribute(each.getKey(), "size", LinkOption.NOFOLLOW_LINKS);
                if (size > file.sizeBytes()) {
                    Path back = Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS)
                            ? KeptName.free(file.path().getParent(), "went-on", file.name())
                            : file.path();
                    Files.move(each.getKey(), back);
                    LOG.warn("{}", Refusals.grewAfterwards(home.show(back), file.sizeBytes(), size).text());
                    files.remove();
                } else if (each.getValue().at().plus(REMEMBERED).isBefore(now)) {
                    files.remove();
                }
            } catch (NoSuchFileException tidiedAway) {
                files.remove();
            } catch (IOException e) {
                LOG.warn("{} cannot be looked at any more: {}", home.show(each.getKey()), e.toString());
                files.remove();
            }
        }
    }
}
