package io.hourbook.database;

import io.hourbook.problem.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import javax.sql.DataSource;

/**
 * Stands between a pass and each of its transactions, on the pass's own thread and on those of its lanes.
 *
 * <p>The lock on passes belongs to a connection, and a connection can be lost while the pass that took the lock goes on: then
 * another process may begin one. So every transaction of a pass first takes a shared lock on the row of its run and looks
 * whether the run still runs. Whoever begins a pass first ends all runs that are marked as running, for which it waits until
 * no transaction holds such a lock. So a transaction is committed before the other pass begins, or is never begun.
 *
 * <p>The same place asks whether the pass may go on: what is in hand is finished, and nothing more is begun.
 */
public final class PassGuard implements AutoCloseable {

    private static final ThreadLocal<PassGuard> HERE = new ThreadLocal<>();
    private static final String STILL_OURS = "select state from run where id = ? lock in share mode";

    private final int run;
    private final Runnable mayGoOn;
    private final BooleanSupplier stopping;
    private final Touched touched = new Touched();
    private volatile boolean failed;

    private PassGuard(int run, Runnable mayGoOn, BooleanSupplier stopping) {
        this.run = run;
        this.mayGoOn = mayGoOn;
        this.stopping = stopping;
    }

    /**
     * From now on this thread's transactions are those of a run, until it is closed.
     *
     * @param mayGoOn  throws where nothing more is to be begun
     * @param stopping whether somebody asked the program to stop
     */
    public static PassGuard enter(int run, Runnable mayGoOn, BooleanSupplier stopping) {
        PassGuard guard = new PassGuard(run, mayGoOn, stopping);
        HERE.set(guard);
        return guard;
    }

    /** The guard of the pass that this thread runs; one that lets everything pass where it runs none. */
    public static PassGuard here() {
        PassGuard guard = HERE.get();
        return guard == null ? new PassGuard(0, () -> {}, () -> false) : guard;
    }

    /** What the pass has had in hand; nobody looks at it where there is no pass. */
    public Touched touched() {
        return touched;
    }

    /** Work that another thread does for the pass of this one. */
    static Runnable carried(Runnable work) {
        PassGuard guard = HERE.get();
        return guard == null ? work : () -> {
            HERE.set(guard);
            try {
                work.run();
            } finally {
                HERE.remove();
            }
        };
    }

    /** A lane of this pass failed: the others finish what they have in hand and take nothing more. */
    public void laneFailed() {
        failed = true;
    }

    /** Whether a lane of this pass may take more. */
    public boolean goesOn() {
        return !failed;
    }

    /** Whether somebody asked the program to stop. */
    public boolean stopping() {
        return stopping.getAsBoolean();
    }

    /**
     * To be called at the start of a transaction, on its connection.
     *
     * @throws PassEnded where this pass may not go on
     */
    public void check(Connection connection) {
        if (run == 0) {
            return;
        }
        mayGoOn.run();
        try (PreparedStatement ask = connection.prepareStatement(STILL_OURS)) {
            ask.setInt(1, run);
            try (ResultSet answer = ask.executeQuery()) {
                if (!answer.next() || !"running".equals(answer.getString(1))) {
                    throw takenOver();
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The same for the transaction that this thread is in. */
    public void check(DataSource source) {
        ConnectionHolder holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(source);
        if (holder != null) {
            check(holder.getConnection());
        }
    }

    private PassEnded takenOver() {
        return new PassEnded(PassEnded.Why.TAKEN_OVER, new Finding(
                "RUN-004", "run " + run, "another process has begun a pass, because this one's connection to the database was lost", null,
                "one pass at a time", "nothing: this pass stopped before it wrote anything more, and the other one goes on from there"));
    }

    @Override
    public void close() {
        HERE.remove();
    }

    /** Asks the guard of the thread at the start of every transaction. */
    static final class Transactions extends JdbcTransactionManager {

        private static final long serialVersionUID = 1;

        Transactions(DataSource source) {
            super(source);
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            super.doBegin(transaction, definition);
            try {
                here().check(obtainDataSource());
            } catch (RuntimeException | Error refused) {
                giveBack(transaction);
                throw refused;
            }
        }

        private void giveBack(Object transaction) {
            try {
                ((ConnectionHolder) TransactionSynchronizationManager.getResource(obtainDataSource())).getConnection().rollback();
            } catch (SQLException lost) {
                logger.debug("lost with its connection", lost);
            } finally {
                doCleanupAfterCompletion(transaction);
            }
        }
    }
}
