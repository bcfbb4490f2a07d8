package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.cybernorms.support.Service;
import org.cybernorms.support.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of a running service, set so low that a test reaches them. */
class LimitsIT {

    private static final int PER_ADDRESS = 200;
    private static final int CONNECTIONS = 30;
    private static final String BUDGET = "RateLimit";

    @TempDir
    static Path folder;

    private static Service service;
    private static String key;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        service = Service.start(
                folder,
                Map.of(
                        "REGISTRY_CONNECTIONS_PER_ADDRESS", String.valueOf(CONNECTIONS),
                        "REGISTRY_HEAD_TIMEOUT", "2s",
                        "REGISTRY_REQUESTS_PER_MINUTE", String.valueOf(PER_ADDRESS),
                        "REGISTRY_CALLER_REQUESTS_PER_MINUTE", "5000",
                        "REGISTRY_REQUESTS_IN_PROGRESS", "1"));
        key = Files.readString(folder.resolve("admin.key")).strip();
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    /** An address that was not asked for before, so that no answer to it is ready. */
    private static Wire.Answer get(String from, String... headers) throws IOException {
        return Wire.get(from, service.port(), "/v1/norms?q=n" + NUMBER.incrementAndGet(), headers);
    }

    private static String budget(Wire.Answer answer) {
        return answer.header(BUDGET).orElse("");
    }

    private static int left(Wire.Answer answer) {
        return Integer.parseInt(budget(answer).replaceAll(".*;r=(\\d+);.*", "$1"));
    }

    private static void exhaust(String address) throws IOException {
        for (int i = 0; i < 2 * PER_ADDRESS; i++) {
            Wire.Answer answer = get(address);
            if (answer.status() == 429) {
                assertThat(answer.header("Retry-After")).isPresent();
                assertThat(budget(answer)).startsWith("\"address\";r=0;");
                return;
            }
        }
        throw new AssertionError("an address may ask for more than its budget");
    }

    @Test
    void aKnownCallerHasABudgetOfItsOwnThatOthersBehindItsAddressDoNotTouch() throws Exception {
        String address = "127.0.1.1";
        assertThat(budget(get(address, "X-API-Key", key))).startsWith("\"address\"");
        await().until(() -> budget(get(address, "X-API-Key", key)).startsWith("\"caller\""));
        exhaust(address);
        for (int i = 0; i < 20; i++) {
            Wire.Answer answer = get(address, "X-API-Key", key);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(budget(answer)).startsWith("\"caller\"");
            assertThat(answer.header("RateLimit-Policy")).hasValue("\"address\";q=200;w=60, \"caller\";q=5000;w=60");
        }
        assertThat(get("127.0.1.2").status()).isEqualTo(200);
    }

    @Test
    void inventedKeysAndTokensCountForTheAddress() throws Exception {
        String address = "127.0.1.3";
        exhaust(address);
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            String[] invented = i % 2 == 0
                    ? new String[] {"X-API-Key", "invented-" + i}
                    : new String[] {"Authorization", "Bearer invented-" + i};
            refused += get(address, invented).status() == 429 ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(20);
        Wire.Answer both = get(address, "X-API-Key", key, "Authorization", "Bearer invented");
        assertThat(both.header(BUDGET))
                .hasValueSatisfying(left -> assertThat(left).startsWith("\"address\""));
    }

    /** One request is worked on at once here; of many that come together, most find no room. */
    @Test
    void whatFindsNoRoomIsNotCounted() throws Exception {
        String address = "127.0.1.4";
        AtomicInteger counted = new AtomicInteger();
        AtomicInteger noRoom = new AtomicInteger();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            callers.submit(() -> {
                while (noRoom.get() < 2 * PER_ADDRESS && counted.get() < PER_ADDRESS / 2) {
                    Wire.Answer answer = get(address);
                    (answer.status() == 503 ? noRoom : counted).incrementAndGet();
                    if (answer.status() == 503) {
                        assertThat(answer.header("Retry-After")).hasValue("1");
                    }
                }
                return null;
            });
        }
        callers.shutdown();
        await().until(callers::isTerminated);
        Wire.Answer last = get(address);
        assertThat(last.status()).isEqualTo(200);
        assertThat(noRoom.get()).isPositive();
        assertThat(left(last)).isGreaterThanOrEqualTo(PER_ADDRESS - counted.get() - 1);
    }

    @Test
    void anAddressHasABoundedNumberOfConnectionsAlsoOfSilentOnes() throws Exception {
        String address = "127.0.1.5";
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            silent.add(Wire.connect(address, service.port()));
        }
        try (Socket oneMore = Wire.connect(address, service.port())) {
            assertThat(oneMore.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(get("127.0.1.6").status()).isEqualTo(200);
        silent.get(0).close();
        await().ignoreExceptions().until(() -> get(address).status() == 200);
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void aHeadMustArriveInTimeHoweverSteadilyItsBytesCome() throws Exception {
        long begun = System.nanoTime();
        try (Socket slow = Wire.connect("127.0.1.7", service.port())) {
            Wire.write(slow, Wire.head("GET", "/v1/norms") + "X-Slow: ");
            await().pollInterval(Duration.ofMillis(50)).until(() -> isClosedTo(slow));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1_500));
    }

    private static boolean isClosedTo(Socket socket) {
        try {
            Wire.write(socket, "x");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aSilentConnectionEndsAndOneThatIsKeptForMoreRequestsDoesNot() throws Exception {
        String get = Wire.head("GET", "/v1/norms/small-1");
        try (Socket kept = Wire.connect("127.0.1.8", service.port())) {
            Wire.write(kept, get + "\r\n");
            assertThat(kept.getInputStream().read()).isEqualTo('H');
            try (Socket silent = Wire.connect("127.0.1.8", service.port())) {
                assertThat(silent.getInputStream().read()).isEqualTo(-1); // its time has passed
            }
            Wire.write(kept, get + "Connection: close\r\n\r\n");
            String answers = new String(kept.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).contains("HTTP/1.1 200 OK").startsWith("TTP/1.1 200 OK");
        }
    }

    /** A later request of a connection that arrives slowly ends it, too. */
    @Test
    void aLaterHeadMustArriveInTime() throws Exception {
        try (Socket slow = Wire.connect("127.0.1.9", service.port())) {
            Wire.write(slow, Wire.head("GET", "/v1/norms/small-1") + "\r\n");
            assertThat(slow.getInputStream().read()).isEqualTo('H');
            Wire.write(slow, "GET /v1/norms HTTP/1.1\r\nX-Slow: ");
            await().pollInterval(Duration.ofMillis(50)).until(() -> isClosedTo(slow));
        }
    }
}
