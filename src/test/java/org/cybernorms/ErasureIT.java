package org.cybernorms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.cybernorms.support.Callers;
import org.cybernorms.support.Catalogues;
import org.cybernorms.support.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar: what is not for everybody is never on its disk in the clear, and what is erased is gone for good. */
class ErasureIT {

    private static final String ALL = "/v1/points-of-contact";
    private static final String AT = ALL + "/erased-desk";
    private static final String OPEN = "zqopenx7f3";

    /** Of the person: what an erasure takes. */
    private static final List<String> PERSONAL = List.of(
            "zqnamex7f3",
            "zqtitlex7f3",
            "zqsecondx7f3",
            "+1-555-0177",
            "zqmobilex7f3",
            "zqcreatedx7f3",
            "zqchangedx7f3",
            "zqreturnedx7f3");

    /** Of the office: what it leaves. */
    private static final List<String> OF_THE_OFFICE = List.of("zqdeskx7f3", "zqnotex7f3", "zqbureaux7f3");

    /** Of a paper that is attached, and of a request. */
    private static final List<String> SEALED = List.of("zqpaperx7f3", "zqaskedx7f3");

    @TempDir
    Path folder;

    @TempDir
    Path catalogue;

    private String party = "";

    @Test
    void nothingRestrictedIsOnTheDiskAndNothingErasedComesBack() throws Exception {
        Map<String, String> training =
                Map.of("REGISTRY_CATALOGUE", Catalogues.withTraining(catalogue).toString());
        try (Service service = Service.start(folder, training)) {
            party = key(service, "nominator:parties/example-land");
            makeHistory(service, key(service, "secretariat:networks/training-network"));
            attachAndAsk(service);
            assertThat(everything(service)).contains(PERSONAL).contains(OF_THE_OFFICE);
            assertThat(onDisk(List.of(OPEN))).as("what is open is found").isNotEmpty();
            assertNothingIsWritten(service);
            write(service, "POST", AT + "/erasure", "{}", 200, "Content-Type", "application/json");
            assertErased(service);
        }
        try (Service service = Service.start(folder, training)) {
            assertErased(service);
        }
    }

    private void makeHistory(Service service, String secretariat) throws Exception {
        String contact = Callers.contact(
                "erased-desk",
                "example-land",
                ", \"note\": {\"en\": \"zqnotex7f3\"}, \"organisation\": {\"en\": \"zqbureaux7f3\"}");
        write(service, "POST", ALL + "?reason=zqcreatedx7f3", contact, 201, "Content-Type", "application/json");
        change(service, 1, """
                {"office": {"en": "%s"}, "person": {"name": "zqnamex7f3", "title": {"en": "zqtitlex7f3"}},
                 "channels": [{"type": "email", "address": "zqdeskx7f3@test.example.org", "rank": 1},
                              {"type": "phone", "address": "+1-555-0177", "rank": 2, "personal": true}]}""".formatted(OPEN));
        HttpResponse<String> returned = service.bare(
                "POST",
                AT + "/decisions",
                "{\"network\": \"training-network\", \"status\": \"returned\", \"reason\": \"zqreturnedx7f3\"}",
                "X-API-Key",
                secretariat,
                "Content-Type",
                "application/json",
                "If-Match",
                "\"2\"");
        assertThat(returned.statusCode()).as(returned.body()).isEqualTo(200);
        change(service, 3, "{\"person\": {\"name\": \"zqsecondx7f3\"}}");
        change(service, 4, """
                {"channels": [{"type": "email", "address": "zqdeskx7f3@test.example.org", "rank": 1},
                              {"type": "email", "address": "zqmobilex7f3@test.example.org", "rank": 2, "personal": true}]}""");
    }

    private void attachAndAsk(Service service) throws Exception {
        write(service, "PUT", AT + "/attachments/note.txt", "zqpaperx7f3", 201, "Content-Type", "text/plain");
        write(service, "POST", "/v1/requests", """
                {"type": "notice", "sender": "example-technical-desk", "to": "example-isle", "network": "training-network",
                 "urgency": "low", "handling": "TLP:AMBER", "text": {"en": "zqaskedx7f3"}}""", 201, "Content-Type", "application/json");
        assertThat(read(service, "/v1/requests", "application/json")).contains("zqaskedx7f3");
    }

