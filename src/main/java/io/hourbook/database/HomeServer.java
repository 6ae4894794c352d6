package io.hourbook.database;

import io.hourbook.home.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The home's own server, as seen by one process. One process at a time owns it: holds {@code data/hourbook.lock}, started the
 * server, and starts it again when it dies. Others are guests, share {@code data/guests.lock} and use the same server. An
 * owner that ends while there are guests leaves the server to them; a guest who finds no owner becomes it.
 */
final class HomeServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HomeServer.class);
    private static final long WAIT_SECONDS = 60;
    private static final int LOOK_MILLIS = 100;
    private static final String LOCK = "hourbook.lock";
    private static final String GUESTS = "guests.lock";
    private static final String OWNER = "owner.json";

    private final Home home;
    private final String command;
    private final Map<String, String> environment;
    private final DataFolder folder;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hourbook-database-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile FileLocks.Hold own;
    private FileLocks.Hold guest;
    private ServerProcess process;
    private volatile Login login;
    private volatile boolean closing;
    private boolean ready;
    private int failures;
    private long notBefore = System.nanoTime();

    HomeServer(Home home, String command, Map<String, String> environment) {
        this.home = home;
        this.command = command;
        this.environment = environment;
        this.folder = new DataFolder(home.data());
    }

    /** Returns once there is a server to use: our own, or that of the process which owns the home. */
    synchronized void open() {
        try {
            Files.createDirectories(home.data());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
            while (!becomeOwner() && !becomeGuest()) {
                if (System.nanoTime() > deadline) {
                    throw DatabaseProblem.ownerSilent(home.root(), Occupant.read(file(OWNER)).map(Occupant::sentence).orElse("its name is not known"), null);
                }
                Pause.millis(30);
            }
        } catch (IOException failed) {
            close();
            throw DatabaseProblem.cannotUseData(home.data(), failed);
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Where the server is now: asked again for every new connection. */
    Login login() {
        return owner() ? login : Login.published(home).orElse(login);
    }

    boolean owner() {
        return own != null;
    }

    /** True where this process has started the server and its tables have yet to be looked at. */
    synchronized boolean startedHere() {
        return own != null && !ready;
    }

    synchronized long pid() {
        return process == null ? 0 : process.pid();
    }

    private boolean becomeOwner() throws IOException {
        own = FileLocks.exclusive(file(LOCK)).orElse(null);
        if (own == null) {
            return false;
        }
        Occupant.self(command).publish(file(OWNER));
        Optional<ServerProcess> left = guestsPresent() ? running() : Optional.empty();
        if (left.isPresent()) {
            process = left.get();
            login = Login.ready(home).orElseThrow();
            ready = true;
        } else {
            start();
        }
        leaveGuests();
        return true;
    }

    private boolean becomeGuest() throws IOException {
        guest = FileLocks.shared(file(GUESTS)).orElse(null);
        Optional<Login> published = guest == null ? Optional.empty() : Login.ready(home);
        if (published.isPresent() && answers(published.get())) {
            login = published.get();
            ready = true;
            return true;
        }
        leaveGuests();
        return false;
    }

    private void leaveGuests() {
        if (guest != null) {
            guest.close();
            guest = null;
        }
    }

    private boolean guestsPresent() throws IOException {
        Optional<FileLocks.Hold> none = FileLocks.exclusive(file(GUESTS));
        none.ifPresent(FileLocks.Hold::close);
        return none.isEmpty();
    }

    /** The server that an owner left to its guests, if it is in order. */
    private Optional<ServerProcess> running() {
        List<ProcessHandle> servers = folder.servers();
        boolean usable = servers.size() == 1 && Login.ready(home).filter(HomeServer::answers).isPresent();
        return usable ? Optional.of(ServerProcess.takeOver(servers.get(0), folder.root())) : Optional.empty();
    }

    private static boolean answers(Login login) {
        try {
            Pool.connect(login).close();
            return true;
        } catch (SQLException silent) {
            return false;
        }
    }

    private void start() throws IOException {
        ServerFiles server = ServerFiles.unpacked(environment);
        folder.endServers();
        folder.prepare(server);
        Login next = startOn(server, Login.published(home));
        login = next;
        if (ready) {
            next.publish(home, true);
        }
    }

    private Login startOn(ServerFiles server, Optional<Login> before) throws IOException {
        String password = before.map(Login::password).orElseGet(Login::newPassword);
        Login next = Login.local(freePort(before.map(Login::localPort).orElse(0)), password);
        next.publish(home, false);
        boolean accountMade = before.isPresent() && !folder.notYetMigrated();
        process = accountMade
                ? ServerProcess.start(server, folder, next, Optional.empty(), () -> closing).orElse(null)
                : null;
        if (process == null) {
            process = startWithAccount(server, next);
        }
        return next;
    }

    /** The account is made where it may be missing, not at every start: each time costs twenty waits for the disk. */
    private ServerProcess startWithAccount(ServerFiles server, Login next) throws IOException {
        Path startSql = file("server-start.sql");
        PrivateFile.write(startSql, startSql(next.password()));
        try {
            return ServerProcess.start(server, folder, next, Optional.of(startSql), () -> closing).orElseThrow(
                    () -> DatabaseProblem.didNotStart(folder.log(), "it refuses the login that was just made", null));
        } finally {
            Files.deleteIfExists(startSql);
        }
    }

    /** The tables are up to date: from now on others may use the server, and it is started again when it dies. */
    synchronized void ready() throws IOException {
        folder.migrated();
        login.publish(home, true);
        ready = true;
    }

    /** One statement a line, as the server wants it. */
    private String startSql(String password) {
        String account = "'" + Login.USER + "'@'127.0.0.1'";
        return (folder.notYetMigrated() ? "drop database if exists " + Login.DATABASE + ";\n" : "")
                + "create database if not exists " + Login.DATABASE + " character set utf8mb4 collate utf8mb4_bin;\n"
                + "create or replace user " + account + " identified by '" + password + "';\n"
                + "grant all on *.* to " + account + ";\n";
    }

    /** The same port as before where it is free, so that nobody has to look for it. */
    private static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            if (wanted == 0) {
                throw taken;
            }
            return freePort(0);
        }
    }

    private synchronized void look() {
        if (closing || System.nanoTime() - notBefore < 0) {
            return;
        }
        try {
            if (own == null) {
                if (becomeOwner()) {
                    LOG.info("The home's previous owner has ended; its database goes on here");
                }
            } else if (process == null || !process.alive()) {
                LOG.warn("The database server has died; starting it again");
                start();
                LOG.info("The database server is back on {}", login.address());
            }
            failures = 0;
        } catch (IOException | RuntimeException failed) {
            failures++;
            notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(10_000, 200L << Math.min(failures, 6)));
            LOG.error("The database server could not be started again, attempt {}: {}", failures, DatabaseProblem.firstLine(failed));
        }
    }

    @Override
    public void close() {
        closing = true;
        watch.shutdownNow();
        synchronized (this) {
            try {
                leaveGuests();
                if (own == null) {
                    own = FileLocks.exclusive(file(LOCK)).orElse(null);
                    process = own == null ? null : running().orElse(null);
                }
                if (own != null) {
                    leaveHome();
                }
            } catch (IOException failed) {
                LOG.warn("The database could not be closed in order: {}", DatabaseProblem.firstLine(failed));
                stop();
            }
        }
    }

    /** Stops the server unless guests use it: one of them becomes its owner then. */
    private void leaveHome() throws IOException {
        for (int attempt = 0; attempt < 2 && own != null; attempt++) {
            Optional<FileLocks.Hold> alone = FileLocks.exclusive(file(GUESTS));
            if (alone.isPresent()) {
                stop();
                alone.get().close();
                return;
            }
            Occupant.withdraw(file(OWNER));
            own.close();
            own = null;
            // the last guest may have left while we still held the home, and so have left the server to us
            Pause.millis(50);
            if (!guestsPresent()) {
                own = FileLocks.exclusive(file(LOCK)).orElse(null);
            }
        }
    }

    private void stop() {
        if (process != null) {
            process.stop();
            process = null;
        }
        if (own != null) {
            Occupant.withdraw(file(OWNER));
            own.close();
            own = null;
        }
    }

    private Path file(String name) {
        return home.data().resolve(name);
    }
}
