package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.patching;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The questions that the register is there for: each one request, answered in full from the catalogue as it ships. */
abstract class QuestionsSuite {

    /** The answers are counted, so these tests come first of all that share a running service. */
    static final int BEFORE_OTHERS_WRITE = 1;

    private static ValidatableResponse ask(String address) {
        return anybody().urlEncodingEnabled(false).get(address).then().statusCode(200);
    }

    /** One folding for words and filters. */
    @ParameterizedTest
    @ValueSource(strings = {"13(c)", "13(C)", "１３（ｃ）", "13(ć)"})
    void aNumberIsFoundHoweverItIsWritten(String designation) {
        anybody()
                .queryParam("designation", designation)
                .queryParam("framework", "un-gge-2015")
                .get("/v1/norms")
                .then()
                .body("items.id", equalTo(List.of("un-gge-2015-13c")));
    }

    @Test
    void whatTheTwelveNormsOfLuccaCorrespondTo() {
        JsonPath crosswalk = ask("/v1/crosswalk?framework=g7-lucca-2017&to=un-gge-2015")
                .body("items.size()", is(12))
                .extract()
                .jsonPath();
        assertThat(crosswalk.getList("items.correspondsTo.norm.flatten()")).hasSize(11);
        assertThat(crosswalk.getString("items.find { it.designation == '3' }.correspondsTo[0].norm"))
                .isEqualTo("un-gge-2015-13c");
        assertThat(crosswalk.getString("items.find { it.designation == '3' }.correspondsTo[0].relation"))
                .isEqualTo("exactMatch");
        assertThat(crosswalk.getList("items.find { it.designation == '12' }.correspondsTo"))
                .isEmpty();
    }

    @Test
    void whoSupportsTheBudapestConventionAsTheBestInstrument() {
        ask("/v1/commitments?concerns=budapest-convention&modality=support&document=nals-2016-ca")
                .body("items.size()", is(1))
                .body("items[0].parties", contains("ca", "us"))
                .body("items[0].documents", hasItem("nals-2016-ca"));
    }

    @Test
    void whatCanadaHasDoneForNorm13dAndThatItStatesNothingForNorm13k() {
        JsonPath done = ask("/v1/implementations?party=ca&norm=un-gge-2015-13d&limit=200")
                .extract()
                .jsonPath();
        assertThat(done.getList("items")).hasSizeGreaterThan(15);
        assertThat(done.<Number>getList("items.amounts.flatten().findAll { it != null }.value"))
                .extracting(Number::longValue)
                .contains(9_100_000L);
        assertThat(done.getList("items.leads.flatten()")).contains("ca-gac", "ca-rcmp");
        ask("/v1/implementations?party=ca&norm=un-gge-2015-13k").body("items.size()", is(0));
        ask("/v1/coverage?party=ca&norm=un-gge-2015-13k&by=implementations")
                .body("items[0].cells.'un-gge-2015-13k'.status", equalTo("not-stated"));
        ask("/v1/coverage?party=ca&norm=un-gge-2015-13k")
                .body("items[0].cells.'un-gge-2015-13k'.status", equalTo("stated"))
                .body(
                        "items[0].cells.'un-gge-2015-13k'.records",
                        hasItem("/v1/commitments/canada-2019-spare-response-teams"));
    }

    @Test
    void aSumOfMoneyStaysAsItWasWritten() {
        assertThat(anybody().get("/v1/implementations/ca-accbp").asString())
                .contains("\"value\":9000000,")
                .contains("\"value\":9100000,");
        assertThat(anybody().get("/v1/implementations?id=ca-accbp&format=csv").asString())
                .contains("\"\"value\"\":9000000,");
    }

    @Test
    void whichMilestonesHaveATargetOf2024() {
        String canada = "/v1/milestones?reportedIn=canada-norms-implementation-2019";
        ask(canada + "&target=2024&limit=200")
                .body("counts.total", is(8))
                .body("counts.by.status.'in-progress'", is(7))
                .body("counts.by.status.planned", is(1))
                .body("counts.by.lead.'ca-cse'", is(5))
                .body("items.findAll { it.target == '2021/2024' }.size()", is(1))
                .body("items.size()", is(8));
        ask(canada + "&limit=1")
                .body("counts.total", is(60))
                .body("counts.by.status.'not-stated'", is(3))
                .body("counts.by.status.values().sum()", is(60));
    }