    private void change(Service service, int version, String patch) throws Exception {
        String type = "application/merge-patch+json";
        String reason = AT + "?reason=zqchangedx7f3";
        write(service, "PATCH", reason, patch, 200, "Content-Type", type, "If-Match", "\"" + version + "\"");
    }

    private void assertErased(Service service) throws Exception {
        assertThat(everything(service)).doesNotContain(PERSONAL).contains(OF_THE_OFFICE);
        for (int version : List.of(2, 4, 5)) {
            JsonNode shown = Service.JSON.readTree(read(service, AT + "/versions/" + version, "application/json"));
            assertThat(shown.path("erased").toString()).contains("person", "channels");
            assertThat(shown.at("/channels/0/address").asText()).isEqualTo("zqdeskx7f3@test.example.org");
        }
        JsonNode versions = Service.JSON.readTree(read(service, AT + "/versions", "application/json"));
        assertThat(versions.at("/items/0/change").asText()).isEqualTo("erased");
        assertThat(versions.at("/items/1/erased").toString()).contains("person", "channels");
        assertThat(service.json("/v1/log/check").path("agree").asBoolean()).isTrue();
        assertNothingIsWritten(service);
    }

    /** Neither on the disk nor in what it printed. */
    private void assertNothingIsWritten(Service service) throws Exception {
        List<String> all =
                Stream.of(PERSONAL, OF_THE_OFFICE, SEALED).flatMap(List::stream).toList();
        assertThat(onDisk(all)).isEmpty();
        assertThat(service.output()).doesNotContain(all);
    }

    /** Which of these texts stand in which files, however they are encoded. */
    private List<String> onDisk(List<String> texts) throws Exception {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), ISO_8859_1).toLowerCase(Locale.ROOT);
                for (Charset encoding : List.of(UTF_8, UTF_16BE, UTF_16LE)) {
                    texts.stream()
                            .filter(text -> bytes.contains(new String(text.getBytes(encoding), ISO_8859_1)))
                            .forEach(text -> found.add(text + " in " + file.getFileName() + " as " + encoding));
                }
            }
        }
        return found;
    }

    /** All that its own party and the administrator can read of the contact, in every form. */
    private String everything(Service service) throws Exception {
        StringBuilder all = new StringBuilder();
        int last = Service.JSON
                .readTree(read(service, AT, "application/json"))
                .path("version")
                .asInt();
        List<String> records = new ArrayList<>(List.of(AT));
        List<String> others = new ArrayList<>(List.of(AT + "/versions", ALL + "/reachable?party=example-land"));
        for (int version = 1; version <= last; version++) {
            records.add(AT + "/versions/" + version);
            for (int from = 1; from <= last; from++) {
                all.append(read(service, AT + "/diff?from=" + from + "&to=" + version, "application/json-patch+json"));
            }
        }
        for (String form :
                List.of("application/json", "application/ld+json", "text/vcard", "application/jscontact+json")) {
            for (String record : records) {
                all.append(read(service, record, form));
            }
            all.append(read(service, ALL, form));
        }
        others.addAll(List.of(ALL, "/v1/search?q=" + OPEN));
        for (String other : others) {
            all.append(read(service, other, "text/csv"));
            all.append(read(service, other, "application/json"));
        }
        all.append(service.get(AT).body()).append(service.get(AT + "/versions").body());
        all.append(service.get("/v1/access-log?limit=200").body());
        return all.toString();
    }

    private String read(Service service, String path, String type) throws Exception {
        HttpResponse<String> answer = service.bare("GET", path, "", "X-API-Key", party, "Accept", type);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return answer.body().replace("\r\n ", "");
    }

    private void write(Service service, String method, String path, String body, int status, String... headers)
            throws Exception {
        String[] all =
                Stream.concat(Stream.of("X-API-Key", party), Stream.of(headers)).toArray(String[]::new);
        HttpResponse<String> answer = service.bare(method, path, body, all);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static String key(Service service, String role) throws Exception {
        String wanted = "{\"owner\": \"example-caller\", \"roles\": [\"" + role + "\"]}";
        return Service.JSON
                .readTree(service.send("POST", "/v1/keys", "application/json", wanted)
                        .body())
                .path("secret")
                .asText();
    }
}
