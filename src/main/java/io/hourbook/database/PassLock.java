package io.hourbook.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One pass at a time over one database, across processes and machines. The lock belongs to a connection of its own: when its
 * holder is killed, the server drops the lock with the connection.
 */
public final class PassLock implements AutoCloseable {

    private static final int SLICE_MILLIS = 1_000;

    private final Connection connection;

    private PassLock(Connection connection) {
        this.connection = connection;
    }

    /** @return the lock, or nothing while another pass runs for all of {@code patience} */
    static Optional<PassLock> take(Supplier<Login> login, Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            long left = Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
            try {
                Connection connection = Pool.connect(login.get());
                // in slices, so that a waiter survives a restart of the server
                if (taken(connection, Math.min(left, SLICE_MILLIS))) {
                    return Optional.of(new PassLock(connection));
                }
            } catch (SQLException broken) {
                if (left == 0) {
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
        // an idle connection is closed after wait_timeout, 8 h by default: a year is longer than any pass
        String sql = "select get_lock(concat('hourbook-pass-', database()), ?)";
        try (PreparedStatement keep = connection.prepareStatement("set session wait_timeout = 31536000");
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
        try {
            connection.close();
        } catch (SQLException ignored) {
            // lost with its connection
        }
    }
}
