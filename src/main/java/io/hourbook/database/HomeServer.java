package io.hourbook.database;

import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
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
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 100;

    private final Home home;
    private final String command;
    private final Duration patience;
    private final OwnServer server;
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
        this(home, command, environment, PATIENCE);
    }

    /** @param patience how long to wait for the server of another process */
    HomeServer(Home home, String command, Map<String, String> environment, Duration patience) {
        this.home = home;
        this.command = command;
        this.patience = patience;
        this.server = new OwnServer(home, environment);
    }

    /** Returns once there is a server to use: our own, or that of the process which owns the home. */
    synchronized void open() {
        try {
            Files.createDirectories(home.data());
            long deadline = System.nanoTime() + patience.toNanos();
            while (!becomeOwner() && !becomeGuest()) {
                if (closing) {
                    throw new CancellationException("the program is being ended");
                }
                if (System.nanoTime() > deadline) {
                    String owner = Occupant.read(note()).map(Occupant::sentence).orElse("its name is not known");
                    throw DatabaseProblem.ownerSilent(home.root(), owner);
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

    /** The tables are up to date: from now on others may use the server. */
    synchronized void ready() throws IOException {
        server.ready(login);
        ready = true;
    }

    synchronized long pid() {
        return process == null ? 0 : process.pid();
    }

    private boolean becomeOwner() throws IOException {
        own = ownLock().orElse(null);
        if (own == null) {
            return false;
        }
        Occupant.self(command).publish(note());
        Optional<OwnServer.Running> left = guestsPresent() ? server.find() : Optional.empty();
        if (left.isPresent()) {
            use(left.get());
            ready = true;
        } else {
            start();
        }
        leaveGuests();
        return true;
    }

    private boolean becomeGuest() throws IOException {
        guest = FileLocks.shared(file("guests.lock")).orElse(null);
        Optional<Login> published = guest == null ? Optional.empty() : Login.ready(home).filter(OwnServer::answers);
        if (published.isEmpty()) {
            leaveGuests();
            return false;
        }
        login = published.get();
        ready = true;
        return true;
    }

    private void start() throws IOException {
        use(server.start(() -> closing));
        if (ready) {
            server.ready(login);
        }
    }

    private void use(OwnServer.Running running) {
        process = running.process();
        login = running.login();
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
                if (own == null && Files.isDirectory(home.data())) {
                    own = ownLock().orElse(null);
                    process = own == null ? null : server.find().map(OwnServer.Running::process).orElse(null);
                }
                leaveHome();
            } catch (IOException failed) {
                LOG.debug("The home could not be left in order", failed);
                stop(true);
            }
        }
    }

    /** Stops the server unless guests use it: one of them becomes its owner then. */
    private void leaveHome() throws IOException {
        while (own != null) {
            Optional<FileLocks.Hold> alone = guestsLock();
            stop(alone.isPresent());
            alone.ifPresent(FileLocks.Hold::close);
            if (alone.isEmpty()) {
                // the last guest may have left while we still held the home, and so have left the server to us
                Pause.millis(50);
                own = guestsPresent() ? null : ownLock().orElse(null);
            }
        }
    }

    private void stop(boolean serverToo) {
        if (serverToo && process != null) {
            process.stop();
            process = null;
        }
        if (own != null) {
            Occupant.withdraw(note());
            own.close();
            own = null;
        }
    }

    private void leaveGuests() {
        if (guest != null) {
            guest.close();
            guest = null;
        }
    }

    private boolean guestsPresent() throws IOException {
        Optional<FileLocks.Hold> alone = guestsLock();
        alone.ifPresent(FileLocks.Hold::close);
        return alone.isEmpty();
    }

    private Optional<FileLocks.Hold> guestsLock() throws IOException {
        return FileLocks.exclusive(file("guests.lock"));
    }

    private Optional<FileLocks.Hold> ownLock() throws IOException {
        return FileLocks.exclusive(file("hourbook.lock"));
    }

    /** Who owns the home, for messages to others. */
    private Path note() {
        return file("owner.json");
    }

    private Path file(String name) {
        return home.data().resolve(name);
    }
}
