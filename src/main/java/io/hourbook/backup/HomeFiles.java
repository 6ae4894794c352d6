package io.hourbook.backup;

import io.hourbook.home.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The files of a home that belong into an archive: mappings, routes, users, and the originals in the inbox. They go on changing
 * while they are read, and must agree with the database as it stood before: a file that was taken since lies in {@code done/} now,
 * but those rows do not have it, so it is archived as lying in the inbox, and a restored home takes it.
 */
final class HomeFiles {

    static final String USERS = "data/users.yaml";

    private static final Duration SETTLED = Duration.ofMillis(1_500);
    private static final int ROUNDS = 20;
    private static final String REASON = ".why.txt";
    /** Day and run before a name, as files have them in {@code done/}. */
    private static final Pattern KEPT = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d\\.run-\\d+(-\\d+)?\\.");

    /** What the rows know of originals. */
    @FunctionalInterface
    interface Known {
        /** @param sha256 of the file's bytes */
        boolean settled(String source, byte[] sha256) throws IOException;
    }

    private final Home home;
    private final Set<Path> settledBefore;
    private final Set<Path> done = new HashSet<>();
    /** Source and hash of what is archived as lying in the inbox. */
    private final Set<String> lying = new HashSet<>();
    private final Set<String> members = new HashSet<>();
    private final List<Manifest.Piece> pieces = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /** To be made before the database is looked at. */
    HomeFiles(Home home) throws IOException {
        this.home = home;
        this.settledBefore = new HashSet<>();
        for (Path file : files(home.inbox())) {
            if (settled(file)) {
                settledBefore.add(file);
            }
        }
    }

    List<Manifest.Piece> pieces() {
        return pieces;
    }

    /** What could not be archived as it lies there, in sentences. */
    List<String> leftOut() {
        return leftOut;
    }

    /** About how many bytes there are. */
    static long bytes(Home home) throws IOException {
        long bytes = 0;
        for (Path file : files(home.inbox())) {
            bytes += file.toFile().length();
        }
        return bytes;
    }

    /** Mappings and routes, with links followed as Hourbook follows them, and the users. */
    void writeRules(ArchiveWriter archive) throws IOException {
        for (Path folder : List.of(home.mappings(), home.routes())) {
            for (Path file : files(folder)) {
                boolean hidden = false;
                for (Path part : folder.relativize(file)) {
                    hidden |= part.toString().startsWith(".");
                }
                if (!hidden && Files.isRegularFile(file)) {
                    copy(archive, file, home.show(file));
                }
            }
        }
        Path users = home.root().resolve(USERS);
        if (Files.isRegularFile(users)) {
            copy(archive, users, USERS);
        }
        String elsewhere = System.getenv().getOrDefault("HOURBOOK_USERS_FILE", "");
        if (!elsewhere.isBlank()) {
            leftOut.add("the users in " + elsewhere + ", which HOURBOOK_USERS_FILE names, are not in it");
        }
    }