    @Test
    void whatEachStateReportedInJuly2021() {
        JsonPath reports = ask("/v1/meetings/oas-cicte-wg-2021/reports?role=member")
                .body("counts.total", is(16))
                .extract()
                .jsonPath();
        assertThat(reports.getList("items.findAll { it.status == 'stated' }.party"))
                .containsExactlyInAnyOrder("ar", "cl", "co", "do", "ec", "mx", "us");
        assertThat(reports.getList("items.findAll { it.status == 'not-stated' }.party"))
                .hasSize(9)
                .contains("ni", "br", "gy");
        assertThat(reports.getList("items.find { it.party == 'ar' }.reported")).isNotEmpty();
        ask("/v1/meetings/oas-cicte-wg-2021/reports?role=member&status=not-stated")
                .body("items.size()", is(9))
                .body("items.reported.flatten().size()", is(0));
    }

    @Test
    void whoWasAMemberOfTheOasOnThatDayAndWhoIsNow() {
        ask("/v1/parties?memberOf=oas&type=state&validOn=2021-07-27&limit=100")
                .body("items.id", hasItems("ni", "ar", "us"));
        ask("/v1/parties?memberOf=oas&type=state&validOn=2026-11-22&limit=100")
                .body("items.id", not(hasItem("ni")))
                .body("items.id", hasItems("ar", "us"));
    }

    @Test
    void whichMeasuresObligeToRenewAContactYearly() {
        ask("/v1/cbms?obligation=renew-contact&every=P1Y").body("items.id", contains("osce-cbm-8"));
        ask("/v1/cbms?obligation=meet&every=P1Y").body("items.id", hasItem("osce-cbm-11"));
        ask("/v1/cbms?obligation=renew-contact&within=P30D").body("items.size()", is(0)); // that is another obligation
        ask("/v1/cbms?obligation=report-change&within=P30D").body("items.id", contains("osce-cbm-8"));
    }

    @Test
    void whatArgentinaSaidOfTheBudapestConventionAndWhatTheDepositarySays() {
        JsonPath history = ask("/v1/commitments?party=ar&concerns=budapest-convention&sort=madeOn")
                .extract()
                .jsonPath();
        assertThat(history.getList("items.id")).contains("budapest-convention-ar");
        assertThat(history.getList("items.treatyActions.flatten().findAll { it != null }.action"))
                .contains("accession", "entry-into-force");
        assertThat(history.getList("items.documents.flatten()")).contains("oas-cicte-working-group-2021");
    }

    @Test
    void whichNormsAStateHasSaidNothingAbout() {
        JsonPath chile =
                ask("/v1/coverage?party=cl&status=not-stated").extract().jsonPath();
        Map<String, Object> cells = chile.getMap("items[0].cells");
        assertThat(cells).hasSize(chile.getInt("items[0].notStated")).isNotEmpty();
        ask("/v1/coverage?of=cbms&party=ar&party=jp")
                .body("items.find { it.party == 'ar' }.notApplicable", is(16))
                .body("items.find { it.party == 'jp' }.notApplicable", is(16));
        ask("/v1/coverage?of=cbms&organisation=oas&party=ar")
                .body("items[0].cells.'oas-cbm-1'.status", equalTo("stated"))
                .body("items[0].cells.'oas-cbm-9'.status", equalTo("not-stated"));
        ask("/v1/coverage?framework=g7-lucca-2017&party=mx").body("items[0].notApplicable", is(12));
    }

    @Test
    void theMatrixCountsAllRowsAndKnowsDatesAndSlips() {
        JsonPath page = ask("/v1/coverage?of=cbms&organisation=osce&status=stated&limit=1")
                .extract()
                .jsonPath();
        assertThat(page.getList("items")).hasSize(1);
        assertThat(page.getInt("columns.find { it.id == 'osce-cbm-4' }.stated")).isPositive();
        assertThat(page.getInt("columns[0].stated")
                        + page.getInt("columns[0].notStated")
                        + page.getInt("columns[0].notApplicable"))
                .isGreaterThan(100);
        ask("/v1/coverage?party=ca&norm=un-gge-2015-13k&validOn=2015-08-01")
                .body("items[0].cells.'un-gge-2015-13k'.status", equalTo("not-stated"));
        anybody()
                .get("/v1/coverage?norm=un-gge-2015-13z&party=xx-none")
                .then()
                .statusCode(400)
                .body("errors.parameter", org.hamcrest.Matchers.containsInAnyOrder("norm", "party"));
    }

