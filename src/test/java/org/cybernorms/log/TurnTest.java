package org.cybernorms.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.freshId;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Writers that give up while others wait cost nobody an entry: with a locked row alone, H2 loses one within a second. */
@QuarkusTest
class TurnTest {

    private static final int WRITERS = 20;
    private static final int WRITES = 300;
    private static final String BODY =
            "{\"framework\":\"g7-lucca-2017\",\"designation\":\"test\",\"title\":{\"en\":\"In turn\"},"
                    + "\"summary\":{\"en\":\"A norm made by a test.\"},\"citations\":[{\"document\":\"g7-lucca-2017\","
                    + "\"locator\":\"L49\",\"confidence\":\"unconfirmed\"}]}";

    @Inject
    EntryLog log;

    @Inject
    EntityManager database;

    @Test
    void whoeverGivesUpTakesNothingBackThatOthersWrote() throws Exception {
        long before = log.newest();
        int written = writeAtOnce(
                log::lock,
                () -> log.append(
                        new AppendCommand("norms", freshId("turn"), 1, Entry.Change.created, 1, BODY, "test", null)));
        assertThat(written).isEqualTo(WRITERS * WRITES / 3 * 2);
        assertThat(log.sequence()).isEqualTo(before + written);
        assertThat(log.isSequenceRight()).isTrue();
    }

    /** So it is for all tables, as with two who acknowledge one message at once. */
    @Test
    void norDoesWhoeverGivesUpAfterAnUpdate() throws Exception {
        QuarkusTransaction.requiringNew().run(() -> {
            statement("create table turn_test (id int primary key, number int)");
            statement("insert into turn_test values (1, 0)");
        });
        int written = writeAtOnce(() -> statement("update turn_test set number = number + 1 where id = 1"), () -> {});
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> database.createNativeQuery("select number from turn_test", Integer.class)
                                .getSingleResult()))
                .isEqualTo(written);
    }

    private void statement(String sql) {
        database.createNativeQuery(sql).executeUpdate();
    }

    /** How many of many writers at once wrote; every third gives up after the first step. */
    private static int writeAtOnce(Runnable first, Runnable then) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<Integer>> running = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            running.add(threads.submit(() -> write(first, then)));
        }
        int written = 0;
        for (Future<Integer> one : running) {
            written += one.get();
        }
        threads.shutdown();
        return written;
    }

    private static int write(Runnable first, Runnable then) {
        int written = 0;
        for (int i = 0; i < WRITES; i++) {
            boolean givesUp = i % 3 == 0;
            try {
                QuarkusTransaction.requiringNew().run(() -> {
                    first.run();
                    if (givesUp) {
                        throw new GivenUp();
                    }
                    then.run();
                });
                written++;
            } catch (GivenUp e) {
                assertThat(givesUp).isTrue();
            }
        }
        return written;
    }

    private static final class GivenUp extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
