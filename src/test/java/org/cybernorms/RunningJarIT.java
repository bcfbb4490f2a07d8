package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cybernorms.support.Catalogues;
import org.cybernorms.support.Register;
import org.cybernorms.support.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar: started, killed, started again, with other catalogues, as an operator would. */
class RunningJarIT {

    @TempDir
    Path folder;

    @Test
    void aFirstStartLoadsTheCatalogueAndSaysWhatItDid() throws Exception {
        Map<String, Integer> shipped = Catalogues.shippedCounts();
        try (Service service = Service.start(folder, Service.SHIPPED_CATALOGUE)) {
            assertThat(service.json("/v1/norms?limit=200").path("items")).hasSize(shipped.get("norms"));
            assertThat(service.output())
                    .contains("Database: jdbc:h2:file:" + folder)
                    .contains("Administrator's key: in " + folder.resolve("admin.key"))
                    .contains("records: " + shipped)
                    .contains("/openapi.yaml")
                    .doesNotContain("WARN")
                    .doesNotContain(
                            Files.readString(folder.resolve("admin.key")).strip());
        }
    }

    @Test
    void everyAcknowledgedWriteSurvivesKill9() throws Exception {
        ConcurrentSkipListSet<String> acknowledged = new ConcurrentSkipListSet<>();
        for (int round = 1; round <= 2; round++) {
            Service service = Service.start(folder, Map.of());
            int start = acknowledged.size();
            ExecutorService writers = Executors.newFixedThreadPool(4);
            for (int writer = 0; writer < 4; writer++) {
                String prefix = "killed-" + round + "-" + writer + "-";
                writers.submit(() -> writeUntilDeath(service, prefix, acknowledged));
            }
            await().until(() -> acknowledged.size() >= start + 60);
            service.kill();
            writers.shutdown();
            assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        try (Service service = Service.start(folder, Map.of())) {
            for (String id : acknowledged) {
                assertThat(service.get("/v1/norms/" + id).statusCode()).as(id).isEqualTo(200);
            }
            assertAgrees(service);
        }
    }

    private static Void writeUntilDeath(Service service, String prefix, ConcurrentSkipListSet<String> acknowledged)
            throws Exception {
        for (int i = 0; ; i++) {
            String id = prefix + i;
            HttpResponse<String> answer;
            try {
                answer = service.send(
                        "POST", "/v1/norms", "application/json", Register.norm(id, "Written before the end"));
            } catch (IOException e) {
                return null; // the service was killed
            }
            if (answer.statusCode() == 201) {
                acknowledged.add(id);
            }
        }
    }

    private static void assertAgrees(Service service) throws Exception {
        JsonNode check = service.json("/v1/log/check");
        assertThat(check.path("agree").asBoolean()).as(check.toString()).isTrue();
    }

    @Test
    void aLaterStartLoadsWhatIsNewAndLeavesWhatAnEditorChanged() throws Exception {
        Path data = folder.resolve("data");
        long entries;
        try (Service service = Service.start(data, Map.of())) {
            entries = service.json("/v1/log").path("entries").asLong();
            patch(service, "/v1/norms/small-1", "{\"title\": {\"en\": \"The editor's title\"}}");
        }
        Path other = catalogue();
        Path norms = other.resolve("norms.yaml");
        Files.writeString(
                norms,
                Files.readString(norms)
                                .replace("A first norm", "The catalogue's title")
                                .replace("A second norm", "Another title")
                        + """

                        - id: small-99
                          framework: g7-lucca-2017
                          designation: '99'
                          title: {en: A new one}
                          summary: {en: It came with a later catalogue.}
                          citations: [{document: g7-lucca-2017, locator: L11, confidence: unconfirmed}]
                        """);
        try (Service service = Service.start(data, Map.of("REGISTRY_CATALOGUE", other.toString()))) {
            assertThat(service.output())
                    .contains("1 records created, 1 updated")
                    .contains("1 skipped (changed by others)");
            assertThat(service.json("/v1/norms/small-1").at("/title/en").asText())
                    .isEqualTo("The editor's title");
            assertThat(service.json("/v1/norms/small-2").at("/title/en").asText())
                    .isEqualTo("Another title");
            assertThat(service.json("/v1/norms/small-99").path("version").asInt())
                    .isEqualTo(1);
            assertThat(service.json("/v1/log").path("entries").asLong()).isEqualTo(entries + 3);
        }
    }

    @Test
    void aLaterCatalogueMayReferToWhatAnEditorWithdrew() throws Exception {
        Path data = folder.resolve("data");
        try (Service service = Service.start(data, Map.of())) {
            assertThat(service.send(
                                    "DELETE",
                                    "/v1/documents/registry-desk-notes?evenIfReferenced=true",
                                    "application/json",
                                    "",
                                    "If-Match",
                                    "\"1\"")
                            .statusCode())
                    .isEqualTo(204);
        }
        Path other = catalogue();
        Path norms = other.resolve("norms.yaml");
        Files.writeString(norms, Files.readString(norms) + """

                        - id: small-99
                          framework: g7-lucca-2017
                          designation: '99'
                          title: {en: A new one}
                          summary: {en: It cites what an editor withdrew.}
                          citations: [{document: registry-desk-notes, locator: whole list, confidence: unconfirmed}]
                        """);
        try (Service service = Service.start(data, Map.of("REGISTRY_CATALOGUE", other.toString()))) {
            assertThat(service.get("/v1/norms/small-99").statusCode()).isEqualTo(200);
            assertThat(service.get("/v1/documents/registry-desk-notes").statusCode())
                    .isEqualTo(410);
        }
    }

    @Test
    void aMistakeInACatalogueFileStopsTheStartWithFileLineAndReason() throws Exception {
        Path other = catalogue();
        Path mappings = other.resolve("mappings.yaml");
        String good = Files.readString(mappings);
        String text = good.replace("relation: relatedMatch", "relation: sameMatch");
        Files.writeString(mappings, text);
        assertStops(other, "mappings.yaml:" + line(text, "relation: sameMatch") + ":", "/relation", "exactMatch");

        String changed = good.replace("norm: small-2", "norm: small-3");
        Files.writeString(mappings, changed);
        assertStops(other, "mappings.yaml:" + line(changed, "norm: small-3") + ":", "norms/small-3", "/norm");

        Files.writeString(mappings, "- id: [unfinished\n");
        assertStops(other, "mappings.yaml:1:");
        assertNothingWasLoaded();
    }

    @Test
    void aFileOfASourceAndAFileOfLinesAreReadAndTheirMistakesAreTold() throws Exception {
        Path other = Files.createDirectories(folder.resolve("own"));
        String citation = "[{\"document\": \"a-text\", \"locator\": \"L1\", \"confidence\": \"confirmed\"}]";
        Path lines = other.resolve("parties.ndjson");
        String party = "{\"id\": \"%s\", \"type\": \"group\", \"name\": {\"en\": \"A group\"}, \"citations\": "
                + citation + "}\n";
        Files.writeString(lines, party.formatted("group-1") + "\n" + party.formatted("group-2"));
        Path source = other.resolve("a-source.yaml");
        String yaml = """
                documents:
                - id: a-text
                  type: report
                  title: {en: A text}
                  citations: [{document: a-text, locator: L1, confidence: confirmed}]
                meetings:
                - id: a-meeting
                  title: {en: A meeting}
                  body: %s
                  citations: [{document: a-text, locator: L1, confidence: confirmed}]
                """;
        Files.writeString(source, yaml.formatted("group-2"));
        Files.writeString(other.resolve("a-text.txt"), "A first line");
        Path data = folder.resolve("good");
        try (Service service = Service.start(data, Map.of("REGISTRY_CATALOGUE", other.toString()))) {
            assertThat(service.output()).contains("4 records created");
            assertThat(service.get("/v1/meetings/a-meeting").statusCode()).isEqualTo(200);
            assertThat(service.get("/v1/documents/a-text/content").body()).isEqualTo("A first line");
        }
        Files.writeString(source, yaml.formatted("group-3"));
        assertStops(other, "a-source.yaml:9: a-meeting /body unknown record `parties/group-3`");
        Files.writeString(source, yaml.formatted("group-2").replace("meetings:", "meetups:"));
        assertStops(other, "a-source.yaml:7: a-meeting unknown kind `meetups`");
        Files.writeString(source, yaml.formatted("group-2"));
        Files.writeString(lines, party.formatted("group-1") + "\n" + party.formatted("group-1"));
        assertStops(other, "parties.ndjson:3: group-1 /id duplicate value");
        Files.writeString(lines, party.formatted("group-1") + "{\"id\": \n");
        assertStops(other, "parties.ndjson:2: ");
        Files.writeString(lines, party.formatted("group-2").replace("\"group\"", "\"flock\""));
        assertStops(other, "parties.ndjson:1: group-2 /type");
        assertNothingWasLoaded();
    }

    @Test
    void aLaterStartWithTheSameCatalogueChangesNothing() throws Exception {
        long last;
        try (Service service = Service.start(folder, Map.of())) {
            last = service.json("/v1/log").path("lastEntry").asLong();
        }
        try (Service service = Service.start(folder, Map.of())) {
            assertThat(service.output()).contains("Catalogue: unchanged since the last import");
            assertThat(service.json("/v1/log").path("lastEntry").asLong()).isEqualTo(last);
        }
    }

    @Test
    void theSearchIndexFollowsTheLogAfterAKillAndCanBeThrownAway() throws Exception {
        int found;
        try (Service service = Service.start(folder, Map.of())) {
            found = found(service, "registry");
            assertThat(found).isGreaterThan(1);
            patch(service, "/v1/norms/small-1", "{\"title\": {\"en\": \"Wallabies everywhere\"}}");
            assertThat(found(service, "wallaby")).isEqualTo(1);
            service.kill();
        }
        try (Service service = Service.start(folder, Map.of())) {
            assertThat(found(service, "wallaby")).isEqualTo(1);
        }
        try (Stream<Path> index = Files.walk(folder.resolve("search"))) {
            index.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
        }
        try (Service service = Service.start(folder, Map.of())) {
            assertThat(found(service, "wallaby")).isEqualTo(1);
            assertThat(found(service, "registry")).isEqualTo(found);
        }
    }

    private static int found(Service service, String words) throws Exception {
        return service.json("/v1/search?q=" + words).at("/counts/total").asInt();
    }

    private void assertStops(Path catalogue, String... reasons) throws Exception {
        Map<String, String> environment = Map.of("REGISTRY_CATALOGUE", catalogue.toString());
        try (Service service = Service.launch(folder.resolve("stopped"), environment)) {
            assertThat(service.waitForEnd()).isNotZero();
            assertThat(service.output()).contains(reasons);
        }
    }

    /** The starts that were stopped have left nothing: the next one loads all that there is. */
    private void assertNothingWasLoaded() throws Exception {
        try (Service service = Service.start(folder.resolve("stopped"), Map.of())) {
            assertThat(service.output()).contains("Catalogue: 5 records created, 0 updated");
            assertThat(service.json("/v1/log").path("entries").asLong()).isEqualTo(5);
            assertThat(service.json("/v1/log").path("lastEntry").asLong()).isEqualTo(5);
        }
    }

    private static int line(String text, String part) {
        return (int) text.substring(0, text.indexOf(part))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }

    private Path catalogue() throws IOException {
        return Catalogues.copyOfFive(Files.createDirectories(folder.resolve("catalogue")));
    }

    @Test
    void whatIsDerivedCanBeThrownAwayAndDerivedAnew() throws Exception {
        try (Service service = Service.start(folder, Map.of())) {
            patch(service, "/v1/norms/small-1", "{\"title\": {\"en\": \"Second version\"}}");
        }
        assertDerivedAnew(Map.of("REGISTRY_REBUILD", "true"));
        // the index was deleted: it is derived anew without being asked
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Service service = Service.start(folder, Map.of())) {
            assertThat(service.json("/v1/norms?framework=g7-lucca-2017").path("items"))
                    .isNotEmpty();
            assertAgrees(service);
        }
    }

