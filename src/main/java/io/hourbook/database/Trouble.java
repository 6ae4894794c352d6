package io.hourbook.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What the database's exceptions say about the database itself, rather than about a statement. */
public final class Trouble {

    /** Shutdown in progress, server gone, connection lost in a statement, connection killed. */
    private static final Set<Integer> AWAY = Set.of(1053, 2006, 2013, 1927);
    /** No space for a temporary file, for a table, or for whatever the operating system was asked. */
    private static final Set<Integer> FULL = Set.of(3, 1021, 1026, 1114);
    private static final int OTHER_ERROR_OF_ENGINE = 1030;
    /** Waited too long, deadlock, and, as newer servers say it, read what another has changed since. */
    private static final Set<Integer> LOST_LOCK = Set.of(1205, 1213, 1020);

    private Trouble() {}

    /** Whether the connection was lost or none could be had. */
    public static boolean away(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && away(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean away(SQLException sql) {
        return sql instanceof SQLNonTransientConnectionException
                || sql instanceof SQLTransientConnectionException
                || sql.getSQLState() != null && sql.getSQLState().startsWith("08")
                || AWAY.contains(sql.getErrorCode())
                // the pool says it of a connection that was cut off under a statement, and of itself when the program ends
                || "Connection is closed".equals(sql.getMessage())
                || String.valueOf(sql.getMessage()).matches("HikariDataSource .* has been closed\\.");
    }

    /** Whether the server has no room on its disk. */
    public static boolean full(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && full(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a transaction lost a lock to another one: carried out again, it may go through. */
    static boolean lostLock(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOST_LOCK.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    private static boolean full(SQLException sql) {
        boolean engine = sql.getErrorCode() == OTHER_ERROR_OF_ENGINE && String.valueOf(sql.getMessage()).contains("No space left");
        return engine || FULL.contains(sql.getErrorCode());
    }
}
