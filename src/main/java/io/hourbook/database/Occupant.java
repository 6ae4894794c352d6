package io.hourbook.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A process that has taken a home, as it tells others in a file of its own (0600). Only what is said of a living process is read.
 *
 * @param pid       its process id
 * @param command   the Hourbook command it runs: {@code serve}, {@code sync} …
 * @param startedAt when the process started
 * @param port      the console's port on this machine; 0 until it is up, and for a process that has none
 * @param token     what a caller on this machine shows the console to be let in; empty for a process that has none
 * @param callPort  where commands on this machine reach it, in plain HTTP on 127.0.0.1: the console's port, unless that is for
 *                  others or speaks TLS
 */
public record Occupant(long pid, String command, Instant startedAt, int port, String token, int callPort) {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Start times are derived from the machine's boot time, which moves when its clock is set. */
    private static final Duration SAME_START = Duration.ofSeconds(5);
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /** One whose console's port is for commands, too. */
    public Occupant(long pid, String command, Instant startedAt, int port, String token) {
        this(pid, command, startedAt, port, token, port);
    }

    static Occupant self(String command) {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElseGet(Instant::now).truncatedTo(ChronoUnit.MILLIS);
        return new Occupant(self.pid(), command, started, 0, "");
    }

    Occupant with(int consolePort, int commandPort, String localToken) {
        return new Occupant(pid, command, startedAt, consolePort, localToken, commandPort);
    }

    void publish(Path file) throws IOException {
        var json = JSON.createObjectNode();
        json.put("pid", pid).put("command", command).put("startedAt", startedAt.toString());
        if (!token.isEmpty()) {
            json.put("port", port).put("callPort", callPort).put("token", token);
        }
        PrivateFile.write(file, json.toPrettyString());
    }

    static Optional<Occupant> read(Path file) {
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            Occupant occupant = new Occupant(json.path("pid").asLong(), json.path("command").asText(),
                    Instant.parse(json.path("startedAt").asText()), json.path("port").asInt(), json.path("token").asText(),
                    json.path("callPort").asInt(json.path("port").asInt()));
            return occupant.alive() ? Optional.of(occupant) : Optional.empty();
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }

    static void withdraw(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // whoever reads it sees that the process is gone
        }
    }

    /** {@code serve, process 4711, console on port 8080, since 2025-04-01 08:00:00 UTC} */
    public String sentence() {
        return command + ", process " + pid + (port > 0 ? ", console on port " + port : "") + ", since " + SHOWN.format(startedAt);
    }

    private boolean alive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(process -> process.info().startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(SAME_START) < 0).orElse(true))
                .isPresent() && !unburied(pid);
    }

    /** A killed process whose parent has not looked yet still counts as alive for the JVM. */
    private static boolean unburied(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException unknown) {
            return false;
        }
    }
}
