package io.hourbook.run;

import io.hourbook.document.Releases;
import io.hourbook.home.Home;
import io.hourbook.intake.DueFile;
import io.hourbook.intake.Inbox;
import io.hourbook.mapping.Mappings;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;

/**
 * Whether a pass has something new to see: a file in the inbox or something in the way there, a document that was released, or an
 * edit of the mappings, which may release holds. A file that a pass left where it was is not new until it changes. Bean {@code inboxWatch}.
 */
public final class InboxWatch {

    private final Inbox inbox;
    private final Mappings mappings;
    private final Home home;
    private final Releases releases;
    private Set<DueFile> seen = Set.of();
    private Set<Finding> troubles = Set.of();
    private Long newestRelease;
    private Map<Path, FileTime> edited;

    InboxWatch(Home home, Inbox inbox, Mappings mappings, Releases releases) {
        this.releases = releases;
        this.home = home;
        this.inbox = inbox;
        this.mappings = mappings;
    }

    public synchronized boolean somethingNew() {
        try {
            List<DueFile> due = inbox.due(mappings.current().book().sources().keySet());
            boolean fresh = !seen.containsAll(due);
            seen = new HashSet<>(due);
            boolean troubled = newTrouble();
            return mappingsEdited() || fresh || troubled || released();
        } catch (Problem broken) {
            // the mappings cannot be read: the pass that the hour begins says so
            return false;
        }
    }

    /** What lies in the way becomes a dead letter by a pass, so that people see it without a log. */
    private boolean newTrouble() {
        List<Finding> now = inbox.troubles(mappings.current().book().sources().keySet());
        boolean fresh = !troubles.containsAll(now);
        troubles = new HashSet<>(now);
        return fresh;
    }

    /** Somebody has released documents, here or at another node. The first look only remembers: a service begins with a pass. */
    private boolean released() {
        try {
            long now = releases.newest();
            boolean fresh = newestRelease != null && now > newestRelease;
            newestRelease = now;
            return fresh;
        } catch (DataAccessException away) {
            // the next look asks again, and compares with what it knew
            return false;
        }
    }

    /** By name and time of change; what the files say is read by the pass. The first look only remembers. */
    private boolean mappingsEdited() {
        Map<Path, FileTime> now = new HashMap<>();
        try (Stream<Path> files = Files.walk(home.mappings(), 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                now.put(file, Files.getLastModifiedTime(file));
            }
        } catch (IOException | UncheckedIOException moving) {
            // somebody is at it: the next look finds it settled
            return false;
        }
        boolean changed = edited != null && !edited.equals(now);
        edited = now;
        return changed;
    }
}
