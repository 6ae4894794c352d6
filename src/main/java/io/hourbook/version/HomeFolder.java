package io.hourbook.version;

import io.hourbook.author.Authors;
import io.hourbook.cases.CaseTally;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code routes/} and {@code mappings/} of one home, the place where proposals come from. A state counts once its content was the
 * same in two looks, so that a half-written file or half a checkout is nobody's proposal.
 */
final class HomeFolder {

    private static final Logger LOG = LoggerFactory.getLogger(HomeFolder.class);

    /** Longer than an editor needs between truncating a file and writing it. */
    static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int LOOKS = 25;
    /** Whoever copies a folder is through by then. */
    private static final Duration LONGEST_MOVE = Duration.ofSeconds(30);

    private final Home home;
    private final FolderFiles files;
    private final LeftFiles leftFiles;
    private final Path marker;
    private final Duration betweenLooks;
    private final Authors authors;
    private final Clock clock;
    private Map<String, String> stamps;
    /** What the folder said in the last look, and what of it is a proposal: all but what was left as it is. */
    private FileSet last;
    private FileSet proposal;
    private boolean settled;
    private Instant movesSince;
    private boolean movesTold;
    private String moves = "routes";
    private List<Finding> closed = List.of();
    private final StraysTold strays = new StraysTold();

    /** @param betweenLooks how long its content must stay the same where somebody waits for it */
    HomeFolder(Home home, Duration betweenLooks, Clock clock) {
        this(home, betweenLooks, clock, FolderFiles::open);
    }

    /** @param open whether a folder may be read */
    HomeFolder(Home home, Duration betweenLooks, Clock clock, Predicate<Path> open) {
        this.home = home;
        this.files = new FolderFiles(home, open);
        this.leftFiles = new LeftFiles(home.data().resolve("left-as-is"));
        this.betweenLooks = betweenLooks;
        this.clock = clock;
        this.marker = home.data().resolve("in-step-with");
        this.authors = new Authors(home);
    }

    /** A first look, of which nothing is wanted but that it was taken. */
    void glance() {
        try {
            look();
        } catch (Problem told) {
            LOG.debug("told by the next look", told);
        }
    }

    /**
     * A look from time to time: reads the files only where their stamps have changed, and once more after that.
     *
     * @return what the folder proposes, or null while it is on the move
     * @throws Problem VER-105 where a file or folder may not be read, VER-122, once, where it does not come to rest
     */
    FileSet look() {
        FileSet now = lookOnce();
        if (now != null) {
            movesSince = null;
            movesTold = false;
        } else if (movesSince == null) {
            movesSince = clock.instant();
        } else if (!movesTold && Duration.between(movesSince, clock.instant()).compareTo(LONGEST_MOVE) > 0) {
            movesTold = true;
            throw restless();
        }
        return now;
    }

    private FileSet lookOnce() {
        Map<String, String> now = authors.atWork() ? null : stampsOfOpen();
        if (now == null) {
            settled = false;
            return null;
        }
        if (!settled || !now.equals(stamps)) {
            FileSet read = files.read();
            settled = read != null && now.equals(stamps) && last != null && last.hash().equals(read.hash());
            moves = stamps == null ? moves : differs(stamps, now).orElse(moves);
            last = read;
            stamps = now;
            if (settled) {
                leftFiles.forgetEdited(read);
                proposal = leftFiles.beside(read);
            }
        }
        return settled ? proposal : null;
    }

    /** A folder that may not be read in one look may be one that somebody is copying. */
    private Map<String, String> stampsOfOpen() {
        try {
            Map<String, String> now = files.stamps();
            closed = List.of();
            strays.seen(files.strays());
            return now;
        } catch (Problem told) {
            boolean again = told.findings().equals(closed);
            closed = told.findings();
            if (again) {
                throw told;
            }
            return null;
        }
    }

    private static Optional<String> differs(Map<String, String> before, Map<String, String> now) {
        return Stream.concat(now.keySet().stream(), before.keySet().stream()).filter(path -> !Objects.equals(before.get(path), now.get(path))).findFirst();
    }

