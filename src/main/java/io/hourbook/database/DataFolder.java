package io.hourbook.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the home's own server, {@code data/mariadb}: made once, and used by one server at a time.
 *
 * <p>A server is known by its working directory, which MariaDB sets to its data: no pid file can be stale, missing or reused.
 */
final class DataFolder {

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final String NOT_YET_MIGRATED = "hourbook-not-yet-migrated";
    static final String TEMPORARY = "mariadb.tmp";
    private static final long MIB = 1 << 20;
    private static final long SMALL_REDO_BYTES = 8 * MIB;
    private static final long LARGE_REDO_BYTES = 64 * MIB;
    private static final long HUGE_REDO_BYTES = 256 * MIB;
    private static final long LARGE_DATA_BYTES = 256 * MIB;
    private static final long LARGE_ROWS = 10_000;
    private static final long HUGE_ROWS = 100_000;
    /** Long enough for a server to write out what it has in memory; none is lost if it is cut short. */
    static final int GRACE_MILLIS = 3_000;

    private final Path data;
    private final Path root;

    DataFolder(Path data) {
        this.data = data;
        this.root = data.resolve("mariadb");
    }

    Path root() {
        return root;
    }

    Path log() {
        return data.resolve("mariadb.log");
    }

    /**
     * Makes an empty folder for temporary tables and, once, the folder with the system tables. One of that name is whole: it is
     * filled under another name and then renamed.
     */
    void prepare(ServerFiles server) throws IOException {
        Path temporary = data.resolve(TEMPORARY);
        delete(temporary);
        PrivateFile.createFolder(temporary);
        if (Files.isDirectory(root)) {
            return;
        }
        Path draft = data.resolve("mariadb.new");
        serversIn(draft).forEach(DataFolder::end);
        delete(draft);
        PrivateFile.createFolder(draft);
        ServerProcess.bootstrap(server, draft, SMALL_REDO_BYTES, log());
        Files.createFile(draft.resolve(NOT_YET_MIGRATED));
        Files.move(draft, root, StandardCopyOption.ATOMIC_MOVE);
    }

    /** True until the first migration is complete: tables that a crash left half made are then made anew. */
    boolean notYetMigrated() {
        return Files.exists(root.resolve(NOT_YET_MIGRATED));
    }

    void migrated() throws IOException {
        Files.deleteIfExists(root.resolve(NOT_YET_MIGRATED));
    }

    /** How large the redo log should be before so many entries are stored. */
    static long redoBytes(long rows) {
        return rows >= HUGE_ROWS ? HUGE_REDO_BYTES : rows >= LARGE_ROWS ? LARGE_REDO_BYTES : SMALL_REDO_BYTES;
    }

    /** The redo log's size for the next start: what it has grown to, and large for large data. */
    long redoBytes() throws IOException {
        Path redo = root.resolve("ib_logfile0");
        long now = Files.exists(redo) ? Files.size(redo) / MIB * MIB : 0;
        long wanted = size() > LARGE_DATA_BYTES ? LARGE_REDO_BYTES : SMALL_REDO_BYTES;
        return Math.max(now, wanted);
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    List<ProcessHandle> servers() {
        return serversIn(root);
    }

    static boolean runsIn(ProcessHandle process, Path folder) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            // the comparison fails for a dead process that nobody has buried: it has no working directory any more
            return Files.isSameFile(proc.resolve("cwd"), folder)
                    && Files.readString(proc.resolve("comm")).strip().equals("mariadbd");
        } catch (IOException | SecurityException notOurs) {
            return false;
        }
    }

    private static List<ProcessHandle> serversIn(Path folder) {
        return ProcessHandle.allProcesses().filter(process -> runsIn(process, folder)).toList();
    }

    /** Ends every server on this data, and makes sure that none is left, not even one that cannot be seen from here. */
    void endServers() throws IOException {
        List<ProcessHandle> servers = servers();
        if (!servers.isEmpty()) {
            LOG.info("Ending the database server that a killed process left behind (process {})", servers.get(0).pid());
            servers.forEach(DataFolder::end);
        }
        // MariaDB itself would wait up to 100 s for these locks
        for (int attempt = 0; locked("ibdata1") || locked("aria_log_control"); attempt++) {
            if (attempt == 60) {
                throw DatabaseProblem.dataHeld(root);
            }
            Pause.millis(50);
        }
    }

    private boolean locked(String name) throws IOException {
        Path file = root.resolve(name);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        if (!gone(server, GRACE_MILLIS)) {
            server.destroyForcibly();
            gone(server, GRACE_MILLIS);
        }
    }

    private static boolean gone(ProcessHandle server, long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        Path cwd = Path.of("/proc", Long.toString(server.pid()), "cwd");
        while (server.isAlive() && Files.exists(cwd)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.millis(10);
        }
        return true;
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
