package io.hourbook.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the built-in server is run: nothing from the machine's own my.cnf, small on disk, every commit on disk before it
 * counts, reachable from this machine alone. No option is a secret: others can read them.
 */
final class ServerOptions {

    private static final long MIB = 1 << 20;

    private ServerOptions() {}

    static List<String> common(ServerFiles server, long redoBytes) {
        List<String> options = new ArrayList<>(List.of(
                server.program().toString(),
                "--no-defaults",
                "--basedir=" + server.root(),
                "--lc-messages-dir=" + server.share(),
                "--datadir=.",
                // a folder of its own: in the machine's, two servers that are being installed use the same file names
                "--tmpdir=../" + DataFolder.TEMPORARY,
                // small on disk
                "--innodb-log-file-size=" + redoBytes,
                "--innodb-data-file-path=ibdata1:10M:autoextend",
                "--innodb-temp-data-file-path=ibtmp1:4M:autoextend",
                "--innodb-undo-tablespaces=2",
                "--innodb-undo-log-truncate=ON",
                "--innodb-buffer-pool-dump-at-shutdown=OFF",
                "--innodb-buffer-pool-load-at-startup=OFF",
                "--aria-log-file-size=8M",
                "--skip-log-bin",
                // durable
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-doublewrite=ON",
                // memory
                "--innodb-buffer-pool-size=" + bufferPoolBytes(),
                "--innodb-log-buffer-size=16M",
                "--aria-pagecache-buffer-size=8M",
                "--key-buffer-size=8K",
                "--performance-schema=OFF",
                "--query-cache-type=0",
                "--max-connections=100",
                "--table-open-cache=400",
                "--open-files-limit=2048",
                "--innodb-autoinc-lock-mode=2",
                // without it, 11.4 makes a key at every start and takes seconds
                "--skip-ssl",
                "--log-warnings=1"));
        if (root()) {
            options.add("--user=root");
        }
        return options;
    }

    static List<String> service(int port) {
        return List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // no socket: its path may not be longer than 107 bytes
                "--socket=",
                "--skip-name-resolve",
                "--pid-file=mariadbd.pid",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_bin",
                "--sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                "--default-time-zone=+00:00",
                "--max-allowed-packet=64M");
    }

    /** A thirty-second of the memory, between 128 MiB and 1 GiB: 767 MiB of 24 GiB. Taken only as it fills. */
    static long bufferPoolBytes() {
        long memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.max(128, Math.min(1024, memory / MIB / 32)) * MIB;
    }

    private static boolean root() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