    /** What to say of a folder that does not stand still. */
    Problem restless() {
        return new Problem(new Finding("VER-122", moves + ":1", "this folder does not stand still, and so nothing of it is looked at", "changes at every look",
                "files that stay as they are saved",
                "end the program that writes there, or let it write elsewhere and move the whole file in; what was accepted last runs on"));
    }

    /**
     * The same at once: looks until the folder stands still.
     *
     * @return null where it is on the move for seconds
     */
    FileSet await() {
        for (int i = 0; i < LOOKS; i++) {
            FileSet read = look();
            if (read != null || !pause()) {
                return read;
            }
        }
        return null;
    }

    private boolean pause() {
        try {
            Thread.sleep(betweenLooks.toMillis());
            return true;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The hash of the version that this folder was last in step with, empty where it never was: what differs from it was edited here. */
    Optional<String> inStepWith() {
        try {
            return Optional.of(Files.readString(marker).strip());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** @param files what the folder is in step with; a check without a database compares its cases with theirs */
    void inStepWith(FileSet files) {
        if (!inStepWith().equals(Optional.of(files.hash()))) {
            FolderWriter.write(marker, (files.hash() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        try {
            CaseTally.of(files.all()).keep(home.data());
        } catch (IOException full) {
            LOG.debug("a check will not tell which cases are gone", full);
        }
    }

    /**
     * Makes the folder say what a set says. Files that both have alike are left alone.
     *
     * @param from what the folder said in the last look
     * @return false where a file that is to be written says something else by now, and nothing was written
     * @throws Problem VER-104 where it cannot be written
     */
    boolean become(FileSet from, FileSet to) {
        FileSet read = files.read();
        FileSet now = read == null ? null : leftFiles.beside(read);
        if (now == null || from.changed(to).stream().anyMatch(path -> !now.same(from, path))) {
            return false;
        }
        Set<String> left = from.changed(to).stream().filter(path -> !ours(path)).collect(Collectors.toCollection(TreeSet::new));
        from.changed(to).stream().filter(path -> !left.contains(path)).forEach(path -> {
            if (to.get(path) == null) {
                FolderWriter.delete(home.root().resolve(path));
            } else {
                FolderWriter.write(home.root().resolve(path), to.get(path));
            }
        });
        if (!left.isEmpty()) {
            LOG.info("Left as they are, for they are links or may not be written: {}. What runs says something else; whoever deploys there"
                    + " puts the same files there, or others", String.join(", ", left));
        }
        leftFiles.leave(left, read, to);
        // what was written just now is no edit
        stamps = files.stamps();
        last = files.read();
        settled = false;
        return true;
    }

    private boolean ours(String path) {
        return FolderWriter.ours(path.startsWith("routes/") ? home.routes() : home.mappings(), home.root().resolve(path));
    }

    /** The files that say something else than what runs, and are left so because they are links or may not be written. */
    Set<String> left() {
        return leftFiles.paths();
    }

    /** What lies there as if it were meant to be read, and nothing reads, by path. */
    List<Finding> strays() {
        return strays.now();
    }

    /** Keeps what somebody wrote and nobody accepted, before it is overwritten. @return where, or null where there is nothing */
    Path setAside(FileSet folder, FileSet accepted, String name) {
        List<String> edited = folder.changed(accepted).stream().filter(path -> folder.get(path) != null).toList();
        if (edited.isEmpty()) {
            return null;
        }
        Path aside = free(home.data().resolve("set-aside"), name);
        edited.forEach(path -> FolderWriter.write(aside.resolve(path), folder.get(path)));
        return aside;
    }

    /** What was put aside before stays what it is. */
    private static Path free(Path folder, String name) {
        Path free = folder.resolve(name);
        for (int again = 2; Files.exists(free); again++) {
            free = folder.resolve(name + "-" + again);
        }
        return free;
    }
}
