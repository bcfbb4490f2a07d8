import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Loads 10,000 contacts in 100 networks with the built service, starts one exercise with all of them and follows it
 * until the last message is out (into the outbox: no mail server is measured). Prints ratios to plain writes of the same
 * run; the machine decides the times. Run by {@code mvnw -Pbench-contacts package -DskipTests}.
 */
class TenThousandContacts {

    private static final int CONTACTS = 10_000;
    private static final int NETWORKS = 100;
    private static final int WRITES = 50;
    private static final int PORT = 8198;
    private static final Pattern QUEUED = Pattern.compile("\"queued\":(\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static String key = "";

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("bench");
        generate(Files.createDirectories(folder.resolve("catalogue")));
        Process service = start(folder);
        try {
            awaitReady(service);
            key = Files.readString(folder.resolve("data/admin.key")).strip();
            double write = write();
            String networks = IntStream.range(0, NETWORKS)
                    .mapToObj(i -> "\"net-" + i + "\"")
                    .collect(Collectors.joining(","));
            send(
                    "PUT",
                    "/v1/exercises/all",
                    "If-None-Match",
                    "*",
                    "{\"networks\": [" + networks
                            + "], \"type\": \"communication-check\", \"title\": {\"en\": \"All\"}, \"deadline\": \"PT4H\"}");
            long begin = System.nanoTime();
            send("POST", "/v1/exercises/all/start", "If-Match", "\"1\"", "");
            double started = millis(begin);
            System.out.printf(
                    "An exercise to %,d contacts in %d networks started in %.1f s: ratio %.4f to as many plain writes%n",
                    CONTACTS, NETWORKS, started / 1000, started / (write * CONTACTS));
            int queued = CONTACTS;
            while (queued > 0) {
                if (service.waitFor(1, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the service ended with " + queued + " messages queued");
                }
                Matcher progress = QUEUED.matcher(
                        send("GET", "/v1/exercises/all/results?limit=1", "Accept", "application/json", ""));
                queued = progress.find() ? Integer.parseInt(progress.group(1)) : 0;
                System.out.printf("\r%,d of %,d messages are out", CONTACTS - queued, CONTACTS);
            }
            double out = millis(begin);
            System.out.printf(
                    "%nThe last message was out after %.0f s: ratio %.2f to as many plain writes, one after another%n",
                    out / 1000, out / (write * CONTACTS));
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    /** The median of a plain write, in milliseconds. */
    private static double write() throws Exception {
        double[] times = new double[WRITES];
        for (int i = 0; i < WRITES; i++) {
            long begin = System.nanoTime();
            send("PATCH", "/v1/points-of-contact/desk-" + i, "If-Match", "*", "{\"note\": {\"en\": \"Changed.\"}}");
            times[i] = millis(begin);
        }
        Arrays.sort(times);
        System.out.printf("A plain write of a contact takes %.1f ms (median of %d)%n", times[WRITES / 2], WRITES);
        return times[WRITES / 2];
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1_000_000.0;
    }

    private static String send(String method, String path, String header, String value, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path))
                        .header("X-API-Key", key)
                        .header(header, value)
                        .header(
                                "Content-Type",
                                method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
        return answer.body();
    }

    private static void generate(Path folder) throws IOException {
        String citations =
                "\"citations\": [{\"document\": \"bench\", \"locator\": \"L1\", \"confidence\": \"unconfirmed\"}]";
        Files.writeString(
                folder.resolve("documents.ndjson"),
                "{\"id\": \"bench\", \"kind\": \"report\", \"title\": {\"en\": \"Generated\"}, " + citations + "}\n");
        Files.writeString(
                folder.resolve("parties.ndjson"),
                "{\"id\": \"land\", \"type\": \"group\", \"name\": {\"en\": \"Land\"}, " + citations + "}\n");
        try (BufferedWriter networks = Files.newBufferedWriter(folder.resolve("networks.ndjson"))) {
            for (int i = 0; i < NETWORKS; i++) {
                networks.write("{\"id\": \"net-" + i
                        + "\", \"type\": \"points-of-contact\", \"title\": {\"en\": \"N\"}, \"summary\": {\"en\": \"S\"}, "
                        + citations + "}\n");
            }
        }
        try (BufferedWriter contacts = Files.newBufferedWriter(folder.resolve("points-of-contact.ndjson"))) {
            for (int i = 0; i < CONTACTS; i++) {
                contacts.write("""
                        {"id": "desk-%d", "party": "land", "category": "technical", "office": {"en": "Desk"}, "channels": [{"type": "email", "address": "desk-%d@land.example.org", "rank": 1}], \
                        "networks": [{"network": "net-%d", "consent": true}], "renewedOn": "2026-01-01", "acceptances": [{"network": "net-%d", "state": "accepted", "since": "2026-01-01T00:00:00Z"}]}
                        """.formatted(i, i, i % NETWORKS, i % NETWORKS));
            }
        }
    }

    private static Process start(Path folder) throws IOException {
        ProcessBuilder service = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/quarkus-app/quarkus-run.jar");
        service.environment().put("REGISTRY_DATA_DIR", folder.resolve("data").toString());
        service.environment()
                .put("REGISTRY_CATALOGUE", folder.resolve("catalogue").toString());
        service.environment().put("QUARKUS_HTTP_PORT", String.valueOf(PORT));
        return service.redirectErrorStream(true).start();
    }

    private static void awaitReady(Process service) throws IOException {
        BufferedReader log = new BufferedReader(new InputStreamReader(service.getInputStream()));
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            System.out.println(line);
            if (line.contains("Listening on")) {
                Thread rest = new Thread(() -> log.lines().forEach(ignored -> {}));
                rest.setDaemon(true);
                rest.start();
                return;
            }
        }
        throw new IllegalStateException("the service did not start");
    }
}
