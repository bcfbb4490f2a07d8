package org.cybernorms.support;

import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;

/** An exercise of the training network with a secret in every restricted member: defined, started, ended, published. */
public record PlantedExercise(String id, String link) {

    /** What stands in its restricted members. */
    public static final List<String> SECRETS = List.of("zqscenario7f3", "zqinject7f3", "zqnote7f3");

    private static final String ALL = "/v1/exercises";

    public static PlantedExercise make() {
        String id = Register.freshId("leak-exercise");
        Callers.secretariat()
                .contentType(ContentType.JSON)
                .body("""
                        {"id": "%s", "networks": ["training-network"], "type": "exercise", "title": {"en": "An exercise"}, "deadline": "PT1H", "publish": true,
                         "scenario": {"en": "zqscenario7f3"}, "injects": [{"after": "PT1H", "text": {"en": "zqinject7f3"}}], "note": {"en": "zqnote7f3"}}""".formatted(id))
                .post(ALL)
                .then()
                .statusCode(201);
        step(id, "start");
        String link = Outbox.link(id, "example-technical-desk");
        step(id, "end");
        return new PlantedExercise(id, link);
    }

    private static void step(String id, String step) {
        Callers.secretariat()
                .header("If-Match", "*")
                .post(ALL + "/" + id + "/" + step)
                .then()
                .statusCode(200);
    }

    /** With what operations on exercises and links are called to reach this one. */
    public Map<String, String> known(Operation operation) {
        if (operation.path().startsWith("/v1/acknowledgements/")) {
            return Map.of("link", link);
        }
        return operation.path().startsWith(ALL + "/{id}")
                ? Map.of("id", id, "contact", "example-technical-desk")
                : Map.of();
    }
}
