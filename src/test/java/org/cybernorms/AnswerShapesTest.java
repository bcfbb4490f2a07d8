package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.anybody;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may ask of the shape of an answer: fields, titles of other records, one language, line breaks, a cursor. */
@QuarkusTest
class AnswerShapesTest {

    private static final String NORM = "/v1/norms/un-gge-2015-13c";

    @Test
    void onlyTheFieldsThatAreAskedForAreThere() {
        JsonPath record = anybody().get(NORM + "?fields=id,title").jsonPath();
        assertThat(record.<Object, Object>getMap("$").keySet()).isEqualTo(Set.of("id", "title"));
        JsonPath page =
                anybody().get("/v1/commitments?limit=3&fields=id,modality").jsonPath();
        assertThat(page.getList("items")).hasSize(3).allSatisfy(item -> assertThat(
                        ((java.util.Map<?, ?>) item).keySet())
                .isEqualTo(Set.of("id", "modality")));
        assertThat(page.getString("next")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/norms?",
                "/v1/norms/un-gge-2015-13c?",
                "/v1/timeline?",
                "/v1/milestones?",
                "/v1/coverage?of=cbms&"
            })
    void anUnknownFieldIsRefusedWithThoseThatThereAre(String address) {
        anybody()
                .get(address + "fields=titel")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("fields"))
                .body("errors[0].detail", containsString("titel"))
                .body("errors[0].detail", containsString("must be one of"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?limit=2", "/un-gge-2015-13c", "/un-gge-2015-13c/versions/1"})
    void titlesOfOtherRecordsComeWithTheAnswer(String address) {
        String separator = address.contains("?") ? "&" : "?";
        anybody()
                .get("/v1/norms" + address + separator + "expand=titles")
                .then()
                .statusCode(200)
                .body("referenced.record", hasItem(startsWith("/v1/documents/")))
                .body("referenced[0].title.en", notNullValue());
        anybody().get("/v1/norms" + address).then().body("referenced", nullValue());
    }

    @Test
    void anExpandedAnswerHasATagThatChangesWithTheRegister() {
        Response plain = anybody().get(NORM);
        Response expanded = anybody().get(NORM + "?expand=titles");
        assertThat(expanded.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(expanded.header("Last-Modified")).isNull();
        anybody()
                .header("If-None-Match", expanded.header("ETag"))
                .get(NORM + "?expand=titles")
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "fr-CA", "FR"})
    void oneLanguageStandsBesideTheText(String language) {
        anybody()
                .get("/v1/documents/g7-lucca-2017?lang=" + language)
                .then()
                .statusCode(200)
                .header("Content-Language", containsString("fr"))
                .body("summaryText.language", equalTo("fr"))
                .body("summaryText.text", containsString("Douze normes"))
                .body("summary.en", containsString("Twelve"))
                .body("titleText.language", equalTo("en"));
    }

    @Test
    void theLanguageOfTheAddressCountsMoreThanThatOfTheHeader() {
        anybody()
                .header("Accept-Language", "es")
                .get("/v1/documents/g7-lucca-2017?lang=fr")
                .then()
                .body("summaryText.language", equalTo("fr"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pretty", "pretty=true", "pretty="})
    void jsonIsFormattedForPeople(String pretty) {
        String text = anybody().get(NORM + "?" + pretty).asString();
        assertThat(text).contains("\n  \"id\" : \"un-gge-2015-13c\"");
        assertThat(new JsonPath(text).<Object, Object>getMap("$"))
                .isEqualTo(anybody().get(NORM).jsonPath().getMap("$"));
    }

    @Test
    void withoutItJsonIsOneLine() {
        anybody().get(NORM + "?pretty=false").then().body(not(containsString("\n")));
    }

    @Test
    void allCombine() {
        JsonPath answer = anybody()
                .get("/v1/norms?limit=1&fields=title,framework&expand=titles&lang=fr&pretty=true")
                .then()
                .statusCode(200)
                .body("referenced", hasSize(1))
                .extract()
                .jsonPath();
        assertThat(answer.<Object, Object>getMap("items[0]").keySet())
                .isEqualTo(Set.of("title", "titleText", "framework"));
    }

    @Test
    void aTableHasTheColumnsOfTheFields() {
        String header = anybody()
                .get("/v1/norms?fields=id,designation&format=csv")
                .asString()
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(header).isEqualTo("id,designation");
    }

    @Test
    void theCursorLeadsThroughAllPages() {
        Set<String> ids = new HashSet<>();
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            String address = "/v1/norms?limit=5" + (cursor == null ? "" : "&cursor=" + cursor);
            JsonPath page = anybody().get(address).jsonPath();
            all.addAll(page.getList("items.id"));
            ids.addAll(page.getList("items.id"));
            cursor = page.getString("cursor");
            assertThat(page.getString("next") == null).isEqualTo(cursor == null);
        } while (cursor != null);
        assertThat(all).hasSameSizeAs(ids).hasSizeGreaterThan(20);
    }
}
