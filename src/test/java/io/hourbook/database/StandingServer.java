package io.hourbook.database;

import io.hourbook.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A MariaDB server that stands by itself, as one that HOURBOOK_DB_URL names, and that can be stopped, killed and frozen. */
public final class StandingServer implements AutoCloseable {

    private final Path folder;
    private final OwnServer server;
    private OwnServer.Running running;

    /** Starts it, with an empty database. */
    public StandingServer() {
        try {
            folder = Files.createTempDirectory("hourbook-standing-");
            Home home = new Home(folder);
            Files.createDirectories(home.data());
            server = new OwnServer(home, new HashMap<>(System.getenv()));
            start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts it again, on the port and with the data of before. */
    public void start() {
        try {
            OwnServer.Running before = running;
            running = server.start(() -> false);
            server.ready(running.login());
            if (before != null && before.login().localPort() != running.login().localPort()) {
                throw new IllegalStateException("its port " + before.login().localPort() + " was taken meanwhile");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the program's environment has to say for it. */
    public Map<String, String> settings() {
        Login login = running.login();
        return Map.of("HOURBOOK_DB_URL", login.url(), "HOURBOOK_DB_USER", login.user(), "HOURBOOK_DB_PASSWORD", login.password());
    }

    /** Ends it as an administrator does. */
    public void stop() {
        running.process().stop();
    }

    /** Ends it as a power failure does, and waits until it is gone: its port is free by then. */
    public void kill() {
        ProcessHandle.of(running.process().pid()).ifPresent(server -> {
            server.destroyForcibly();
            server.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        });
    }

    /** Lets it hang: it accepts calls and answers none. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            // a server that has ended needs no signal, and says so
            new ProcessBuilder("kill", "-" + name, Long.toString(running.process().pid()))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Cuts the connection that holds the lock on passes, as a network may. @return whether there was one */
    public boolean cutPassLock() {
        try (Connection connection = Pool.connect(running.login()); Statement statement = connection.createStatement()) {
            try (ResultSet holder = statement.executeQuery("select is_used_lock(concat('hourbook-pass-', database()))")) {
                holder.next();
                long id = holder.getLong(1);
                if (id == 0) {
                    return false;
                }
                statement.execute("kill " + id);
                return true;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Whether a table of that name has been made. */
    public boolean there(String table) {
        return !ask("select 1 from information_schema.tables where table_schema = database() and table_name = '" + table + "'").isEmpty();
    }

    /** The first column of every row. */
    public List<String> ask(String sql) {
        List<String> answers = new ArrayList<>();
        try (Connection connection = Pool.connect(running.login());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        thaw();
        kill();
        TestDatabase.delete(folder);
    }
}
