package io.hourbook.database;

import com.zaxxer.hikari.HikariDataSource;
import io.hourbook.home.Home;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The database of a home, running and with its tables up to date: MariaDB out of the jar with its data in
 * {@code data/mariadb}, or the server that {@code HOURBOOK_DB_URL}, {@code HOURBOOK_DB_USER} and {@code HOURBOOK_DB_PASSWORD}
 * name.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    /** A service may be started before its database. */
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final Duration SHORT_WAIT = Duration.ofSeconds(10);

    /** Null for a server that is not ours. */
    private final HomeServer server;

    private final Supplier<Login> login;
    private final HikariDataSource pool;
    private final DataSource source;
    private final Pulse pulse;
    /** All that are open, so that they can be cut off when the server hangs. */
    private final Set<Connection> connections = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Thread atExit = new Thread(this::closeOnce, "hourbook-database-exit");
    /** The redo log is at least as large, as far as is known. */
    private volatile long redoBytes = DataFolder.redoBytes(0);
    private boolean closed;

    private Database(HomeServer server, Supplier<Login> login) {
        this.server = server;
        this.login = login;
        this.pool = Pool.open(login, connections::add);
        this.pulse = new Pulse(login, this::cutOff);
        this.source = new ReachableSource(pool, pulse, () -> login.get().address());
    }

    /**
     * Opens the home's database. Where another process has started it, this one is its guest, and takes over when that one
     * ends. Closed when the JVM exits, unless {@link #leaveClosingToCaller} says otherwise.
     *
     * @param command the Hourbook command that asks, for messages to others; {@code serve} and {@code sync} have a log worth reading
     * @throws io.hourbook.problem.Problem DB-1xx to DB-3xx, with what to do
     */
    public static Database open(Home home, String command) {
        return open(home, command, System.getenv());
    }

    static Database open(Home home, String command, Map<String, String> environment) {
        long began = System.nanoTime();
        Database database = environment.getOrDefault("HOURBOOK_DB_URL", "").isBlank()
                ? openOwn(home, command, environment)
                : openNamed(home, environment, command.equals("serve") ? FOREVER : SHORT_WAIT);
        LOG.atLevel(Set.of("serve", "sync").contains(command) ? Level.INFO : Level.DEBUG).log("Database {} ({}) ready in {} ms", database.login.get().address(),
                database.server == null ? "named by HOURBOOK_DB_URL" : database.owner() ? "started here" : "already running",
                (System.nanoTime() - began) / 1_000_000);
        return database;
    }

    /**
     * Opens the database of a home that is still to be made, its tables untouched: {@link #migrate} makes them.
     *
     * @throws io.hourbook.problem.Problem DB-1xx to DB-3xx, with what to do
     */
    public static Database openUnmigrated(Home home, String command) {
        Map<String, String> environment = System.getenv();
        return environment.getOrDefault("HOURBOOK_DB_URL", "").isBlank()
                ? connectOwn(home, command, environment)
                : connectNamed(environment, SHORT_WAIT);
    }

    /** The migrations that this build knows, by number as their files have it: {@code 001}. */
    public static SortedSet<String> migrations() {
        return Migrations.all();
    }

    private static Database openNamed(Home home, Map<String, String> environment, Duration patience) {
        Database database = connectNamed(environment, patience);
        database.migrateOrClose(home);
        return database;
    }

    private static Database connectNamed(Map<String, String> environment, Duration patience) {
        Login login = NamedServer.login(environment);
        NamedServer.check(login, patience);
        Database database = new Database(null, () -> login);
        Runtime.getRuntime().addShutdownHook(database.atExit);
        return database;
    }

    private static Database openOwn(Home home, String command, Map<String, String> environment) {
        Database database = connectOwn(home, command, environment);
        if (database.server.startedHere()) {
            database.migrateOrClose(home);
        }
        return database;
    }

    private static Database connectOwn(Home home, String command, Map<String, String> environment) {
        HomeServer server = new HomeServer(home, command, environment);
        // a JVM that is told to exit while it starts the server must not leave it behind
        Thread early = new Thread(server::close, "hourbook-database-early-exit");
        Runtime.getRuntime().addShutdownHook(early);
        Database database;
        try {
            server.open();
            database = new Database(server, server::login);
            Runtime.getRuntime().addShutdownHook(database.atExit);
        } finally {
            forget(early);
        }
        return database;
    }

    private void migrateOrClose(Home home) {
        try {
            Migrations.upgrade(home, pool);
            if (server != null) {
                server.ready();
            }
        } catch (FlywayException | SQLException | IOException failed) {
            close();
            throw DatabaseProblem.notMigrated(login.get().address(), failed);
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    /**
     * Makes the tables, or brings them up to date, asking nobody: for rows that come from elsewhere.
     *
     * @param upTo the last migration to apply, one of {@link #migrations}; null for all, and from then on others may use the tables
     * @throws io.hourbook.problem.Problem DB-208
     */
    public void migrate(String upTo) {
        try {
            Migrations.apply(pool, upTo);
            if (upTo == null && server != null) {
                server.ready();
            }
        } catch (FlywayException | IOException failed) {
            throw DatabaseProblem.notMigrated(login.get().address(), failed);
        }
    }

    /** At most 8 connections: auto-commit, UTC, strict SQL. They heal by themselves when the server has been restarted. */
    public DataSource dataSource() {
        return source;
    }

    /** Whether the database answers; the answer is at hand and costs nothing. */
    public Presence presence() {
        pulse.start();
        return pulse.presence();
    }

    /** True while the database is known not to answer. */
    public boolean away() {
        return !presence().there();
    }

    private void cutOff() {
        List<Connection> open;
        synchronized (connections) {
            open = List.copyOf(connections);
        }
        for (Connection connection : open) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException gone) {
                LOG.debug("gone already", gone);
            }
        }
        connections.removeAll(open);
    }

    /** True for the server out of the jar, false for one that {@code HOURBOOK_DB_URL} names. */
    public boolean embedded() {
        return server != null;
    }

    /** True where this process runs the home's own server. */
    public boolean owner() {
        return server != null && server.owner();
    }

    /**
     * Another schema on the same server, with connections of its own and its tables as they are. Closing it leaves this one open.
     *
     * @param schema that there is, in letters, digits and underscores
     */
    public Database beside(String schema) {
        return new Database(null, () -> login.get().on(schema));
    }

    /** {@code host:port/database}, to be shown. */
    public String address() {
        return login.get().address();
    }

    Login login() {
        return login.get();
    }

    /** The process of the home's own server where we run it, else 0. */
    long serverPid() {
        return server == null ? 0 : server.pid();
    }

    /**
     * The right to run a pass, until it is closed or this process dies.
     *
     * @param patience how long to wait for another pass to end; zero to look once
     * @return nothing where another pass still runs
     */
    public Optional<PassLock> passLock(Duration patience) {
        pulse.start();
        try {
            return PassLock.take(login, patience, pulse);
        } catch (SQLException failed) {
            throw DatabaseProblem.unreachable(login.get().address(), failed);
        }
    }

    /**
     * Makes room for a large piece of work: the redo log of the home's own server is 8 MiB at first, and what does not fit
     * into it has its pages written again and again. From 10,000 rows on it becomes 64 MiB, from 100,000 on 256 MiB, and stays
     * so. A server that is not ours is left alone.
     *
     * @param rows about how many entries are to be stored
     */
    public void expectRows(long rows) {
        long wanted = DataFolder.redoBytes(rows);
        if (server == null || wanted <= redoBytes) {
            return;
        }
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            try (var size = statement.executeQuery("select @@innodb_log_file_size")) {
                redoBytes = size.next() ? size.getLong(1) : 0;
            }
            if (redoBytes < wanted) {
                statement.execute("set global innodb_log_file_size = " + wanted);
                redoBytes = wanted;
            }
        } catch (SQLException failed) {
            LOG.warn("The redo log stays small, so large work is slower: {}", DatabaseProblem.firstLine(failed));
        }
    }

    /** From now on the caller closes: for a container that has to end its own work first when the JVM exits. */
    public void leaveClosingToCaller() {
        forget(atExit);
    }

    @Override
    public void close() {
        closeOnce();
        forget(atExit);
    }

    private static void forget(Thread exitHook) {
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException exiting) {
            // it runs already
        }
    }

    private synchronized void closeOnce() {
        if (!closed) {
            closed = true;
            pulse.close();
            pool.close();
            if (server != null) {
                server.close();
            }
        }
    }
}
