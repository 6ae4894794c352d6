package io.hourbook.run;

import io.hourbook.document.Releases;
import io.hourbook.intake.DueFile;
import io.hourbook.intake.Inbox;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Mappings;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.timetable.PassScope;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Whether a pass has something new to see: a file in the inbox or something in the way there, a document that was released, an
 * edit of routes or mappings that went in force, or exchange rates that were fetched; the last two may release holds. A file that a pass left where it
 * was is not new until it changes, and one whose source has a schedule waits for that. Bean {@code inboxWatch}.
 */
public final class InboxWatch {

    private static final Logger LOG = LoggerFactory.getLogger(InboxWatch.class);
    /** A pass that could not begin or could not read the mappings is asked for again after so long. */
    private static final long AGAIN_NANOS = 60_000_000_000L;

    private final Inbox inbox;
    private final Mappings mappings;
    private final IntSupplier version;
    private final IntSupplier worked;
    private final Releases releases;
    private final Clock clock;
    private final BooleanSupplier busy;
    private final Set<String> saidToWait = new HashSet<>();
    private Set<DueFile> seen = Set.of();
    private Set<Finding> troubles = Set.of();
    private Long newestRelease;
    private Integer edited;
    private long ratesToldNanos = System.nanoTime() - AGAIN_NANOS;

    /**
     * @param version the number of the routes and mappings in force
     * @param worked  the one that the last pass here began with
     * @param busy    whether a pass runs here: it takes what there is, and what it leaves is looked at after it
     */
    InboxWatch(
            IntSupplier version, IntSupplier worked, Inbox inbox, Mappings mappings, Releases releases, Clock clock, BooleanSupplier busy) {
        this.busy = busy;
        this.releases = releases;
        this.version = version;
        this.worked = worked;
        this.clock = clock;
        this.inbox = inbox;
        this.mappings = mappings;
    }

    public synchronized boolean somethingNew() {
        if (edited == null) {
            // what changes from here on is new, also to a look that has to wait for a pass
            versionChanged();
            released();
        }
        if (busy.getAsBoolean()) {
            return false;
        }
        try {
            MappingBook book = mappings.current().book();
            PassScope scope = book.schedules().ordinary(clock.instant());
            List<DueFile> due = inbox.due(book.sources().keySet().stream().filter(scope::takes).collect(Collectors.toSet()));
            sayWhatWaits(book, scope);
            if (busy.getAsBoolean()) {
                // a pass has begun since, and takes them
                return false;
            }
            boolean fresh = !seen.containsAll(due);
            seen = new HashSet<>(due);
            // each is asked: whoever is not asked now would tell it again later
            return versionChanged() | ratesWait() | newTrouble() | released() | fresh;
        } catch (Problem broken) {
            // the mappings cannot be read: the pass that the hour begins says so
            return false;
        }
    }

    private boolean ratesWait() {
        boolean wait = mappings.behind() && System.nanoTime() - ratesToldNanos >= AGAIN_NANOS;
        if (wait) {
            ratesToldNanos = System.nanoTime();
        }
        return wait;
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

    /** The first look only remembers, and what a pass has worked with since is nothing new. */
    private boolean versionChanged() {
        int now = version.getAsInt();
        boolean changed = edited != null && edited != now && worked.getAsInt() != now;
        edited = now;
        return changed;
    }
}
