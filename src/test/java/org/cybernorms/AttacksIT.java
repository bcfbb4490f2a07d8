package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.cybernorms.support.Service;
import org.cybernorms.support.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service as shipped, in half a gigabyte, under what one caller can send: another one is answered within a second all
 * the while, memory and log stay small, and the service is well again at once.
 */
class AttacksIT {

    private static final String ATTACKER = "127.0.0.1";
    private static final String SECOND_ATTACKER = "127.0.0.4";
    private static final String READER = "127.0.0.2";
    private static final String RECORD = "/v1/norms/small-1";
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int AT_THE_SAME_TIME = 8;
    private static final int MIB = 1 << 20;

    /** Kilobytes: the heap, and what the Java runtime needs beside it. */
    private static final int MEMORY = 1_000_000;

    private static final int LINES = 20;

    private record Seen(int status, boolean saysWhenToRetry, Duration time) {}

    @TempDir
    static Path folder;

    private static Service service;
    private ExecutorService attackers;
    private ExecutorService readers;
    private Future<List<Seen>> reader;
    private volatile boolean over;
    private final Queue<Wire.Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger closed = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        service = Service.start(folder, Map.of("JAVA_TOOL_OPTIONS", "-Xmx512m"));
        read(); // the first request of a process takes longer
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
    }

    @BeforeEach
    void begin() {
        attackers = Executors.newFixedThreadPool(AT_THE_SAME_TIME);
        readers = Executors.newSingleThreadExecutor();
        reader = readers.submit(this::readOnAndOn);
    }

    @AfterEach
    void end() {
        over = true;
        attackers.shutdownNow();
        readers.shutdown();
    }

    private List<Seen> readOnAndOn() throws IOException {
        List<Seen> all = new ArrayList<>();
        while (!over) {
            all.add(read());
        }
        return all;
    }

    private static Seen read() throws IOException {
        long begun = System.nanoTime();
        Wire.Answer answer = Wire.get(READER, service.port(), RECORD);
        return new Seen(
                answer.status(), answer.header("Retry-After").isPresent(), Duration.ofNanos(System.nanoTime() - begun));
    }

    @Test
    void requestsThatAreLargeOrExpensive() throws Exception {
        long lines = lines();
        String objects = "{\"citations\":[" + "{},".repeat(MIB / 3) + "{}]}";
        attack(8, i -> () -> post(objects, "Content-Type", "application/json"));
        attack(8, i -> () -> post(objects, "Content-Type", "application/json", "X-API-Key", "invented-" + i));
        String content = "x".repeat(20 * MIB);
        attack(
                8,
                i -> () -> send(
                        "PUT",
                        "/v1/documents/registry-desk-notes/content",
                        content,
                        "Content-Type",
                        "text/plain",
                        "X-API-Key",
                        "invented-" + i));
        String tags = "\"a\"" + ",\"a\"".repeat(2_500);
        attack(100, i -> () -> get(RECORD + "?asOf=" + (i + 1), "If-None-Match", tags));
        attack(100, i -> () -> get("/v1/norms/a" + i + "-a".repeat(4_000)));
        attack(100, i -> () -> get("/v1/commitments?party=a" + i + "-a".repeat(3_900)));
        attack(50, i -> () -> get("/v1/search?q=" + (char) ('a' + i % 26) + (char) ('a' + i / 26) + "*"));
        attack(50, i -> () -> get("/v1/search?q=" + "ab*%20".repeat(20) + i));
        assertHarmless(lines);
        assertThat(closed.get()).as("of the 24 large bodies").isLessThanOrEqualTo(24);
        assertThat(answers).hasSizeGreaterThanOrEqualTo(400);
    }

    @Test
    void connectionsThatAreHeldOpen() throws Exception {
        long lines = lines();
        Duration hold = Duration.ofSeconds(Integer.getInteger("registry.attack-seconds", 10));
        List<Socket> slow = connect(ATTACKER, 210);
        for (Socket socket : slow) {
            Wire.write(
                    socket,
                    Wire.head(
                                    "POST",
                                    "/v1/citations/check",
                                    "Content-Type",
                                    "application/json",
                                    "Content-Length",
                                    "60000")
                            + "\r\n{");
        }
        long begun = System.nanoTime();
        List<Socket> held = connect(SECOND_ATTACKER, 200);
        for (Socket socket : held.subList(0, 100)) {
            Wire.write(socket, Wire.head("GET", RECORD));
        }
        await().atMost(hold.plusSeconds(10)).until(() -> System.nanoTime() - begun > hold.toNanos());
        for (Socket socket : slow) {
            assertThat(Wire.read(socket).status()).isEqualTo(408);
            socket.close();
        }
        for (Socket socket : held) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            socket.close();
        }
        assertHarmless(lines);
    }

    private static List<Socket> connect(String from, int count) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(Wire.connect(from, service.port()));
        }
        return sockets;
    }

    private static Wire.Answer get(String path, String... headers) throws IOException {
        return send("GET", path, "", headers);
    }

    private static Wire.Answer post(String body, String... headers) throws IOException {
        return send("POST", "/v1/citations/check", body, headers);
    }

    private static Wire.Answer send(String method, String path, String body, String... headers) throws IOException {
        try (Socket socket = Wire.connect(ATTACKER, service.port())) {
            String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
            Wire.write(socket, Wire.head(method, path, headers) + length + "Connection: close\r\n\r\n" + body);
            return Wire.read(socket);
        }
    }

    /** Sends that many requests, as many at the same time as there are attackers. */
    private void attack(int count, IntFunction<Callable<Wire.Answer>> request) throws Exception {
        List<Future<Wire.Answer>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(attackers.submit(request.apply(i)));
        }
        for (Future<Wire.Answer> one : sent) {
            try {
                answers.add(one.get());
            } catch (ExecutionException e) {
                // the service closes a connection on which too much is sent
                assertThat(e).hasCauseInstanceOf(IOException.class);
                closed.incrementAndGet();
            }
        }
    }

    private void assertHarmless(long linesBefore) throws Exception {
        long begun = System.nanoTime();
        assertThat(get(RECORD).status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
        over = true;
        assertThat(reader.get()).hasSizeGreaterThan(10).allSatisfy(seen -> {
            assertThat(seen.time).isLessThan(AT_ONCE);
            assertThat(seen.status == 200 || (seen.status == 503 && seen.saysWhenToRetry))
                    .as(seen.toString())
                    .isTrue();
        });
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status() < 500
                        || (answer.status() == 503
                                && answer.header("Retry-After").isPresent()))
                .as(answer.toString())
                .isTrue());
        assertThat(memory()).isLessThan(MEMORY);
        assertThat(service.output()).doesNotContain("\tat ").doesNotContain("OutOfMemory");
        assertThat(lines()).isLessThan(linesBefore + LINES);
    }

    private static long lines() throws IOException {
        return service.output().lines().count();
    }

    /** The most that the process has ever had in memory, in kilobytes. */
    private static long memory() throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", String.valueOf(service.pid()), "status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