    private void assertDerivedAnew(Map<String, String> environment) throws Exception {
        try (Service service = Service.start(folder, environment)) {
            assertThat(service.output()).contains("Index rebuilt");
            assertThat(service.json("/v1/norms/small-1").at("/title/en").asText())
                    .isEqualTo("Second version");
            assertThat(service.json("/v1/norms?framework=g7-lucca-2017").path("items"))
                    .hasSize(2);
            assertAgrees(service);
        }
    }

    @Test
    void theAdministratorsKeyMayComeFromTheEnvironment() throws Exception {
        String key = "a-key-for-this-test-only-0123456789";
        try (Service service = Service.start(folder, Map.of("REGISTRY_ADMIN_KEY", key))) {
            assertThat(folder.resolve("admin.key")).doesNotExist();
            assertThat(service.send("GET", "/v1/keys", "application/json", "", "X-API-Key", key)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(service.output()).doesNotContain(key);
        }
        try (Service service = Service.launch(folder.resolve("short"), Map.of("REGISTRY_ADMIN_KEY", "short"))) {
            assertThat(service.waitForEnd()).isNotZero();
            assertThat(service.output()).contains("REGISTRY_ADMIN_KEY must have at least 32 characters");
        }
    }

    private static void patch(Service service, String path, String patch) throws Exception {
        assertThat(service.send("PATCH", path, "application/merge-patch+json", patch, "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(200);
    }
}
