package org.cybernorms;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.norm;
import static org.cybernorms.support.Register.patching;
import static org.cybernorms.support.Register.sending;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters {@code lang} and {@code pretty}, for every list and view. */
@QuarkusTest
class ShapedViewsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "norms?limit=2",
                "norms/g7-lucca-2017-4/mappings?limit=2",
                "mappings?limit=2",
                "commitments?limit=2",
                "cbms?limit=2",
                "implementations?limit=2",
                "meetings?limit=2",
                "networks?limit=2",
                "points-of-contact?limit=2",
                "exercises?limit=2",
                "parties?limit=2",
                "documents?limit=2",
                "milestones?limit=2",
                "timeline?limit=2",
                "coverage?party=ca",
                "crosswalk?framework=g7-lucca-2017&to=un-gge-2015",
                "meetings/oas-cicte-wg-2021/reports?role=member",
                "points-of-contact/assurances?network=training-network",
                "search?q=cyber"
            })
    void everyListAndViewTakesALanguageInEachFormat(String address) {
        assertThat(get("/v1/" + address + "&lang=fr&pretty=true").asString()).contains("\n");
        assertThat(get("/v1/" + address + "&lang=fr&format=csv").asString()).contains("\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"norms/un-gge-2015-13c", "norms/un-gge-2015-13c/versions/1", "norms"})
    void oneLanguageOfEachTextIsBesideIt(String address) {
        assertThat(get("/v1/" + address + "?lang=fr").asString())
                .contains("\"titleText\":{\"language\":\"fr\"", "\"summaryText\":{\"language\":");
    }

    @Test
    void aDifferenceIsFormattedToo() {
        String id = freshId("pretty");
        sending(norm(id, "x")).post("/v1/norms").then().statusCode(201);
        patching("{\"note\": {\"en\": \"Changed.\"}}")
                .header("If-Match", "\"1\"")
                .patch("/v1/norms/" + id)
                .then()
                .statusCode(200);
        Response plain = get("/v1/norms/" + id + "/diff?from=1&to=2");
        Response pretty = get("/v1/norms/" + id + "/diff?from=1&to=2&pretty=true");
        assertThat(pretty.contentType()).startsWith("application/json-patch+json");
        assertThat(pretty.asString()).contains("\n");
        assertThat(pretty.jsonPath().getList("$")).isEqualTo(plain.jsonPath().getList("$"));
    }

    /** Not by the contract gate: it knows no fields that {@code lang} adds. */
    private static Response get(String address) {
        Response response = given().urlEncodingEnabled(false).get(address);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response;
    }
}
