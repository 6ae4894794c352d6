package io.hourbook.intake;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders {@code inbox/<source>/}: what is due in them, and where files go when they are done with. Bean {@code inbox}.
 *
 * <p>Any regular file counts, whatever its name, except names that writers give to what is not finished. A file is due when
 * neither its size nor its modification time changed between two looks, and the second is at least a second past its
 * modification, three where it is empty or does not end with a line; what still changes or is locked waits. Links are not
 * followed, and nothing but a file is ever opened: what lies outside is not the inbox, and a pipe would never end.
 */
public class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Comparator<DueFile> ORDER = Comparator
            // whole seconds: a folder copied at once is written in any order, and many file systems keep no more
            .comparing((DueFile file) -> file.modifiedAt().truncatedTo(ChronoUnit.SECONDS))
            .thenComparing(DueFile::stem)
            .thenComparing(DueFile::name)
            .thenComparing(DueFile::source);

    /** Waits; a test looks at the inbox in the meantime. */
    @FunctionalInterface
    interface Pause {
        void of(Duration length) throws InterruptedException;
    }

    /** A file that stays in the inbox because something went wrong with it, and what. */
    private record Stuck(DueFile file, Finding finding) {}

    private final Home home;
    private final Clock clock;
    private final Pause pause;
    private final FileAccess access;
    private final Obstacles obstacles;
    private final SourceFolders folders;
    private final TakenFiles taken;
    private final Map<Path, Stuck> stuck = new ConcurrentHashMap<>();

    public Inbox(Home home, Clock clock) {
        this(home, clock, length -> Thread.sleep(length.toMillis()), FileAccess.OF_SYSTEM);
    }

    Inbox(Home home, Clock clock, Pause pause) {
        this(home, clock, pause, FileAccess.OF_SYSTEM);
    }

    Inbox(Home home, Clock clock, Pause pause, FileAccess access) {
        this.home = home;
        this.clock = clock;
        this.pause = pause;
        this.access = access;
        this.obstacles = new Obstacles(clock);
        this.folders = new SourceFolders(home, obstacles);
        this.taken = new TakenFiles(home);
    }

    /**
     * The files that are whole, by modification time in seconds, then by name without extension. Waits up to three seconds, once
     * for all files, where there are any. One look at a time.
     */
    public synchronized List<DueFile> due(Collection<String> sources) {
        taken.putBackWhatGrew(clock.instant());
        obstacles.begin();
        Map<Path, DueFile> before = look(sources);
        List<DueFile> due = new ArrayList<>();
        if (!before.isEmpty()) {
            if (!waited(Settling.of(before.values(), clock.instant()))) {
                return List.of();
            }
            Map<Path, DueFile> after = look(sources);
            before.values().forEach(file -> sort(file, after.get(file.path()), due));
        }
        obstacles.end(sources);
        stuck.keySet().removeIf(path -> !before.containsKey(path) && !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        due.sort(ORDER);
        return due;
    }

    /** How many files lie in a source's folder, whole or not. */
    public int lying(String source) {
        return look(List.of(source)).size();
    }

    private void sort(DueFile file, DueFile later, List<DueFile> due) {
        String where = home.show(file.path());
        if (later == null) {
            LOG.debug("{} went away while it was looked at", where);
        } else if (!file.equals(later)) {
            obstacles.passing(file.source(), file.path(), Refusals.growing(where));
        } else {
            Stuck here = stuck.get(file.path());
            if (here != null && here.file().equals(file)) {
                obstacles.told(file.source(), file.path(), here.finding());
                due.add(file);
                return;
            }
            Optional<Finding> closed = access.obstacle(file, where);
            if (closed.isEmpty()) {
                due.add(file);
            } else if (closed.get().code().equals("FMT-211")) {
                obstacles.passing(file.source(), file.path(), closed.get());
            } else {
                obstacles.stands(file.source(), file.path(), closed.get());
            }
        }
    }

    /** Something went wrong with a file, which stays where it is. It is tried again by each pass, and is new to nobody until it changes. */
    void leave(DueFile file, Finding finding) {
        stuck.put(file.path(), new Stuck(file, finding));
    }

    /** Whether this is the trouble of a file that is tried again by each pass. */
    boolean tried(Finding finding) {
        return stuck.values().stream().anyMatch(one -> one.finding().equals(finding));
    }

    /**
     * Everything in the inbox that a person has to do something about: what the last look at it found, and what belongs to no source.
     *
     * @param sources all that there are
     */
    public List<Finding> troubles(Collection<String> sources) {
        List<Finding> troubles = new ArrayList<>(folders.unclaimed(sources));
        troubles.addAll(obstacles.standing());
        return troubles;
    }

    private Map<Path, DueFile> look(Collection<String> sources) {
        return folders.look(sources);
    }

    private boolean waited(Duration length) {
        try {
            pause.of(length);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Moves a taken file to {@code done/}, the day and the run before its name. A file that changed while it was read stays in the
     * inbox: its new content is due next.
     *
     * @return where it went; empty where it stayed
     */
    public Optional<Path> done(DueFile file, int runId) throws IOException {
        Optional<Path> moved = move(file, "done", runId);
        moved.ifPresent(path -> taken.add(file, path, clock.instant()));
        return moved;
    }

    /** Moves a refused file to {@code refused/} likewise, with the reason beside it in {@code <name>.why.txt}. */
    public Optional<Path> refused(DueFile file, int runId, Finding finding) throws IOException {
        Optional<Path> moved = move(file, "refused", runId);
        if (moved.isPresent()) {
            Path note = moved.get().resolveSibling(moved.get().getFileName() + ".why.txt");
            try {
                Files.writeString(note, finding.text() + "\n");
            } catch (IOException e) {
                LOG.warn("{} could not be written: {}; the dead letter has the reason too", home.show(note), e.toString());
            }
        }
        return moved;
    }

    private Optional<Path> move(DueFile file, String folder, int runId) throws IOException {
        if (!file.unchanged()) {
            LOG.info("{} changed while it was read; the next pass takes it again", home.show(file.path()));
            return Optional.empty();
        }
        return Optional.of(file.moveTo(folder, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ".run-" + runId));
    }
}
