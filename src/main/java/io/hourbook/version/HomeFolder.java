package io.hourbook.version;

import io.hourbook.home.Home;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    /** Beyond this a file is no table and no route: it is cut off, and refused as too large. */
    private static final int MOST_BYTES = (8 << 20) + 1;
    private static final List<String> ROUTES = List.of(".camel.yaml", ".cases.yaml");
    private static final List<String> MAPPINGS = List.of(".csv", ".yaml", ".yml", ".xml");

    private final Home home;
    private final Path marker;
    private final Duration betweenLooks;
    private final Checkout checkout;
    private Map<String, String> stamps;
    private FileSet last;
    private boolean settled;

    /** @param betweenLooks how long its content must stay the same where somebody waits for it */
    HomeFolder(Home home, Duration betweenLooks) {
        this.home = home;
        this.betweenLooks = betweenLooks;
        this.marker = home.data().resolve("in-step-with");
        this.checkout = new Checkout(home);
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
     * @return what the folder says, or null while it is on the move
     * @throws Problem VER-105 where a file may not be read
     */
    FileSet look() {
        Map<String, String> now = checkout.underWay() ? null : stamps();
        if (now == null) {
            settled = false;
            return null;
        }
        if (!settled || !now.equals(stamps)) {
            FileSet read = read();
            settled = read != null && now.equals(stamps) && last != null && last.hash().equals(read.hash());
            last = read;
            stamps = now;
        }
        return settled ? last : null;
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

    /** Size, time and identity of every file, by its path; null where something moves. */
    private Map<String, String> stamps() {
        Map<String, String> found = new TreeMap<>();
        try {
            for (Path file : files()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                found.put(file.toString(), attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey());
            }
            return found;
        } catch (IOException | UncheckedIOException moving) {
            return null;
        }
    }

    private FileSet read() {
        Map<String, byte[]> read = new TreeMap<>();
        List<Finding> closed = new ArrayList<>();
        try {
            for (Path file : files()) {
                try (InputStream in = Files.newInputStream(file)) {
                    read.put(shown(file), in.readNBytes(MOST_BYTES));
                } catch (AccessDeniedException denied) {
                    closed.add(closed(shown(file)));
                }
            }
        } catch (IOException | UncheckedIOException moving) {
            return null;
        }
        if (!closed.isEmpty()) {
            throw new Problem(closed);
        }
        return new FileSet(read);
    }

    static Finding closed(String file) {
        return new Finding("VER-105", file + ":1", "this may not be read", null, "a file that Hourbook may read", "give Hourbook's user the right to read it");
    }

    /** What check reads, and nothing that editors and people leave beside it. */
    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(home.routes(), home.mappings())) {
            if (Files.isDirectory(folder)) {
                Path root = folder.toRealPath();
                List<String> endings = folder.equals(home.routes()) ? ROUTES : MAPPINGS;
                try (Stream<Path> walk = Files.walk(root)) {
                    walk.filter(file -> ours(root.relativize(file), endings)).filter(Files::isRegularFile).sorted()
                            .map(file -> folder.resolve(root.relativize(file).toString())).forEach(files::add);
                }
            }
        }
        return files;
    }

    private static boolean ours(Path file, List<String> endings) {
        for (Path part : file) {
            String name = part.toString();
            if (name.startsWith(".") || name.startsWith("~") || name.startsWith("#")) {
                return false;
            }
        }
        return endings.stream().anyMatch(file.toString()::endsWith);
    }

    private String shown(Path file) {
        return home.root().relativize(file).toString().replace('\\', '/');
    }

    /** The hash of the version that this folder was last in step with, empty where it never was: what differs from it was edited here. */
    Optional<String> inStepWith() {
        try {
            return Optional.of(Files.readString(marker).strip());
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    void inStepWith(String hash) {
        if (!inStepWith().equals(Optional.of(hash))) {
            write(marker, (hash + "\n").getBytes(StandardCharsets.US_ASCII));
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
        FileSet now = read();
        if (now == null || from.changed(to).stream().anyMatch(path -> !now.same(from, path))) {
            return false;
        }
        for (String path : from.changed(to)) {
            byte[] bytes = to.get(path);
            if (bytes == null) {
                delete(home.root().resolve(path));
            } else {
                write(home.root().resolve(path), bytes);
            }
        }
        // what was written just now is no edit
        stamps = stamps();
        last = to;
        settled = false;
        return true;
    }

    /** Keeps what somebody wrote and nobody accepted, before it is overwritten. @return where, or null where there is nothing */
    Path setAside(FileSet folder, FileSet accepted, String name) {
        List<String> edited = folder.changed(accepted).stream().filter(path -> folder.get(path) != null).toList();
        if (edited.isEmpty()) {
            return null;
        }
        Path aside = free(home.data().resolve("set-aside"), name);
        edited.forEach(path -> write(aside.resolve(path), folder.get(path)));
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

    /** Whole or not at all: nobody reads half of it. */
    static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), ".hourbook-", ".tmp");
            try {
                Files.write(draft, bytes);
                likeBefore(file, draft);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    /** Who could read and write a file can do so afterwards, too; a new one is like its neighbours' usual rights. */
    private static void likeBefore(Path file, Path draft) throws IOException {
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, Files.exists(file)
                    ? Files.getPosixFilePermissions(file)
                    : PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (NoSuchFileException gone) {
            // as it should be
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    private static Problem unwritable(Path file, IOException failed) {
        return new Problem(new Finding("VER-104", file.toString(), "this cannot be written", Causes.ofFile(failed), "a folder that Hourbook may write to",
                "give Hourbook's user the right to write there; what was accepted runs all the same"), failed);
    }
}
