package io.hourbook.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database every two seconds whether it is there, over a connection of its own. Says once that it has gone and once
 * that it is back. Where it neither answers nor refuses for half a minute, everything that waits for it is cut off: a statement
 * may take minutes on a server that answers, but nobody waits that long for one that does not.
 */
final class Pulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final int BEAT_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Longer than a server that is alive takes for a question that costs nothing, even on a busy machine. */
    static final Map<String, String> SHORT = Map.of("connectTimeout", "5000", "socketTimeout", "10000");

    private final Supplier<Login> login;
    private final Runnable cutOff;
    private final Duration patience;
    private final Set<PassLock> locks = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hourbook-database-pulse");
        thread.setDaemon(true);
        return thread;
    });
    private Connection connection;
    private boolean started;
    private volatile boolean closing;
    private volatile Presence presence = new Presence(true, Instant.now(), Duration.ZERO, null, null);

    /** @param cutOff ends every call that waits for the database */
    Pulse(Supplier<Login> login, Runnable cutOff) {
        this(login, cutOff, PATIENCE);
    }

    Pulse(Supplier<Login> login, Runnable cutOff, Duration patience) {
        this.login = login;
        this.cutOff = cutOff;
        this.patience = patience;
    }

    /** From now on it is looked. */
    synchronized void start() {
        if (!started && !closing) {
            started = true;
            beats.scheduleWithFixedDelay(this::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    Presence presence() {
        return presence;
    }

    /** Keeps the connection of a lock from being idle; the server drops one whose holder has gone silent. */
    void keep(PassLock lock) {
        locks.add(lock);
    }

    void forget(PassLock lock) {
        locks.remove(lock);
    }

    private void beat() {
        try {
            Optional<SQLException> failure = ask();
            if (failure.isPresent() && !closing) {
                // the connection alone may be to blame
                failure = ask();
            }
            if (!closing) {
                failure.ifPresentOrElse(this::away, () -> locks.forEach(PassLock::touch));
            }
        } catch (RuntimeException unexpected) {
            LOG.warn("The database could not be looked at: {}", DatabaseProblem.firstLine(unexpected));
        }
    }

    private Optional<SQLException> ask() {
        long began = System.nanoTime();
        try {
            if (connection == null) {
                connection = Pool.connect(login.get(), SHORT);
            }
            try (Statement statement = connection.createStatement(); ResultSet answer = statement.executeQuery("select version()")) {
                answer.next();
                there(Duration.ofNanos(System.nanoTime() - began), answer.getString(1));
            }
            return Optional.empty();
        } catch (SQLException failed) {
            drop();
            return Optional.of(failed);
        }
    }

    private void there(Duration latency, String version) {
        Presence before = presence;
        if (before.there()) {
            presence = new Presence(true, before.since(), latency, version, null);
        } else {
            presence = new Presence(true, Instant.now(), latency, version, null);
            LOG.info("The database {} is back after {}; work goes on", login.get().address(), words(Duration.between(before.since(), Instant.now())));
        }
    }

    private void away(SQLException failed) {
        Presence before = presence;
        if (before.there()) {
            presence = new Presence(false, Instant.now(), before.latency(), before.version(), DatabaseProblem.firstLine(failed));
            LOG.warn("{}", DatabaseProblem.away(login.get().address(), failed).getMessage());
        } else if (Duration.between(before.since(), Instant.now()).compareTo(patience) > 0) {
            cutOff.run();
        }
    }

    /** {@code 12 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
    static String words(Duration length) {
        long seconds = length.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3_600 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }

    private void drop() {
        Connection dropped = connection;
        connection = null;
        if (dropped != null) {
            try {
                dropped.abort(Runnable::run);
            } catch (SQLException gone) {
                LOG.debug("gone already", gone);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        beats.shutdownNow();
        drop();
    }
}
