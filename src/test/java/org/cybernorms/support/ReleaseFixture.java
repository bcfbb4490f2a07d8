package org.cybernorms.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Freezes a release: starts its jar on an empty folder, fills it by requests with every kind of record and of state, and
 * writes down what it answers. How to run it stands in CONTRIBUTING.md, under Releases.
 */
public final class ReleaseFixture {

    private static final Path CATALOGUE = Path.of("src/test/resources/release-catalogue");
    private static final String JSON = "application/json";
    private static final String PATCH = "application/merge-patch+json";
    private static final String CITED =
            "\"citations\": [{\"document\": \"harbour-report\", \"locator\": \"page 10\", \"confidence\": \"unconfirmed\"}]";
    private static final String SERVED = "\"networks\": [{\"network\": \"lantern-network\", \"consent\": true}]";

    private final Service service;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Set<String> withdrawn = new LinkedHashSet<>();

    private ReleaseFixture(Service service) {
        this.service = service;
    }

    /** The arguments: the jar of the release, its contract, and the folder to write, named after the version. */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Release release = new Release(Path.of(arguments[2]));
        if (Files.exists(release.folder())) {
            throw new IllegalArgumentException(release.folder() + " is there already; a release is frozen once");
        }
        Files.createDirectories(release.folder());
        Files.copy(Path.of(arguments[1]), release.contract());
        Release.copyFiles(CATALOGUE, release.catalogue());
        Path data = Files.createTempDirectory("release");
        try (Service service =
                Service.start(Service.command(jar), data, Map.of("REGISTRY_CATALOGUE", CATALOGUE.toString()))) {
            ReleaseFixture fixture = new ReleaseFixture(service);
            fixture.make();
            Service.JSON
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(release.keys().toFile(), fixture.keys);
            FrozenAnswers.write(service, fixture.keys, fixture.withdrawn, fixture.views(), release.answers());
        }
        compact(data);
        keep(data, release.data());
        Files.writeString(release.allowedChanges(), """
                # Changes against this release that no client of it survives and that are intended all the same.
                # A line is "contract" and a JSON Pointer into the contract, or "answers" and a pattern of answers that differ; then "#" and the reason.
                """);
        System.out.println(release.folder() + " is frozen: run the tests, look at it, commit it.");
    }

    private void make() throws Exception {
        key("northland", "nominator:parties/northland");
        key("southland", "nominator:parties/southland");
        key("member", "member:parties/southland");
        key("secretariat", "secretariat:networks/lantern-network");
        publicRecords();
        restoredAndWithdrawn();
        contacts();
        contents();
        requests();
        exercises();
    }

    /** Every kind by a request, several of them in several versions, by each method that makes one. */
    private void publicRecords() throws Exception {
        create(
                "parties",
                "eastland",
                "\"type\": \"organisation\", \"name\": {\"en\": \"Eastland\", \"pt\": \"Terra do Leste\"}");
        create(
                "documents",
                "eastland-paper",
                "\"type\": \"policy\", \"title\": {\"en\": \"Paper of Eastland\"}, \"date\": \"2022-03\"");
        create("norms", "eastland-norm", """
                "framework": "eastland-paper", "designation": "7", "title": {"en": "Answer signals"}, "summary": {"en": "Signals are answered."},
                "clauses": [{"id": "a", "summary": {"en": "By day."}}]""");
        create("mappings", "eastland-mapping", """
                "source": {"norm": "eastland-norm", "clause": "a"}, "target": {"norm": "harbour-1"}, "relation": "broadMatch",
                "justification": {"en": "A signal is a light."}, "confidence": "confirmed\"""");
        create("cbms", "lantern-cbm-2", """
                "number": 2, "organisation": "lantern-group", "title": {"en": "Signals in one code"}, "summary": {"en": "All use one code."},
                "obligations": [{"action": "train", "summary": {"en": "Crews are trained."}, "every": "P6M", %s}]""".formatted(CITED));
        create("networks", "eastland-network", """
                "type": "exchange-group", "title": {"en": "Signal group"}, "summary": {"en": "It exchanges codes."},
                "members": [{"party": "eastland", "role": "observer", "validTo": "2023", %s}]""".formatted(CITED));
        create("meetings", "eastland-meeting", """
                "title": {"en": "Meeting on signals"}, "body": "lantern-group", "startedOn": "2022-04", "format": "virtual",
                "participants": [{"party": "eastland", "roles": ["host"], "listed": true, %s}]""".formatted(CITED));
        create("commitments", "eastland-pledge", """
                "parties": ["eastland"], "modality": "undertake", "subject": {"en": "Signals"}, "summary": {"en": "Eastland undertakes to answer."},
                "madeOn": "2022", "norms": [{"norm": "eastland-norm"}], "documents": ["eastland-paper"]""");
        create("implementations", "eastland-signals", """
                "party": "eastland", "type": "training", "title": {"en": "School of signals"}, "summary": {"en": "Crews learn the code."},
                "norms": [{"norm": "eastland-norm"}], "status": "planned",
                "milestones": [{"title": {"en": "A teacher"}, "target": "2024-02", "status": "planned", %s}]""".formatted(CITED));
        change(
                "norms",
                "eastland-norm",
                1,
                "{\"title\": {\"en\": \"Answer all signals\", \"fr\": \"Répondre à tous les signaux\"}, \"note\": {\"en\": \"Reworded.\"}}");
        change(
                "norms",
                "eastland-norm",
                2,
                "{\"note\": null, \"clauses\": [{\"id\": \"a\", \"summary\": {\"en\": \"By day and night.\"}}]}");
        change("implementations", "eastland-signals", 1, """
                {"status": "in-progress", "amounts": [{"value": 20000, "currency": "EUR", "qualifier": "up-to", "every": "P1Y", %s}],
                 "milestones": [{"title": {"en": "A teacher"}, "target": "2024-02", "status": "completed", %s},
                                {"title": {"en": "A school"}, "target": "2030", "status": "planned", %s}]}""".formatted(CITED, CITED, CITED));
        change("parties", "northland", 1, "{\"summary\": {\"en\": \"A State in the north.\"}}");
        change("commitments", "harbour-pledge", 1, "{\"status\": \"fulfilled\", \"validTo\": \"2024-12-31\"}");
        change("cbms", "lantern-cbm-2", 1, "{\"decision\": \"eastland-paper\", \"adoptedOn\": \"2022~\"}");
        change("meetings", "harbour-meeting", 1, "{\"nextMeeting\": null}");
        change("networks", "eastland-network", 1, "{\"operator\": \"lantern-group\"}");
        JsonNode document = service.json("/v1/documents/eastland-paper");
        String replaced = document.toString().replace("Paper of Eastland", "White paper of Eastland");
        send(200, "PUT", "/v1/documents/eastland-paper?reason=Its+full+title", JSON, replaced, "If-Match", "\"1\"");
    }

    private void restoredAndWithdrawn() throws Exception {
        String restored = create("norms", "restored-norm", norm("Restored once"));
        change("norms", "restored-norm", 1, "{\"designation\": \"8b\"}");
        send(204, "DELETE", restored + "?reason=A+mistake", JSON, "", "If-Match", "\"2\"");
        send(
                200,
                "PUT",
                restored + "?reason=No+mistake",
                JSON,
                "{" + norm("Restored once") + ", " + CITED + "}",
                "If-Match",
                "\"3\"");
        String gone = create("norms", "withdrawn-norm", norm("Withdrawn"));
        send(204, "DELETE", gone + "?reason=Said+twice", JSON, "", "If-Match", "\"1\"");
        withdrawn.add(gone);
    }

    private static String norm(String title) {
        return "\"framework\": \"harbour-declaration\", \"designation\": \"8\", \"title\": {\"en\": \"" + title
                + "\"}, \"summary\": {\"en\": \"A norm with a history.\"}";
    }

    /** A sealed contact with its nomination, marks and papers; one withdrawn; one of which a person's data are erased. */
    private void contacts() throws Exception {
        create("documents", "northland-note", "\"type\": \"statement\", \"title\": {\"en\": \"Note of Northland\"}");
        nominate(
                "northland-deputy",
                "\"channels\": [{\"type\": \"email\", \"address\": \"deputy@northland.example.org\", \"rank\": 1, \"always\": true}]");
        decide("northland-deputy", 1, "accepted");
        nominate("northland-desk", """
                "organisation": {"en": "Cable Agency"}, "person": {"name": "N. Keeper", "title": {"en": "Keeper of lights"}, "since": "2023-01"},
                "channels": [{"type": "email", "address": "desk@northland.example.org", "rank": 1, "languages": ["en", "fr"]},
                             {"type": "phone", "address": "+1-555-0150", "rank": 2, "personal": true, "tlp": "TLP:AMBER+STRICT"}],
                "timeZone": "Europe/Oslo", "dutyHours": [{"days": ["monday", "friday"], "from": "08:00", "to": "16:00"}],
                "deputies": ["northland-deputy"], "papers": ["northland-note"], "note": {"en": "Call twice."},
                "tlp": "TLP:GREEN", "tlpOf": {"note": "TLP:AMBER"}""");
        decide("northland-desk", 1, "returned");
        changeContact("northland-desk", 2, "{\"office\": {\"en\": \"Cable desk\", \"fr\": \"Bureau des câbles\"}}");
        decide("northland-desk", 3, "accepted");
        changeContact("northland-desk", 4, "{\"tlp\": \"TLP:AMBER\", \"person\": {\"name\": \"M. Keeper\"}}");
        as(
                "northland",
                201,
                "PUT",
                "/v1/points-of-contact/northland-desk/attachments/note.txt",
                "text/plain",
                "A note verbale.");
        nominate(
                "northland-former",
                "\"person\": {\"name\": \"F. Former\"}, \"channels\": [{\"type\": \"email\", \"address\": \"former@northland.example.org\", \"rank\": 1}]");
        as(
                "northland",
                204,
                "DELETE",
                "/v1/points-of-contact/northland-former?reason=The+desk+closed",
                JSON,
                "",
                "If-Match",
                "\"1\"");
        withdrawn.add("/v1/points-of-contact/northland-former");
        nominate("northland-erased", """
                "person": {"name": "E. Erased", "title": {"en": "Pilot"}}, "note": {"en": "By the gate."},
                "channels": [{"type": "email", "address": "erased@northland.example.org", "rank": 1},
                             {"type": "phone", "address": "+1-555-0151", "rank": 2, "personal": true}]""");
        changeContact(
                "northland-erased",
                1,
                "{\"person\": {\"name\": \"E. Erased-Second\"}, \"tlpOf\": {\"channels\": \"TLP:AMBER+STRICT\"}}");
        as("northland", 200, "POST", "/v1/points-of-contact/northland-erased/erasure", JSON, "{}");
    }

    /** A public content that came by a request, and a restricted one. */
    private void contents() throws Exception {
        send(
                201,
                "PUT",
                "/v1/documents/eastland-paper/content?access=public",
                "text/plain",
                "Signals are answered.\nBy day and night.\n",
                "If-None-Match",
                "*");
        send(
                201,
                "PUT",
                "/v1/documents/northland-note/content?access=restricted",
                "text/plain",
                "For few eyes.\n",
                "If-None-Match",
                "*");
    }

    /** Answered and closed; acknowledged; with its texts erased. */
    private void requests() throws Exception {
        request("00000000-0000-4000-8000-000000000001", "assistance", "high");
        step("00000000-0000-4000-8000-000000000001", "northland", "answered");
        step("00000000-0000-4000-8000-000000000001", "southland", "closed");
        request("00000000-0000-4000-8000-000000000002", "consultation", "low");
        step("00000000-0000-4000-8000-000000000002", "northland", "acknowledged");
        request("00000000-0000-4000-8000-000000000003", "notice", "emergency");
        step("00000000-0000-4000-8000-000000000003", "northland", "acknowledged");
        step("00000000-0000-4000-8000-000000000003", "southland", "closed");
        as("southland", 200, "POST", "/v1/requests/00000000-0000-4000-8000-000000000003/erasure", JSON, "{}");
    }

    private void request(String id, String type, String urgency) throws Exception {
        as("southland", 201, "POST", "/v1/requests", JSON, """
                {"id": "%s", "type": "%s", "sender": "southland-desk", "to": "northland", "network": "lantern-network", "category": "technical",
                 "urgency": "%s", "handling": "TLP:AMBER", "text": {"en": "A light is out."}}""".formatted(id, type, urgency));
    }

    private void step(String id, String caller, String step) throws Exception {
        String text = step.equals("acknowledged") ? "" : ", \"text\": {\"en\": \"It is on again.\"}";
        as(caller, 200, "POST", "/v1/requests/" + id + "/steps", JSON, "{\"step\": \"" + step + "\"" + text + "}");
    }

    /** One that is running and one that has ended; both deadlines are past, so that no answer depends on the day of the test. */
    private void exercises() throws Exception {
        for (String id : List.of("lantern-running", "lantern-ended")) {
            as("secretariat", 201, "PUT", "/v1/exercises/" + id, JSON, """
                    {"networks": ["lantern-network"], "type": "exercise", "title": {"en": "Dark harbour"}, "deadline": "PT1S", "publish": true,
                     "scenario": {"en": "All lights are out."}, "injects": [{"after": "PT1S", "text": {"en": "One is on."}}], "note": {"en": "For the desk."}}""", "If-None-Match", "*");
            as("secretariat", 200, "POST", "/v1/exercises/" + id + "/start", JSON, "", "If-Match", "*");
        }
        Awaitility.await().until(() -> settled("lantern-running") && settled("lantern-ended") && allSent());
        as(
                "secretariat",
                200,
                "PUT",
                "/v1/exercises/lantern-ended/results/northland-desk",
                JSON,
                "{\"outcome\": \"acknowledged\", \"channel\": \"phone\"}");
        as("secretariat", 200, "POST", "/v1/exercises/lantern-ended/end", JSON, "", "If-Match", "*");
    }

    private boolean settled(String exercise) throws Exception {
        JsonNode states = service.json("/v1/exercises/" + exercise + "/results").at("/counts/by/state");
        return !states.has("queued") && !states.has("sent");
    }

    /** Whether the message of the request that is open is out. */
    private boolean allSent() throws Exception {
        return service.bare(
                        "GET",
                        "/v1/requests/00000000-0000-4000-8000-000000000002",
                        "",
                        "X-API-Key",
                        keys.get("southland"))
                .body()
                .contains("\"status\":\"sent\",\"sentAt\"");
    }

    /** What is asked for beside records, and by whom. */
    private List<String[]> views() {
        List<String[]> views = new ArrayList<>();
        for (String address : List.of(
                "/v1/log",
                "/v1/milestones",
                "/v1/timeline?limit=200",
                "/v1/coverage?of=norms&by=commitments&framework=harbour-declaration&validOn=2026-11-01",
                "/v1/coverage?of=norms&by=implementations&framework=eastland-paper&validOn=2026-11-01",
                "/v1/coverage?of=cbms&organisation=lantern-group&validOn=2026-11-01",
                "/v1/crosswalk?framework=eastland-paper&to=harbour-declaration",
                "/v1/meetings/harbour-meeting/reports",
                "/v1/norms/harbour-1/mappings",
                "/v1/documents/harbour-declaration/content",
                "/v1/documents/eastland-paper/content",
                "/v1/documents/northland-note/content",
                "/v1/documents/harbour-declaration/citations",
                "/v1/exercise-trend?network=lantern-network",
                "/v1/exercises/lantern-ended/statistics",
                "/v1/norms?asOf=20",
                "/v1/norms?sort=-title&framework=harbour-declaration",
                "/v1/commitments?party=northland&party=eastland",
                "/v1/parties?memberOf=lantern-group&validOn=2010-01-01",
                "/v1/points-of-contact?network=lantern-network&acceptance=accepted",
                "/v1/search?q=lights",
                "/v1/search?q=signaux",
                "/v1/search?q=harbour+meeting")) {
            views.add(new String[] {FrozenAnswers.ANYBODY, address});
        }
        for (String caller : keys.keySet()) {
            views.add(new String[] {caller, "/v1/me"});
            views.add(new String[] {caller, "/v1/points-of-contact/reachable?party=northland&at=2026-01-05T09:00:00Z"});
        }
        for (String address : List.of(
                "/v1/requests",
                "/v1/requests/00000000-0000-4000-8000-000000000001",
                "/v1/requests/00000000-0000-4000-8000-000000000002",
                "/v1/requests/00000000-0000-4000-8000-000000000003")) {
            views.add(new String[] {"northland", address});
            views.add(new String[] {"southland", address});
        }
        views.add(new String[] {"northland", "/v1/points-of-contact/northland-desk/attachments/note.txt"});
        views.add(new String[] {"secretariat", "/v1/points-of-contact/assurances?network=lantern-network"});
        views.add(new String[] {"secretariat", "/v1/requests/statistics?network=lantern-network"});
        views.add(new String[] {"secretariat", "/v1/exercises/lantern-ended/results"});
        views.add(new String[] {"secretariat", "/v1/exercises/lantern-running/results"});
        views.add(new String[] {FrozenAnswers.ADMINISTRATOR, "/v1/documents/northland-note/content"});
        return views;
    }

    private void key(String caller, String role) throws Exception {
        String wanted = "{\"owner\": \"" + caller + "\", \"roles\": [\"" + role + "\"]}";
        keys.put(
                caller,
                Service.JSON
                        .readTree(send(201, "POST", "/v1/keys", JSON, wanted))
                        .path("secret")
                        .asText());
    }

    private String create(String kind, String id, String members) throws Exception {
        String body = "{\"id\": \"" + id + "\", " + members + ", " + CITED + "}";
        send(201, "POST", "/v1/" + kind + "?reason=First+version", JSON, body);
        return "/v1/" + kind + "/" + id;
    }

    private void change(String kind, String id, int version, String patch) throws Exception {
        send(200, "PATCH", "/v1/" + kind + "/" + id, PATCH, patch, "If-Match", "\"" + version + "\"");
    }

    private void nominate(String id, String members) throws Exception {
        as("northland", 201, "POST", "/v1/points-of-contact?reason=A+nomination", JSON, """
                {"id": "%s", "party": "northland", "category": "technical", "office": {"en": "Office of %s"}, %s, %s}""".formatted(
                        id, id, SERVED, members));
    }

    private void changeContact(String id, int version, String patch) throws Exception {
        as(
                "northland",
                200,
                "PATCH",
                "/v1/points-of-contact/" + id + "?reason=A+change",
                PATCH,
                patch,
                "If-Match",
                "\"" + version + "\"");
    }

    private void decide(String id, int version, String state) throws Exception {
        as(
                "secretariat",
                200,
                "POST",
                "/v1/points-of-contact/" + id + "/decisions",
                JSON,
                "{\"network\": \"lantern-network\", \"status\": \"" + state
                        + "\", \"reason\": \"The secretariat decides.\"}",
                "If-Match",
                "\"" + version + "\"");
    }

    private void as(String caller, int status, String method, String path, String type, String body, String... headers)
            throws Exception {
        String[] all = Stream.concat(Stream.of("X-API-Key", keys.get(caller), "Content-Type", type), Stream.of(headers))
                .toArray(String[]::new);
        require(status, method + " " + path, service.bare(method, path, body, all));
    }

    private String send(int status, String method, String path, String type, String body, String... headers)
            throws Exception {
        return require(status, method + " " + path, service.send(method, path, type, body, headers));
    }

    private static String require(int status, String request, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(request + " → " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static void compact(Path data) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("registry"), "registry", "registry");
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown compact");
        }
    }

    /** The search index and the outbox are made anew from the rest. */
    private static void keep(Path data, Path target) throws Exception {
        Files.createDirectories(target);
        for (String file : List.of("registry.mv.db", "admin.key", "sealing.key")) {
            Files.copy(data.resolve(file), target.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
