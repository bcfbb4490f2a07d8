package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.norm;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.cybernorms.support.Callers;
import org.cybernorms.support.Register;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes that are sent again: with an idempotency key, as they were read, with less in the answer. */
@QuarkusTest
class RepeatedWritesTest {

    private static final String NORMS = "/v1/norms";

    private static Response create(String key, String body) {
        return admin().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post(NORMS);
    }

    private static String untitled(String title) {
        return norm(freshId("x"), title).replaceFirst("\"id\": *\"[^\"]*\",", "");
    }

    @Test
    void aCreationThatIsRepeatedCreatesNothing() {
        String key = "\"" + UUID.randomUUID() + "\"";
        String body = untitled("Quoll");
        Response first = create(key, body);
        assertThat(first.statusCode()).isEqualTo(201);
        for (int i = 0; i < 3; i++) {
            Response again = create(key, body);
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(again.asString()).isEqualTo(first.asString());
        }
        assertThat(create(UUID.randomUUID().toString(), body).header("Location"))
                .isNotEqualTo(first.header("Location"));
    }

    @Test
    void theSameKeyForAnotherBodyIsRefused() {
        String key = UUID.randomUUID().toString();
        create(key, untitled("Numbat")).then().statusCode(201);
        create(key, untitled("Bilby")).then().statusCode(422).body("detail", containsString("Idempotency-Key"));
    }

    @Test
    void theKeyOfOneCallerIsNotThatOfAnother() {
        String key = UUID.randomUUID().toString();
        String id = freshId("own-key");
        create(key, norm(id, "x")).then().statusCode(201);
        Callers.as("editor")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(norm(id, "x"))
                .post(NORMS)
                .then()
                .statusCode(409);
    }

    @Test
    void aRefusedCreationDoesNotUseTheKeyUp() {
        String key = UUID.randomUUID().toString();
        create(key, untitled("x").replaceFirst("\"framework\": *\"[^\"]*\"", "\"framework\": \"no-such-document\""))
                .then()
                .statusCode(422);
        create(key, untitled("Potoroo")).then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"return=minimal", "respond-async, return=minimal", "return=\"minimal\"; x=1"})
    void aMinimalAnswerHasNoBody(String prefer) {
        String id = freshId("minimal");
        Response created = admin().header("Prefer", prefer)
                .contentType("application/json")
                .body(norm(id, "x"))
                .post(NORMS);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(NORMS + "/" + id);
        assertThat(created.header("Preference-Applied")).isEqualTo("return=minimal");
        assertThat(created.asString()).isEmpty();
        admin().header("Prefer", prefer)
                .header("If-Match", created.header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"note\": {\"en\": \"x\"}}")
                .patch(NORMS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .header("Content-Type", nullValue())
                .body(emptyString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"return=representation", "x-return=minimal", "return=minimalist", "\"return=minimal", ""})
    void otherPreferencesAreIgnored(String prefer) {
        admin().header("Prefer", prefer)
                .contentType("application/json")
                .body(norm(freshId("preferred"), "x"))
                .post(NORMS)
                .then()
                .statusCode(201)
                .header("Preference-Applied", nullValue())
                .body("version", equalTo(1));
    }

    /** Typed clients send empty lists, empty maps or null for what they did not read. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null"})
    void whatIsEmptyIsAbsent(String empty) {
        String id = freshId("empty");
        create(UUID.randomUUID().toString(), norm(id, "x")).then().statusCode(201);
        String shown = anybody().get(NORMS + "/" + id).asString();
        List<String> fields = empty.equals("[]") ? List.of("clauses", "officialText") : List.of("note");
        String sent = shown.substring(0, shown.length() - 1)
                + String.join(
                        "",
                        fields.stream()
                                .map(field -> ", \"" + field + "\": " + empty)
                                .toList())
                + "}";
        admin().header("If-Match", "\"1\"")
                .contentType("application/json")
                .body(sent)
                .put(NORMS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""));
        admin().header("If-Match", "\"1\"")
                .contentType("application/merge-patch+json")
                .body("{\"" + fields.get(0) + "\": " + empty + "}")
                .patch(NORMS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "norms/un-gge-2015-13c",
                "mappings/g7-lucca-2017-3-to-un-gge-2015-13c",
                "commitments/nals-2016-budapest-convention",
                "cbms/osce-cbm-8",
                "implementations/ca-action-plan-2019",
                "meetings/oas-cicte-wg-2021",
                "networks/osce-poc-network",
                "parties/ca",
                "documents/g7-lucca-2017",
                "points-of-contact/example-technical-desk",
                "points-of-contact/example-deputy-desk",
                "exercises/example-check"
            })
    void whatWasReadCanBePutBack(String record) {
        Response read = admin().get("/v1/" + record);
        String withEmptyLists = read.asString()
                .replace("\"type\":\"email\"", "\"type\":\"email\",\"hours\":[]")
                .replace("\"type\":\"phone\"", "\"type\":\"phone\",\"hours\":[],\"languages\":[]")
                .replaceFirst("\"languages\":\\[],(.*?\"languages\":\\[\")", "$1");
        for (String body :
                List.of(read.asString(), record.startsWith("points") ? emptied(read.asString()) : withEmptyLists)) {
            admin().header("If-Match", read.header("ETag"))
                    .contentType("application/json")
                    .body(body)
                    .put("/v1/" + record)
                    .then()
                    .statusCode(200)
                    .body("version", equalTo(read.jsonPath().getInt("version")));
        }
    }

    /** What a client asked to be added to an answer is no part of the record. */
    @ParameterizedTest
    @ValueSource(strings = {"norms/un-gge-2015-13c", "cbms/un-cbm-8", "points-of-contact/example-technical-desk"})
    void aShapedAnswerCanBePutBack(String record) {
        Response read = admin().get("/v1/" + record + "?lang=fr&expand=titles");
        assertThat(read.asString()).contains("Text\":{\"language\"", "\"referenced\":[");
        admin().header("If-Match", read.header("ETag"))
                .contentType("application/json")
                .body(read.asString())
                .put("/v1/" + record)
                .then()
                .statusCode(200)
                .body("version", equalTo(read.jsonPath().getInt("version")));
    }

    @Test
    void aKeyIsIssuedOnceForAnIdempotencyKey() {
        String name = freshId("repeated");
        Response first = issue(name, "repeated-owner");
        Response again = issue(name, "repeated-owner");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.<String>path("key.id")).isEqualTo(first.path("key.id"));
        assertThat(Register.withKey(first.path("secret")).get("/v1/me").statusCode())
                .isEqualTo(401);
        assertThat(Register.withKey(again.path("secret")).get("/v1/me").statusCode())
                .isEqualTo(200);
        assertThat(issue(name, "repeated-owner").statusCode()).isEqualTo(409); // it arrived
        assertThat(issue(name, "another-owner").statusCode()).isEqualTo(422);
    }

    private static Response issue(String name, String owner) {
        return admin().header("Idempotency-Key", name)
                .contentType("application/json")
                .body("{\"owner\": \"" + owner + "\", \"scopes\": [\"norms:write\"]}")
                .post("/v1/keys");
    }

    /** Every channel with an empty list of hours, as a client sends that cannot leave a list out. */
    private static String emptied(String contact) {
        return contact.replaceAll("(\"rank\":\\d+)", "$1,\"hours\":[]");
    }
}
