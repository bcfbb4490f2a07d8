package org.cybernorms.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.freshId;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
    private static final int WRITES = 150;
    private static final String BODY =
            "{\"framework\":\"g7-lucca-2017\",\"designation\":\"test\",\"title\":{\"en\":\"In turn\"},"
                    + "\"summary\":{\"en\":\"A norm made by a test.\"},\"citations\":[{\"document\":\"g7-lucca-2017\","
                    + "\"locator\":\"L49\",\"confidence\":\"unconfirmed\"}]}";

    @Inject
    EntryLog log;

    @Test
    void whoeverGivesUpTakesNothingBackThatOthersWrote() throws Exception {
        long before = log.newest();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<Integer>> running = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            running.add(threads.submit(this::write));
        }
        int written = 0;
        for (Future<Integer> one : running) {
            written += one.get();
        }
        threads.shutdown();
        assertThat(written).isEqualTo(WRITERS * WRITES / 3 * 2);
        assertThat(log.sequence()).isEqualTo(before + written);
        assertThat(log.isSequenceRight()).isTrue();
    }

    private int write() {
        int written = 0;
        for (int i = 0; i < WRITES; i++) {
            boolean givesUp = i % 3 == 0;
            String id = freshId("turn");
            try {
                QuarkusTransaction.requiringNew().run(() -> {
                    log.lock();
                    if (givesUp) {
                        throw new GivenUp();
                    }
                    log.append(new AppendCommand("norms", id, 1, Entry.Change.created, 1, BODY, "test", null));
                });
            } catch (GivenUp e) {
                continue;
            }
            written++;
        }
        return written;
    }

    private static final class GivenUp extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
