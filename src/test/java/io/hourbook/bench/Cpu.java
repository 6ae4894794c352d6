package io.hourbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU seconds as Linux counts them, in hundredths: user and system together. */
final class Cpu {

    private static final int USER = 11;
    private static final int CHILDREN = 13;
    private static final double A_SECOND = 100;

    private Cpu() {}

    /** Of this process alone. */
    static double own() {
        return ticks("self", USER);
    }

    /** Of processes that this one started and that have ended. */
    static double ended() {
        return ticks("self", CHILDREN);
    }

    /** Of a process that runs; 0 where there is none. */
    static double of(long pid) {
        return pid == 0 ? 0 : ticks(Long.toString(pid), USER);
    }

    /** Bytes that a process had written to the disk; 0 where that cannot be known. */
    static long written(long pid) {
        if (pid == 0) {
            return 0;
        }
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "io")).stream()
                    .filter(line -> line.startsWith("write_bytes: ")).mapToLong(line -> Long.parseLong(line.substring(13))).sum();
        } catch (IOException hidden) {
            return 0;
        }
    }

    private static double ticks(String process, int first) {
        try {
            String stat = Files.readString(Path.of("/proc", process, "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / A_SECOND;
        } catch (IOException gone) {
            return 0;
        }
    }
}
