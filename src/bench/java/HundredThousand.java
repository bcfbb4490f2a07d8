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
import java.util.List;
import java.util.Random;

/**
 * Loads 100,000 generated records with the catalogue loader of the built service, then compares the search with the
 * database's own comparison of words ({@code q} of a list) on the same records in the same run. Prints ratios; the
 * machine decides the times. Run by {@code mvnw -Pbench package -DskipTests}.
 */
class HundredThousand {

    private static final int RECORDS = 100_000;
    private static final int ROUNDS = 200;
    private static final int WARM = 50;
    private static final int PORT = 8199;
    private static final String[] WORDS = {
        "stability", "cooperation", "incident", "territory", "infrastructure", "vulnerability", "attribution", "treaty",
        "exchange", "training", "exercise", "contact", "network", "report", "response", "team", "measure", "confidence",
        "security", "privacy", "rights", "supply", "chain", "assistance", "request", "mitigation", "dialogue", "strategy",
        "capacity", "cybercrime", "evidence", "investigation", "legislation", "ministry", "agency", "workshop"
    };

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("bench");
        generate(Files.createDirectories(folder.resolve("catalogue")));
        long begin = System.nanoTime();
        Process service = start(folder);
        try {
            awaitReady(service);
            System.out.printf("%,d records were loaded, indexed and ready in %d s%n", RECORDS, seconds(begin));
            compare("one frequent word", "cooperation");
            compare("two words", "cybercrime legislation");
            compare("a word that only one record has", "needle77777");
            ratio("a page of the timeline with its counts, against a page of a list", "/v1/timeline?limit=50", "/v1/commitments?limit=50");
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    private static void compare(String what, String words) throws Exception {
        String q = words.replace(" ", "%20");
        ratio(
                what + ": ranked search, counts and snippets, against the database's comparison of the same words",
                "/v1/search?limit=20&kind=commitments&q=" + q,
                "/v1/commitments?limit=20&q=" + q);
    }

    /** Asks both in turn, so that a noisy machine disturbs both alike. */
    private static void ratio(String what, String path, String baseline) throws Exception {
        long[] times = new long[ROUNDS];
        long[] base = new long[ROUNDS / 10];
        for (int i = 0; i < WARM; i++) {
            ask(path);
        }
        ask(baseline);
        for (int i = 0; i < ROUNDS; i++) {
            times[i] = ask(path);
            if (i % 10 == 0) {
                base[i / 10] = ask(baseline);
            }
        }
        Arrays.sort(times);
        Arrays.sort(base);
        System.out.printf(
                "%s%n  median %.1f ms, baseline %.1f ms: ratio %.3f%n",
                what, millis(times[ROUNDS / 2]), millis(base[base.length / 2]),
                (double) times[ROUNDS / 2] / base[base.length / 2]);
    }

    private static long ask(String path) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
        return System.nanoTime() - begin;
    }

    private static void generate(Path folder) throws IOException {
        Random random = new Random(1);
        try (BufferedWriter documents = Files.newBufferedWriter(folder.resolve("documents.ndjson"))) {
            documents.write("{\"id\": \"bench\", \"kind\": \"report\", \"title\": {\"en\": \"Generated\"}, \"citations\": [" + citation() + "]}\n");
        }
        try (BufferedWriter parties = Files.newBufferedWriter(folder.resolve("parties.ndjson"))) {
            for (String code : List.of("ca", "us", "mx", "fr", "de", "jp", "br", "cl")) {
                parties.write("{\"id\": \"" + code + "\", \"type\": \"state\", \"name\": {\"en\": \"" + code + "\"}, \"citations\": [" + citation() + "]}\n");
            }
        }
        try (BufferedWriter commitments = Files.newBufferedWriter(folder.resolve("commitments.ndjson"))) {
            for (int i = 0; i < RECORDS; i++) {
                commitments.write("""
                        {"id": "bench-%d", "parties": ["%s"], "modality": "support", "subject": {"en": "%s", "fr": "%s"}, "summary": {"en": "%s needle%d"}, \
                        "madeOn": "%d-%02d-%02d", "status": "standing", "documents": ["bench"], "citations": [%s]}
                        """.formatted(
                        i, List.of("ca", "us", "mx", "fr", "de", "jp", "br", "cl").get(random.nextInt(8)), words(random, 4), words(random, 4),
                        words(random, 30), i, 2000 + random.nextInt(26), 1 + random.nextInt(12), 1 + random.nextInt(28), citation()));
            }
        }
    }

    private static String citation() {
        return "{\"document\": \"bench\", \"locator\": \"L1\", \"confidence\": \"unconfirmed\"}";
    }

    private static String words(Random random, int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(words.isEmpty() ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString();
    }

    private static Process start(Path folder) throws IOException {
        ProcessBuilder service = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "target/quarkus-app/quarkus-run.jar");
        service.environment().put("REGISTRY_DATA_DIR", folder.resolve("data").toString());
        service.environment().put("REGISTRY_CATALOGUE", folder.resolve("catalogue").toString());
        service.environment().put("QUARKUS_HTTP_PORT", String.valueOf(PORT));
        return service.redirectErrorStream(true).start();
    }

    private static void awaitReady(Process service) throws IOException {
        BufferedReader log = new BufferedReader(new InputStreamReader(service.getInputStream()));
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            System.out.println(line);
            if (line.contains("Listening on")) {
                Thread rest = new Thread(() -> log.lines().forEach(System.out::println));
                rest.setDaemon(true);
                rest.start();
                return;
            }
        }
        throw new IllegalStateException("the service did not start");
    }

    private static long seconds(long begin) {
        return (System.nanoTime() - begin) / 1_000_000_000;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
