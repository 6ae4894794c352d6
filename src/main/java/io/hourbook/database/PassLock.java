package io.hourbook.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One pass at a time over one database, across processes and machines. The lock belongs to a connection of its own: when its
 * holder is killed, the server drops the lock with the connection.
 */
public final class PassLock implements AutoCloseable {

    private static final int SLICE_MILLIS = 1_000;

    /** How long a waiter waits for a database that is away. */
    private static final long AWAY_MILLIS = 60_000;

    private final Connection connection;
    private final Pulse pulse;

    private PassLock(Connection connection, Pulse pulse) {
        this.connection = connection;
        this.pulse = pulse;
        pulse.keep(this);
    }

    /** @return the lock, or nothing while another pass runs for all of {@code patience} */
    static Optional<PassLock> take(Supplier<Login> login, Duration patience, Pulse pulse) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        long answered = System.nanoTime();
        while (true) {
            long left = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
            try {
                Connection connection = Pool.connect(login.get(), Pulse.SHORT);
                // in slices, so that a waiter survives a restart of the server
                if (taken(connection, Math.min(left, SLICE_MILLIS))) {
                    return Optional.of(new PassLock(connection, pulse));
                }
                answered = System.nanoTime();
            } catch (SQLException broken) {
                if (left == 0 || (System.nanoTime() - answered) / 1_000_000 > AWAY_MILLIS) {
                    throw broken;
                }
                Pause.millis(100);
            }
            if (left == 0) {
                return Optional.empty();
            }
        }
    }

    private static boolean taken(Connection connection, long millis) throws SQLException {
        boolean taken = false;
        // the pulse touches it every two seconds: the server drops the lock of a machine that went away without a word
        String sql = "select get_lock(concat('hourbook-pass-', database()), ?)";
        try (PreparedStatement keep = connection.prepareStatement("set session wait_timeout = 120");
                PreparedStatement lock = connection.prepareStatement(sql)) {
            keep.execute();
            lock.setBigDecimal(1, java.math.BigDecimal.valueOf(millis, 3));
            try (ResultSet result = lock.executeQuery()) {
                taken = result.next() && result.getInt(1) == 1;
            }
        } finally {
            if (!taken) {
                connection.close();
            }
        }
        return taken;
    }

    /** Shows the server that the holder is there. */
    void touch() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("do 1");
        } catch (SQLException lost) {
            // the pass finds out before its next transaction
            pulse.forget(this);
        }
    }

    /** False once the connection is lost, and the lock with it: another pass may have begun. */
    public boolean held() {
        try {
            return connection.isValid(5);
        } catch (SQLException lost) {
            return false;
        }
    }

    @Override
    public void close() {
        pulse.forget(this);
        try {
            connection.close();
        } catch (SQLException ignored) {
            // lost with its connection
        }
    }
}