    /** The originals. Looks again until nothing new is seen: files move while they are looked at, and lie elsewhere then. */
    void writeInbox(ArchiveWriter archive, Known known) throws IOException {
        boolean more = true;
        for (int round = 0; more && round < ROUNDS; round++) {
            more = false;
            for (Path file : files(home.inbox())) {
                if (!done.contains(file) && !isReason(file)) {
                    more = true;
                    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                        writeOriginal(archive, file, known);
                    } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                        done.add(file);
                    }
                }
            }
        }
        settledBefore.stream().filter(file -> !done.contains(file) && !isReason(file)).sorted()
                .forEach(file -> leftOut.add(home.show(file) + " was taken away while the archive was written"));
    }

    private static boolean isReason(Path file) {
        return file.getFileName().toString().endsWith(REASON);
    }

    /** Does nothing where the file has just been moved: the next look finds it where it lies then. */
    private void writeOriginal(ArchiveWriter archive, Path file, Known known) throws IOException {
        Path inside = home.inbox().relativize(file);
        boolean settled = settled(file);
        try {
            if (!settled && !whole(file)) {
                leftOut.add(home.show(file) + " was still being written");
                done.add(file);
                return;
            }
            String path = home.show(file);
            String source = inside.getName(0).toString();
            if (settled && !settledBefore.contains(file)) {
                byte[] hash = hash(file);
                if (lying.contains(source + "/" + HexFormat.of().formatHex(hash))) {
                    // archived a moment ago, as it lay in the inbox
                    done.add(file);
                    return;
                }
                if (!known.settled(source, hash)) {
                    // the service took it after the database was looked at: there it still lies in the inbox
                    path = "inbox/" + source + "/" + KEPT.matcher(inside.getFileName().toString()).replaceFirst("");
                    settled = false;
                }
            }
            Manifest.Piece piece = copy(archive, file, path);
            if (!settled) {
                lying.add(source + "/" + piece.sha256());
            }
            Path reason = file.resolveSibling(file.getFileName() + REASON);
            if (settled && Files.isRegularFile(reason, LinkOption.NOFOLLOW_LINKS)) {
                copy(archive, reason, home.show(reason));
            }
        } catch (NoSuchFileException moved) {
            return;
        }
        done.add(file);
    }

    /** Whether a file in the inbox is no longer being written; waits until its last change is a while ago. */
    private static boolean whole(Path file) throws IOException {
        BasicFileAttributes before = look(file);
        long young = SETTLED.minus(Duration.between(before.lastModifiedTime().toInstant(), Instant.now())).toMillis();
        if (young <= 0 || young > SETTLED.toMillis()) {
            return true;
        }
        try {
            Thread.sleep(young);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        return same(before, look(file));
    }

    private Manifest.Piece copy(ArchiveWriter archive, Path file, String path) throws IOException {
        if (!Path.of(file.toString()).equals(file)) {
            throw new IOException("the name of " + path + " cannot be read here; start again with LC_ALL=C.UTF-8");
        }
        BasicFileAttributes before = look(file);
        try (InputStream in = Files.newInputStream(file)) {
            String free = free(path);
            Manifest.Piece piece = archive.add(free, before.lastModifiedTime().toInstant(), in::transferTo);
            members.add(free);
            boolean unchanged = piece.bytes() == before.size() && stillSo(file, before);
            pieces.add(unchanged ? piece : piece.changed());
            if (!unchanged) {
                leftOut.add(home.show(file) + " changed while it was read");
            }
            return piece;
        }
    }

    /** What was moved while it was read was read whole: a move changes nothing in it. */
    private static boolean stillSo(Path file, BasicFileAttributes before) throws IOException {
        try {
            return same(before, look(file));
        } catch (NoSuchFileException moved) {
            return true;
        }
    }

    /** Of two files that would have one name, the second gets another, as it does in {@code done/}. */
    private String free(String path) {
        String free = path;
        int slash = path.lastIndexOf('/');
        int dot = path.lastIndexOf('.') > slash + 1 ? path.lastIndexOf('.') : path.length();
        for (int again = 2; members.contains(free); again++) {
            free = path.substring(0, dot) + "." + again + path.substring(dot);
        }
        return free;
    }

    private static BasicFileAttributes look(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    private static boolean same(BasicFileAttributes one, BasicFileAttributes other) {
        FileTime time = one.lastModifiedTime();
        return one.size() == other.size() && time.equals(other.lastModifiedTime());
    }

    private static byte[] hash(Path file) throws IOException {
        MessageDigest digest = ArchiveWriter.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.digest();
    }

    /** Whether it lies in a source's {@code done/} or {@code refused/}. */
    private boolean settled(Path file) {
        Path inside = home.inbox().relativize(file);
        return inside.getNameCount() > 2 && Set.of("done", "refused").contains(inside.getName(1).toString());
    }

    /** All files below a folder, by path; links to folders are not followed, and what vanishes meanwhile is not there. */
    private static Set<Path> files(Path folder) throws IOException {
        Set<Path> files = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                    if (failed instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failed;
                }
            });
        }
        return files;
    }
}