    @Test
    void aWideMatrixIsWalkedByPagesOfBoundedSize() {
        String at =
                "/v1/coverage?of=cbms&organisation=osce&organisation=oas&organisation=arf&organisation=un&limit=200";
        List<String> parties = new ArrayList<>();
        while (at != null) {
            JsonPath page = ask(at).extract().jsonPath();
            List<String> rows = page.getList("items.party");
            assertThat(rows.size() * page.getList("columns").size()).isBetween(1, 4_000);
            parties.addAll(rows);
            at = page.getString("next");
        }
        assertThat(parties).doesNotHaveDuplicates().hasSizeGreaterThan(4_000 / 40);
        assertThat(parties)
                .containsAll(ask("/v1/parties?type=state&limit=200&validOn=2026-01-01")
                        .extract()
                        .jsonPath()
                        .getList("items.id"));
    }

    @Test
    void aCellSaysHowManyRecordsAreBehindIt() {
        JsonPath cell = ask("/v1/coverage?party=ca&norm=un-gge-2015-13c&by=implementations")
                .extract()
                .jsonPath();
        int listed = ask("/v1/implementations?party=ca&norm=un-gge-2015-13c&limit=200")
                .extract()
                .jsonPath()
                .getList("items")
                .size();
        assertThat(listed).isPositive();
        assertThat(cell.getInt("items[0].cells.'un-gge-2015-13c'.recordCount")).isEqualTo(listed);
        assertThat(cell.getList("items[0].cells.'un-gge-2015-13c'.records")).hasSize(Math.min(10, listed));
    }

    @Test
    void whatIsDoubtfulIsToldApart() {
        JsonPath sure =
                ask("/v1/cbms?organisation=oas&confidence=confirmed").extract().jsonPath();
        assertThat(sure.getList("items.id")).doesNotContain("oas-cbm-7", "oas-cbm-11");
        ask("/v1/cbms?organisation=oas&confidence=unconfirmed").body("items.id", hasItems("oas-cbm-7", "oas-cbm-11"));
    }

    @Test
    void aChangeThatChangesNothingMakesNoVersion() {
        patching("{\"type\": \"programme\"}")
                .header("If-Match", "\"1\"")
                .patch("/v1/implementations/ca-accbp")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");
    }

    @Test
    void filtersTogetherAreBounded() {
        String many = "obligation=meet&every=P1Y";
        for (int i = 1; i <= 30; i++) {
            many += "&every=P" + i + "D&within=P" + i + "D";
        }
        anybody()
                .urlEncodingEnabled(false)
                .get("/v1/cbms?" + many)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("obligation"));
        ask("/v1/cbms?" + "obligation=renew-contact&".repeat(90) + "every=P1Y")
                .body("items.id", contains("osce-cbm-8"));
    }

    @Test
    void whatHappenedIn2016() {
        JsonPath year =
                ask("/v1/timeline?from=2016&to=2016&limit=200").extract().jsonPath();
        assertThat(year.getList("items.record"))
                .contains(
                        "/v1/meetings/eu-us-cyber-dialogue-2016",
                        "/v1/commitments/nals-2016-budapest-convention",
                        "/v1/cbms/osce-cbm-12");
        List<String> dates = year.getList("items.date");
        assertThat(dates).allMatch(date -> date.startsWith("2016"));
        assertThat(year.getInt("counts.total")).isEqualTo(dates.size());
        ask("/v1/timeline?party=ca&type=treaty-action")
                .body("items.type", everyItem(equalTo("treaty-action")))
                .body("items.detail", hasItems("signature", "ratification", "accession", "entry-into-force"));
    }

    @Test
    void theBytesOfAContentAreKept() {
        byte[] bytes = "Un texte.\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        admin().contentType("text/plain")
                .body(bytes)
                .header("If-None-Match", "*")
                .put("/v1/documents/oas-charter/content?access=public")
                .then()
                .statusCode(201);
        assertThat(anybody().get("/v1/documents/oas-charter/content").asByteArray())
                .isEqualTo(bytes);
        admin().get("/v1/log/check").then().statusCode(200).body("agree", is(true));
    }
}
