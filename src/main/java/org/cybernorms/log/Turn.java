package org.cybernorms.log;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLTimeoutException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * On H2, lets the transactions that write do so one after another, each until it ends. Locked rows are not enough there:
 * where several transactions wait for a row and one of them is rolled back, H2 (2.4.240 and before) may restore the row as
 * it was before the last commit. PostgreSQL needs no turns.
 */
@ApplicationScoped
@Unremovable
public class Turn {

    private static final int SECONDS = 10;

    private final Semaphore free = new Semaphore(1, true);
    private final TransactionSynchronizationRegistry transactions;
    private final boolean needed;
    private volatile @Nullable Thread holder;

    Turn(
            TransactionSynchronizationRegistry transactions,
            @ConfigProperty(name = "registry.write-in-turn") boolean needed) {
        this.transactions = transactions;
        this.needed = needed;
    }

    /**
     * Waits until the caller's transaction has its turn; it may ask again. A transaction within another one has the turn
     * of that one.
     *
     * @throws LogException where others take too long
     */
    public void take() {
        if (!needed
                || transactions.getTransactionKey() == null
                || Thread.currentThread().equals(holder)) {
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
        holder = Thread.currentThread();
    }

    private static LogException late() {
        return new LogException("others write for too long", new SQLTimeoutException("no turn in " + SECONDS + " s"));
    }

    private final class AtTheEnd implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            holder = null;
            free.release();
        }
    }
}
