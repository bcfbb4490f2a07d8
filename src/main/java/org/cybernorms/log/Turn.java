package org.cybernorms.log;

import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLTimeoutException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one transaction of this process after another do something, each until it ends. A row that is locked with
 * {@code for update} is not enough on H2: where several transactions wait for it and one of them is rolled back, H2 (2.4.240)
 * may restore the row as it was before the last commit. Between processes, on PostgreSQL, the locked row is what counts.
 */
public final class Turn {

    private static final int SECONDS = 10;

    private final Semaphore free = new Semaphore(1, true);
    private final TransactionSynchronizationRegistry transactions;

    public Turn(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    /**
     * Waits until the caller's transaction has its turn; it may ask again.
     *
     * @throws LogException where others take too long
     */
    public void take() {
        if (transactions.getResource(this) != null) {
            return;
        }
        try {
            if (!free.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
                throw late();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late();
        }
        try {
            transactions.registerInterposedSynchronization(new AtTheEnd());
        } catch (IllegalStateException e) { // the transaction has ended already, by its time limit
            free.release();
            throw e;
        }
        transactions.putResource(this, Boolean.TRUE);
    }

    private static LogException late() {
        return new LogException("others write for too long", new SQLTimeoutException("no turn in " + SECONDS + " s"));
    }

    private final class AtTheEnd implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            free.release();
        }
    }
}
