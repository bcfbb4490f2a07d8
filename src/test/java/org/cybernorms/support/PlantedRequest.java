package org.cybernorms.support;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A request between the invented parties, with a secret in every text. */
public record PlantedRequest(String id) {

    /** What stands in it. */
    public static final List<String> SECRETS = List.of("zqasked7f3", "zqanswer7f3", "zqclosed7f3");

    private static final String ALL = "/v1/requests";

    /** Sent by Example Isle, answered by Example Land, closed. */
    public static PlantedRequest make() {
        String id = UUID.randomUUID().toString();
        post(Callers.isle(), ALL, 201, """
                {"id": "%s", "type": "consultation", "sender": "example-policy-desk", "to": "example-land", "network": "training-network",
                 "category": "technical", "urgency": "emergency", "handling": "TLP:AMBER", "replyBy": "%s", "text": {"en": "zqasked7f3"}}""".formatted(
                        id, Instant.now().plusSeconds(86_400).truncatedTo(ChronoUnit.SECONDS)));
        String steps = ALL + "/" + id + "/steps";
        post(Callers.land(), steps, 200, "{\"step\": \"answered\", \"text\": {\"en\": \"zqanswer7f3\"}}");
        post(Callers.isle(), steps, 200, "{\"step\": \"closed\", \"text\": {\"en\": \"zqclosed7f3\"}}");
        return new PlantedRequest(id);
    }

    private static void post(RequestSpecification caller, String address, int status, String body) {
        caller.contentType(ContentType.JSON).body(body).post(address).then().statusCode(status);
    }

    /** With what operations on requests are called to reach this one. */
    public Map<String, String> known(Operation operation) {
        return operation.path().startsWith(ALL + "/{id}") ? Map.of("id", id) : Map.of();
    }
}
