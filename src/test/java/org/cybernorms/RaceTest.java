package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.createNorm;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.norm;
import static org.cybernorms.support.Register.patching;
import static org.cybernorms.support.Register.sending;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many writers at one record and at many. */
@QuarkusTest
class RaceTest {

    private static final int WRITERS = 20;
    private static final int ROUNDS = 5;
    private static final int WRITES = 60;

    @Test
    void ofTwentyWritersAtOneRecordExactlyOneWinsEachVersion() throws Exception {
        String address = "/v1/norms/" + createNorm("Contested");
        long before = lastEntry();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        AtomicBoolean over = new AtomicBoolean();
        Future<List<String>> reader = Executors.newSingleThreadExecutor().submit(() -> halves(address, over));
        for (int round = 1; round <= ROUNDS; round++) {
            List<Integer> answers = race(writers, address, round);
            assertThat(answers).containsOnly(200, 412);
            assertThat(Collections.frequency(answers, 200)).isEqualTo(1);
        }
        over.set(true);
        writers.shutdown();
        assertThat(reader.get()).isEmpty();
        assertThat(lastEntry()).isEqualTo(before + ROUNDS);
    }

    private static List<Integer> race(ExecutorService writers, String address, int version) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> running = IntStream.range(0, WRITERS)
                .mapToObj(writer -> writers.submit(() -> {
                    start.await();
                    return patching("{\"title\": {\"en\": \"Version %d by %d\"}}".formatted(version + 1, writer))
                            .header("If-Match", "\"" + version + "\"")
                            .patch(address)
                            .statusCode();
                }))
                .toList();
        start.countDown();
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> one : running) {
            answers.add(one.get());
        }
        return answers;
    }

    /** What a reader of versions saw that was not whole: a gap, or a version that is listed and cannot be read. */
    private static List<String> halves(String address, AtomicBoolean over) {
        List<String> halves = new ArrayList<>();
        while (!over.get()) {
            List<Integer> versions =
                    anybody().get(address + "/versions").jsonPath().getList("items.version");
            int newest = versions.get(0);
            if (!versions.equals(IntStream.rangeClosed(1, newest)
                    .boxed()
                    .sorted(Collections.reverseOrder())
                    .toList())) {
                halves.add("versions " + versions);
            }
            JsonPath shown = anybody().get(address + "/versions/" + newest).jsonPath();
            if (newest > 1 && !shown.getString("title.en").startsWith("Version " + newest + " ")) {
                halves.add("version " + newest + " shows " + shown.getString("title.en"));
            }
        }
        return halves;
    }

    @Test
    void entryNumbersHaveNoGapAlsoWhenWritersFail() throws InterruptedException, ExecutionException {
        long before = lastEntry();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<Long>> running = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            boolean fails = i % 3 == 0;
            running.add(writers.submit(() -> fails ? failing() : entryOf(createNorm("Beside others"))));
        }
        HashSet<Long> numbers = new HashSet<>();
        for (Future<Long> one : running) {
            numbers.add(one.get());
        }
        writers.shutdown();
        numbers.remove(-1L);
        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(before + 1, before + WRITES * 2 / 3)
                        .boxed()
                        .collect(Collectors.toSet()));
    }

    private static long failing() {
        String body = norm(freshId("failing"), "x").replace("g7-lucca-2017", "no-such-document");
        assertThat(sending(body).post("/v1/norms").statusCode()).isEqualTo(422);
        return -1;
    }

    private static long entryOf(String id) {
        return anybody().get("/v1/norms/" + id).jsonPath().getLong("entry");
    }

    private static long lastEntry() {
        return anybody().get("/v1/log").jsonPath().getLong("lastEntry");
    }
}
