package org.cybernorms.support;

import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.sending;

import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** What an operation needs to be tried by itself: records of its own, and in what its example has to name them. */
public final class Fixture {

    private static final String CONTACTS = "/v1/points-of-contact";
    private static final String EXERCISES = "/v1/exercises";
    private static final String REQUESTS = "/v1/requests";
    private static final String DESK = "example-technical-desk";

    /** Operations on one record of a kind, with the address of the kind. */
    private static final String RECORD = "(/v1/[a-z-]+)/\\{id}";

    private Fixture() {}

    /** Makes it, and returns the parameters of which the contract's examples cannot know the value. */
    public static Map<String, String> of(Operation operation) {
        String path = operation.path();
        if (operation.id().equals("createRequest")) {
            return Map.of("id", UUID.randomUUID().toString());
        }
        if (operation.id().equals("diffNorm")) {
            return changedNorm();
        }
        if (path.startsWith(REQUESTS)) {
            return request(operation);
        }
        if (path.contains("{link}")) {
            String exercise = startedExercise();
            return Map.of("link", Outbox.link(exercise, DESK));
        }
        if (path.startsWith("/v1/keys/") && !operation.isRead()) {
            return Map.of("id", key());
        }
        if (path.contains("/attachments/")) {
            return attachment(operation);
        }
        if (path.matches(RECORD + "/content") && !operation.isRead()) {
            return content(operation);
        }
        if (path.matches(CONTACTS + "/\\{id}/(decisions|erasure|renewal)")) {
            return first(Callers.nominated(", \"person\": {\"name\": \"A. Example\"}"));
        }
        if (path.matches(EXERCISES + "/\\{id}/(start|results.*|end|statistics)")) {
            return path.endsWith("/start") ? first(exercise()) : exercised(operation);
        }
        if (path.matches(RECORD) && !operation.isRead()) {
            return first(create(path.replaceFirst(RECORD, "$1")));
        }
        return operation.method().equals("post") && operation.takes("reason")
                ? Map.of("id", freshId("tried"))
                : Map.of();
    }

    private static Map<String, String> first(String id) {
        return Map.of("id", id, "If-Match", "\"1\"");
    }

    /** Creates a record as the contract's example says, under an id of its own. */
    private static String create(String kind) {
        String id = freshId("tried");
        Operation create = Operation.all().stream()
                .filter(operation ->
                        operation.method().equals("post") && operation.path().equals(kind))
                .findFirst()
                .orElseThrow();
        named(create.id(), Map.of("id", id), 201);
        return id;
    }

    private static Map<String, String> changedNorm() {
        String id = create("/v1/norms");
        named("changeNorm", first(id), 200);
        return Map.of("id", id, "from", "1", "to", "2");
    }

    /** A request that was answered and, to be erased, closed. */
    private static Map<String, String> request(Operation operation) {
        Map<String, String> known = Map.of("id", UUID.randomUUID().toString());
        named("createRequest", known, 201);
        if (!operation.path().endsWith("/steps")) {
            named("addRequestStep", known, 200);
        }
        if (operation.path().endsWith("/erasure")) {
            Callers.isle()
                    .contentType(ContentType.JSON)
                    .body("{\"step\": \"closed\"}")
                    .post(REQUESTS + "/" + known.get("id") + "/steps")
                    .then()
                    .statusCode(200);
        }
        return known;
    }

    /** Does what the contract's example of an operation says. */
    private static void named(String id, Map<String, String> known, int status) {
        Operation operation = Operation.all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        operation.call(Callers.of(operation), known).then().statusCode(status);
    }

    /** A check of the training network, as the example that ships. */
    private static String exercise() {
        String id = freshId("tried");
        sending("""
                {"id": "%s", "networks": ["training-network"], "type": "communication-check", "title": {"en": "Communication check (training)"},
                 "deadline": "PT24H", "fallbackAfter": "PT30M", "publish": true}""".formatted(id)).post(EXERCISES).then().statusCode(201);
        return id;
    }

    /** The same with its messages on their way to the contacts. */
    private static String startedExercise() {
        String id = exercise();
        step(id, "start", "1");
        return id;
    }

    private static Map<String, String> exercised(Operation operation) {
        String id = startedExercise();
        if (operation.path().endsWith("/results")) { // which change until all messages are sent
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !Register.admin()
                    .get(EXERCISES + "/" + id + "/results")
                    .asString()
                    .contains("\"queued\""));
        }
        if (operation.path().endsWith("/statistics")) { // published when it is over
            named("recordExerciseResult", Map.of("id", id), 200);
            step(id, "end", "2");
        }
        return Map.of("id", id, "If-Match", "\"2\"");
    }

    private static void step(String exercise, String step, String version) {
        Register.admin()
                .header("If-Match", "\"" + version + "\"")
                .post(EXERCISES + "/" + exercise + "/" + step)
                .then()
                .statusCode(200);
    }

    private static String key() {
        return sending("{\"owner\": \"example-editor\", \"scopes\": [\"norms:write\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key.id");
    }

    private static Map<String, String> attachment(Operation operation) {
        Map<String, String> known = Map.of("id", Callers.nominated(""), "name", "note-verbale.txt");
        if (!operation.method().equals("put")) {
            put(CONTACTS + "/" + known.get("id") + "/attachments/" + known.get("name"));
        }
        return known;
    }

    private static Map<String, String> content(Operation operation) {
        String document = create("/v1/documents");
        if (!operation.method().equals("put")) {
            put("/v1/documents/" + document + "/content?access=public");
            return first(document);
        }
        return Map.of("id", document);
    }

    private static void put(String address) {
        Register.admin()
                .contentType("text/plain")
                .header("If-None-Match", "*")
                .body("An example of a note in one line")
                .put(address)
                .then()
                .statusCode(201);
    }
}
