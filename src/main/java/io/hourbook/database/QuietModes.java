package io.hourbook.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.mariadb.jdbc.util.constants.ServerStatus;

/**
 * A connection that goes back to committing by itself when something is to be carried out that way, and not before: between two
 * transactions, one after the other on one connection, the server is told nothing. That is two of the five statements that a
 * transaction of two would be.
 *
 * <p>Only the way back can wait, and only once nothing is open: what was committed is committed, what is to be part of a
 * transaction never runs outside of one, and an idle connection holds nothing. Statements are made anew for each use, as
 * {@link org.springframework.jdbc.core.JdbcTemplate} does: what one kept from before does is noticed, and committed, only when the
 * connection's mode is set the next time.
 */
final class QuietModes implements InvocationHandler {

    /** These send no statement of their own, or end the connection. */
    private static final Set<String> SILENT = Set.of(
            "close", "isClosed", "abort", "isValid", "clearWarnings", "unwrap", "isWrapperFor", "getNetworkTimeout", "setNetworkTimeout",
            "toString", "hashCode", "equals");
    private static final Set<String> ENDINGS = Set.of("commit", "rollback");

    private final org.mariadb.jdbc.Connection connection;
    /** Whether the server has said that a transaction was open and has ended, and nothing was carried out since. */
    private boolean ended;
    /** Whether the connection is to commit by itself, which the server has not been told yet. */
    private boolean owed;

    private QuietModes(org.mariadb.jdbc.Connection connection) {
        this.connection = connection;
    }

    static Connection of(org.mariadb.jdbc.Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                QuietModes.class.getClassLoader(), new Class<?>[] {Connection.class}, new QuietModes(connection));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (name.equals("setAutoCommit")) {
            commitByItself((Boolean) arguments[0]);
            return null;
        }
        if (name.equals("getAutoCommit")) {
            return owed || connection.getAutoCommit();
        }
        if (SILENT.contains(name)) {
            return carriedOut(method, arguments);
        }
        if (owed) {
            connection.setAutoCommit(true);
            owed = false;
        }
        boolean wasOpen = open();
        ended = false;
        Object result = carriedOut(method, arguments);
        ended = wasOpen && !open() && ENDINGS.contains(name);
        return result;
    }

    private Object carriedOut(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private void commitByItself(boolean wanted) throws SQLException {
        if (owed && open()) {
            // a statement that was kept from before: what it did was to be committed by itself
            connection.setAutoCommit(true);
        }
        // the same after a commit: what is open is committed now, and not with whatever comes next on this connection
        owed = wanted && ended && !open() && !connection.getAutoCommit();
        if (!owed) {
            connection.setAutoCommit(wanted);
        }
    }

    private boolean open() {
        return (connection.getContext().getServerStatus() & ServerStatus.IN_TRANSACTION) != 0;
    }
}
