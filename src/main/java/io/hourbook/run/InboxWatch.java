package io.hourbook.run;

import io.hourbook.home.Home;
import io.hourbook.intake.DueFile;
import io.hourbook.intake.Inbox;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Mappings;
import io.hourbook.problem.Problem;
import io.hourbook.timetable.PassScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a pass has something new to see: a file in the inbox, or an edit of the mappings, which may release holds. A file
 * that a pass left where it was is not new until it changes, and one whose source has a schedule waits for that. Bean
 * {@code inboxWatch}.
 */
public final class InboxWatch {

    private static final Logger LOG = LoggerFactory.getLogger(InboxWatch.class);

    private final Inbox inbox;
    private final Mappings mappings;
    private final Home home;
    private final Clock clock;
    private final Set<String> saidToWait = new HashSet<>();
    private Set<DueFile> seen = Set.of();
    private Map<Path, FileTime> edited;

    InboxWatch(Home home, Inbox inbox, Mappings mappings, Clock clock) {
        this.home = home;
        this.clock = clock;
        this.inbox = inbox;
        this.mappings = mappings;
    }

    public synchronized boolean somethingNew() {
        try {
            MappingBook book = mappings.current().book();
            PassScope scope = book.schedules().ordinary(clock.instant());
            List<DueFile> due = inbox.due(book.sources().keySet().stream().filter(scope::takes).collect(Collectors.toSet()));
            sayWhatWaits(book, scope);
            boolean fresh = !seen.containsAll(due);
            seen = new HashSet<>(due);
            return mappingsEdited() || fresh;
        } catch (Problem broken) {
            // the mappings cannot be read: the pass that the hour begins says so
            return false;
        }
    }

    /** Once for each source, until its files are taken. */
    private void sayWhatWaits(MappingBook book, PassScope scope) {
        saidToWait.retainAll(scope.waitingSources());
        for (String source : scope.waitingSources()) {
            int files = inbox.lying(source);
            if (files == 0) {
                saidToWait.remove(source);
            } else if (saidToWait.add(source)) {
                LOG.info("inbox/{}/ holds files; they wait for its schedule ({}) or for a person who asks for a pass", source,
                        book.schedules().sources().get(source).identity());
            }
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
