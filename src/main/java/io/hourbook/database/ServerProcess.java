package io.hourbook.database;

import io.hourbook.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One running MariaDB server on a home's data: started here, or found running and taken over. */
final class ServerProcess {

    private static final long START_SECONDS = 60;
    private static final int STOP_MILLIS = 8_000;

    /** What a program that lacks a library exits with. */
    private static final int CANNOT_LOAD = 127;

    private static final int ACCESS_DENIED = 1045;
    private static final int UNKNOWN_DATABASE = 1049;

    private final ProcessHandle process;
    private final Path root;

    private ServerProcess(ProcessHandle process, Path root) {
        this.process = process;
        this.root = root;
    }

    static ServerProcess takeOver(ProcessHandle process, Path root) {
        return new ServerProcess(process, root);
    }

    /** Creates the system tables in an empty folder. */
    static void bootstrap(ServerFiles server, Path folder, long redoBytes, Path log) throws IOException {
        List<String> command = new ArrayList<>(ServerOptions.common(server, redoBytes));
        command.add("--bootstrap");
        Process process = run(server, command, folder, Redirect.PIPE, log);
        IOException cutShort = null;
        try (OutputStream sql = process.getOutputStream()) {
            sql.write("create database mysql;\nuse mysql;\nset @auth_root_socket=null;\n".getBytes(StandardCharsets.US_ASCII));
            Files.copy(server.share().resolve("mariadb_system_tables.sql"), sql);
            Files.copy(server.share().resolve("mariadb_system_tables_data.sql"), sql);
            // nobody but Hourbook's own user, who is made when the server is started, may log in
            sql.write("delete from global_priv where User='root';\ndelete from proxies_priv;\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException ended) {
            cutShort = ended;
        }
        int code = exitCode(process);
        if (code != 0 || cutShort != null) {
            throw failed(server, log, code, cutShort);
        }
    }

    private static Problem failed(ServerFiles server, Path log, int code, Exception cause) {
        return code == CANNOT_LOAD
                ? DatabaseProblem.cannotRun(server.program(), tail(log), cause)
                : DatabaseProblem.didNotStart(log, tail(log), cause);
    }

    /**
     * Starts a server and returns once it answers to this login.
     *
     * @param startSql run before anybody can connect, one statement a line
     * @param giveUp   asked while waiting
     * @return nothing where the server does not know this login; it has been stopped
     */
    static Optional<ServerProcess> start(ServerFiles server, DataFolder folder, Login login, Optional<Path> startSql,
            BooleanSupplier giveUp) throws IOException {
        List<String> command = new ArrayList<>(ServerOptions.common(server, folder.redoBytes()));
        command.addAll(ServerOptions.service(login.localPort()));
        startSql.ifPresent(sql -> command.add("--init-file=../" + sql.getFileName()));
        Process process = run(server, command, folder.root(), Redirect.from(new File("/dev/null")), folder.log());
        ServerProcess started = new ServerProcess(process.toHandle(), folder.root());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        SQLException last = null;
        while (process.isAlive() && System.nanoTime() < deadline && !giveUp.getAsBoolean()) {
            try {
                Pool.connect(login).close();
                return Optional.of(started);
            } catch (SQLException notYet) {
                last = notYet;
                if (notYet.getErrorCode() == ACCESS_DENIED || notYet.getErrorCode() == UNKNOWN_DATABASE) {
                    started.stop();
                    return Optional.empty();
                }
                Pause.millis(15);
            }
        }
        int code = process.isAlive() ? 0 : process.exitValue();
        started.stop();
        throw failed(server, folder.log(), code, last);
    }

    private static Process run(ServerFiles server, List<String> command, Path folder, Redirect input, Path log) throws IOException {
        if (!Files.exists(log) || Files.size(log) > (1 << 20)) {
            PrivateFile.write(log, "");
        }
        // the folder is the working directory and every path below it relative: neither its length nor its letters matter
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectInput(input)
                .redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MYSQL_") || name.startsWith("MARIADB_")
                || name.startsWith("HOURBOOK_") || name.equals("NOTIFY_SOCKET"));
        try {
            return builder.start();
        } catch (IOException cannotRun) {
            throw DatabaseProblem.cannotRun(server.program(), DatabaseProblem.firstLine(cannotRun), cannotRun);
        }
    }

    boolean alive() {
        return process.isAlive() && DataFolder.runsIn(process, root);
    }

    long pid() {
        return process.pid();
    }

    /** Asks the server to end and waits; one that takes too long is killed, which its redo log forgives. */
    void stop() {
        process.destroy();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        while (alive() && System.nanoTime() < deadline) {
            Pause.millis(10);
        }
        process.destroyForcibly();
    }

    private static int exitCode(Process process) {
        try {
            if (process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return -1;
    }

    /** The last error in the server's log, or its last line. */
    static String tail(Path log) {
        try {
            List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
            List<String> end = lines.subList(Math.max(0, lines.size() - 40), lines.size());
            return end.stream().filter(line -> line.contains("ERROR") && !line.contains("Aborting"))
                    .reduce((first, second) -> second).orElse(end.isEmpty() ? "it said nothing" : end.get(end.size() - 1));
        } catch (IOException unreadable) {
            return "its log cannot be read";
        }
    }
}
