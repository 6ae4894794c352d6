package io.hourbook.bench;

import io.hourbook.proof.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Looks at a process, its database server and the endpoint before it starts and after it ends. */
final class Watch {

    private static final long PATIENCE_HOURS = 3;

    /** What a process says of itself once it has ended. */
    @FunctionalInterface
    interface ElapsedMs {
        long of(String out) throws IOException;
    }

    private final DataSource source;
    private final long server;
    private final BooksEndpoint books;

    /** @param server process id of the database server, 0 where it is not ours to look at */
    Watch(DataSource source, long server, BooksEndpoint books) {
        this.source = source;
        this.server = server;
        this.books = books;
    }

    /**
     * @param start starts it
     * @return what it did, and what it printed
     * @throws AssertionError where it ends with anything but 0, with its last words
     */
    Seen over(String who, String what, long entries, Path gcLog, java.util.function.Supplier<Company.Running> start, ElapsedMs elapsed)
            throws IOException, SQLException {
        Map<String, Long> before = ServerCounters.now(source);
        double cpu = Cpu.ended();
        double serverCpu = Cpu.of(server);
        double own = Cpu.own();
        long written = Cpu.written(server);
        long calls = books.calls();
        long bytes = books.bytes();
        books.answers();
        long began = System.nanoTime();
        Company.Running running = start.get();
        await(running, who);
        long wall = (System.nanoTime() - began) / 1_000_000;
        String out = Files.readString(running.out());
        if (running.process().exitValue() != 0) {
            throw new AssertionError(who + " ended with " + running.process().exitValue() + ":\n" + last(out) + "\n" + last(Files.readString(running.err())));
        }
        long elapsedMs = elapsed.of(out);
        Observed observed = new Observed(
                who, what, entries, elapsedMs, wall, rounded(Cpu.ended() - cpu), rounded(Cpu.of(server) - serverCpu),
                rounded(Cpu.own() - own), GcLog.read(gcLog, elapsedMs), ServerCounters.between(before, ServerCounters.now(source)), Cpu.written(server) - written,
                books.answers(), books.calls() - calls, books.bytes() - bytes, books.documents());
        return new Seen(observed, out);
    }

    /** @param out what it printed */
    record Seen(Observed observed, String out) {}

    static void await(Company.Running running, String who) {
        try {
            if (!running.process().waitFor(PATIENCE_HOURS, TimeUnit.HOURS)) {
                running.process().destroyForcibly();
                throw new AssertionError(who + " still ran after " + PATIENCE_HOURS + " hours");
            }
        } catch (InterruptedException interrupted) {
            running.process().destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    private static String last(String text) {
        return text.length() < 4_000 ? text : "…" + text.substring(text.length() - 4_000);
    }
}
