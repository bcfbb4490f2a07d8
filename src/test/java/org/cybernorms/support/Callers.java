package org.cybernorms.support;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Callers of the directory, each with a key of its own. */
public final class Callers {

    private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

    private Callers() {}

    /** A request of somebody with these roles, such as {@code nominator:parties/example-land}. */
    public static RequestSpecification as(String... roles) {
        return Register.withKey(key(roles));
    }

    /** The key of somebody with these roles. */
    public static String key(String... roles) {
        String list = "[\"" + String.join("\", \"", roles) + "\"]";
        return KEYS.computeIfAbsent(Register.adminKey() + list, none -> Register.sending(
                        "{\"owner\": \"example-caller\", \"roles\": " + list + "}")
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("secret"));
    }

    public static RequestSpecification land() {
        return as("nominator:parties/example-land");
    }

    public static RequestSpecification isle() {
        return as("nominator:parties/example-isle");
    }

    public static RequestSpecification member() {
        return as("member:parties/example-isle");
    }

    public static RequestSpecification secretariat() {
        return as("secretariat:networks/training-network");
    }

    /** Somebody of a party that shares no network with the invented ones. */
    public static RequestSpecification outsider() {
        return as("member:parties/fr");
    }

    /** Somebody who may do what an operation does: the administrator, or for what two parties do between them both of these. */
    public static RequestSpecification of(Operation operation) {
        boolean sealed = operation.path().contains("/attachments/"); // nobody else finds one
        if (operation.scopes().isEmpty() && !sealed) {
            return Register.anybody();
        }
        return operation.path().startsWith("/v1/requests")
                ? as(
                        "nominator:parties/example-isle",
                        "nominator:parties/example-land",
                        "secretariat:networks/training-network")
                : Register.admin();
    }

    /** A contact of a party that the register accepts; {@code more} begins with a comma. */
    public static String contact(String id, String party, String more) {
        return """
                {"id": "%s", "party": "%s", "category": "technical", "office": {"en": "A desk for tests"},
                 "channels": [{"type": "email", "address": "%s@test.example.org", "rank": 1}],
                 "networks": [{"network": "training-network", "consent": true}]%s}""".formatted(id, party, id, more);
    }

    /** Nominates a contact of Example Land and returns its id. */
    public static String nominated(String more) {
        String id = Register.freshId("test-desk");
        land().contentType(ContentType.JSON)
                .body(contact(id, "example-land", more))
                .post("/v1/points-of-contact")
                .then()
                .statusCode(201);
        return id;
    }

    /** Nominates a contact of Example Land, has it accepted, and returns its id. */
    public static String accepted(String more) {
        String id = nominated(more);
        decide(id, "accepted", "1");
        return id;
    }

    public static void decide(String id, String state, String version) {
        secretariat()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"" + version + "\"")
                .body("{\"network\": \"training-network\", \"status\": \"%s\", \"reason\": \"A test decides.\"}"
                        .formatted(state))
                .post("/v1/points-of-contact/" + id + "/decisions")
                .then()
                .statusCode(200);
    }
}
