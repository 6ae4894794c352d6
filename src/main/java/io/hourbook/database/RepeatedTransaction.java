package io.hourbook.database;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of lanes that work side by side: one that loses a lock to another, because both waited for each other or
 * because it waited too long, is rolled back and carried out again, a few times.
 *
 * <p>Only for work that may be carried out again: whatever it changes, it changes in the database, or in objects that it
 * makes itself.
 */
public final class RepeatedTransaction extends TransactionTemplate {

    private static final long serialVersionUID = 1;
    private static final int TIMES = 5;

    public RepeatedTransaction(PlatformTransactionManager transactions) {
        super(transactions);
    }

    @Override
    public <T> T execute(TransactionCallback<T> work) {
        // inside another transaction only that one as a whole can be carried out again
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return super.execute(work);
        }
        for (int time = 1; ; time++) {
            try {
                return super.execute(work);
            } catch (RuntimeException failed) {
                if (time == TIMES || !Trouble.lostLock(failed)) {
                    throw failed;
                }
            }
        }
    }
}
