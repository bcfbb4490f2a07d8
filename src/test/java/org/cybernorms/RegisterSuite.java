package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.createNorm;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.norm;
import static org.cybernorms.support.Register.patching;
import static org.cybernorms.support.Register.sending;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the log and the kinds behave, whatever the database. */
abstract class RegisterSuite {

    private static final String NORMS = "/v1/norms";

    @Inject
    EntityManager database;

    // reading

    @Test
    void theTwelveLuccaNormsComeInTheOrderInWhichPeopleCount() {
        List<String> ids = anybody()
                .queryParam("framework", "g7-lucca-2017")
                .queryParam("designation", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
                .get(NORMS)
                .jsonPath()
                .getList("items.id");
        assertThat(ids)
                .hasSize(12)
                .startsWith("g7-lucca-2017-1", "g7-lucca-2017-2")
                .endsWith("g7-lucca-2017-12");
    }

    @Test
    void aRecordBeginsWithItsIdAndEndsWithWhatIsReadOnlyAndItsCitations() {
        JsonPath record = anybody().get(NORMS + "/un-gge-2015-13c").jsonPath();
        List<String> members = new ArrayList<>(
                record.getMap("$").keySet().stream().map(Object::toString).toList());
        assertThat(members)
                .startsWith("id", "framework")
                .endsWith("version", "entry", "recordedAt", "recordedBy", "citations");
        assertThat(record.getString("recordedBy")).isEqualTo("catalogue");
    }

    @Test
    void filtersMeanOrWithinANameAndAndBetweenNames() {
        anybody()
                .queryParam("framework", "un-gge-2015", "nals-2016")
                .queryParam("designation", "13(a)", "1")
                .get(NORMS)
                .then()
                .body("items.id", hasItems("un-gge-2015-13a"))
                .body("items.framework", everyItem(not(equalTo("g7-lucca-2017"))));
    }

    @Test
    void wordsAreFoundWhateverTheirCaseAndAccents() {
        String id = freshId("test-norm");
        sending(norm(id, "Zurückhaltung ÜBER alles Zwölfton"))
                .post(NORMS)
                .then()
                .statusCode(201);
        anybody().queryParam("q", "ZWOLFTON uber").get(NORMS).then().body("items.id", equalTo(List.of(id)));
        anybody().queryParam("q", "zwölf").get(NORMS).then().body("items.id", equalTo(List.of(id)));
        anybody().queryParam("q", "wölfton").get(NORMS).then().body("items", empty());
    }

    @Test
    void aWalkOverPagesStaysRightWhileRecordsAreAddedAndChanged() {
        String mark = freshId("walk").replace('-', 'x');
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            expected.add(createNorm(mark + " " + i));
        }
        List<String> seen = new ArrayList<>();
        String address = NORMS + "?q=" + mark + "&limit=3&sort=-title";
        while (address != null) {
            JsonPath page = anybody().urlEncodingEnabled(false).get(address).jsonPath();
            seen.addAll(page.getList("items.id"));
            address = page.getString("next");
            createNorm(mark + " 3b");
        }
        java.util.Collections.reverse(expected);
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void everySortKeyOrdersBothWays() {
        for (String path : List.of(
                "norms",
                "mappings",
                "commitments",
                "cbms",
                "implementations",
                "meetings",
                "networks",
                "parties",
                "documents")) {
            for (String key : sortKeys(path)) {
                List<String> up = all("/v1/" + path + "?limit=200&sort=" + key);
                List<String> down = all("/v1/" + path + "?limit=200&sort=-" + key);
                java.util.Collections.reverse(down);
                assertThat(up).as(path + " by " + key).isNotEmpty().isEqualTo(down);
            }
        }
    }

    /** The ids of all pages of a list. */
    private static List<String> all(String first) {
        List<String> ids = new ArrayList<>();
        for (String next = first; next != null; ) {
            JsonPath page = anybody()
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            ids.addAll(page.getList("items.id"));
            next = page.getString("next");
        }
        return ids;
    }

    private static List<String> sortKeys(String path) {
        List<String> keys = new ArrayList<>();
        org.cybernorms.support.ContractGate.INSTANCE
                .contract()
                .path("paths")
                .path("/v1/" + path)
                .path("get")
                .path("parameters")
                .forEach(parameter -> {
                    if (parameter.path("name").asText().equals("sort")) {
                        parameter.path("schema").path("enum").forEach(key -> keys.add(key.asText()));
                    }
                });
        keys.removeIf(key -> key.startsWith("-"));
        return keys;
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String next = anybody().queryParam("limit", 1).get(NORMS).jsonPath().getString("next");
        String cursor = next.replaceAll(".*cursor=", "");
        anybody()
                .queryParam("cursor", cursor)
                .queryParam("framework", "un-gge-2015")
                .get(NORMS)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("cursor"));
    }

    @Test
    void anUnknownParameterIsRefusedWithThoseThatThereAre() {
        anybody()
                .queryParam("frame", "x")
                .get(NORMS)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("frame"))
                .body("errors[0].detail", containsString("framework"));
    }

    @Test
    void validOnAsksWhoWasAMemberOnThatDay() {
        anybody()
                .queryParam("memberOf", "eu")
                .queryParam("validOn", "2016-12-16")
                .queryParam("limit", 200)
                .get("/v1/parties")
                .then()
                .body("items.id", hasItems("gb", "fr"))
                .body("items", hasSize(28));
        anybody()
                .queryParam("memberOf", "eu")
                .queryParam("validOn", "2020-02-01")
                .queryParam("limit", 200)
                .get("/v1/parties")
                .then()
                .body("items.id", not(hasItem("gb")))
                .body("items", hasSize(27));
    }

    @Test
    void mappingsAreAnsweredBothWays() {
        anybody()
                .get(NORMS + "/g7-lucca-2017-12/mappings")
                .then()
                .body("items.find { it.norm == 'nals-2016-4' }.relation", equalTo("narrowMatch"))
                .body("items.find { it.norm == 'nals-2016-4' }.derived", equalTo(true));
        anybody()
                .get(NORMS + "/nals-2016-4/mappings")
                .then()
                .body("items.find { it.norm == 'g7-lucca-2017-12' }.relation", equalTo("broadMatch"))
                .body("items.find { it.norm == 'g7-lucca-2017-12' }.derived", equalTo(false));
        anybody()
                .queryParam("relation", "narrowMatch")
                .get(NORMS + "/g7-lucca-2017-12/mappings")
                .then()
                .body("items.norm", equalTo(List.of("nals-2016-4")));
        anybody().get(NORMS + "/no-such-norm/mappings").then().statusCode(404);
    }

    // conditions

    @Test
    void whatTheClientHasIsNotSentAgain() {
        Response first = anybody().get(NORMS + "/un-gge-2015-13a");
        for (String tag : List.of("\"1\"", "W/\"1\"", "\"x\", \"1\"", "*")) {
            anybody()
                    .header("If-None-Match", tag)
                    .get(NORMS + "/un-gge-2015-13a")
                    .then()
                    .statusCode(304)
                    .header("ETag", "\"1\"");
        }
        anybody()
                .header("If-Modified-Since", first.getHeader("Last-Modified"))
                .get(NORMS + "/un-gge-2015-13a")
                .then()
                .statusCode(304);
        anybody()
                .header("If-None-Match", "\"2\"")
                .header("If-Modified-Since", first.getHeader("Last-Modified"))
                .get(NORMS + "/un-gge-2015-13a")
                .then()
                .statusCode(200);
    }

    @Test
    void aListHasATagThatChangesWithItsKind() {
        String tag = anybody().get(NORMS).getHeader("ETag");
        anybody().header("If-None-Match", tag).get(NORMS).then().statusCode(304);
        createNorm("Changes the tag of the list");
        anybody().header("If-None-Match", tag).get(NORMS).then().statusCode(200);
    }

    @Test
    void aListIsTheSameToTheByteWhileItsTagIs() {
        Response before = anybody().queryParam("limit", 1).get("/v1/documents");
        createNorm("Of another kind");
        Response after = anybody().queryParam("limit", 1).get("/v1/documents");
        assertThat(after.getHeader("ETag")).isEqualTo(before.getHeader("ETag"));
        assertThat(after.asString()).isEqualTo(before.asString());
    }

    @Test
    void aNumberedVersionMayBeKeptForEverAndTheCurrentOneIsAskedFor() {
        anybody()
                .get(NORMS + "/un-gge-2015-13a/versions/1")
                .then()
                .header("Cache-Control", equalTo("public, max-age=31536000, immutable"));
        anybody().get(NORMS + "/un-gge-2015-13a").then().header("Cache-Control", equalTo("no-cache"));
    }

    @Test
    void headAnswersAsGetWithoutABody() {
        anybody().head(NORMS + "/un-gge-2015-13a").then().statusCode(200).header("ETag", "\"1\"");
    }

    // changing

    @Test
    void whatWasReadCanBeChangedAndPutBack() {
        String id = createNorm("Before");
        Response read = anybody().get(NORMS + "/" + id);
        String changed = read.asString().replace("Before", "After");
        sending(changed)
                .header("If-Match", read.getHeader("ETag"))
                .queryParam("reason", "Größerer Titel")
                .put(NORMS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("version", equalTo(2))
                .body("recordedBy", equalTo("admin"))
                .body("title.en", equalTo("After"));
        anybody()
                .get(NORMS + "/" + id + "/versions")
                .then()
                .body("items.version", equalTo(List.of(2, 1)))
                .body("items.change", equalTo(List.of("revised", "created")))
                .body("items[0].reason", equalTo("Größerer Titel"));
    }

    @Test
    void earlierVersionsAnswerAsBeforeAlsoByAsOf() {
        String id = createNorm("One");
        Response first = anybody().get(NORMS + "/" + id);
        int entry = first.jsonPath().getInt("entry");
        patching("{\"title\": {\"en\": \"Two\"}}").header("If-Match", "\"1\"").patch(NORMS + "/" + id);
        assertThat(anybody().get(NORMS + "/" + id + "/versions/1").asString()).isEqualTo(first.asString());
        assertThat(anybody().queryParam("asOf", entry).get(NORMS + "/" + id).asString())
                .isEqualTo(first.asString());
        anybody()
                .queryParam("asOf", first.jsonPath().getString("recordedAt"))
                .get(NORMS + "/" + id)
                .then()
                .body("title.en", equalTo("One"));
        anybody()
                .queryParam("asOf", entry)
                .queryParam("id", id)
                .get(NORMS)
                .then()
                .body("items[0].title.en", equalTo("One"));
        anybody().queryParam("asOf", entry - 1).get(NORMS + "/" + id).then().statusCode(404);
    }

    @Test
    void theDifferenceOfTwoVersionsIsAJsonPatch() {
        String id = createNorm("One");
        patching("{\"title\": {\"en\": \"Two\", \"fr\": \"Deux\"}}")
                .header("If-Match", "\"1\"")
                .patch(NORMS + "/" + id);
        List<String> paths = anybody()
                .queryParam("from", 1)
                .queryParam("to", 2)
                .get(NORMS + "/" + id + "/diff")
                .jsonPath()
                .getList("path");
        assertThat(paths).containsExactlyInAnyOrder("/title/en", "/title/fr");
        anybody()
                .queryParam("from", 1)
                .queryParam("to", 9)
                .get(NORMS + "/" + id + "/diff")
                .then()
                .statusCode(404);
    }

    @Test
    void aChangeThatChangesNothingMakesNoVersion() {
        String id = createNorm("Same");
        Response read = anybody().get(NORMS + "/" + id);
        sending(read.asString())
                .header("If-Match", "\"1\"")
                .put(NORMS + "/" + id)
                .then()
                .header("ETag", "\"1\"");
        patching("{\"title\": {\"en\": \"Same\"}, \"note\": null}")
                .header("If-Match", "\"1\"")
                .patch(NORMS + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");
        anybody().get(NORMS + "/" + id + "/versions").then().body("items", hasSize(1));
    }

    @Test
    void aChangeNeedsTheVersionThatItStartsFrom() {
        String id = createNorm("Guarded");
        patching("{}").patch(NORMS + "/" + id).then().statusCode(428);
        sending(norm(id, "x")).put(NORMS + "/" + id).then().statusCode(428);
        admin().delete(NORMS + "/" + id).then().statusCode(428);
        patching("{\"designation\": \"9\"}")
                .header("If-Match", "\"7\"")
                .patch(NORMS + "/" + id)
                .then()
                .statusCode(412)
                .header("ETag", "\"1\"")
                .body("etag", equalTo("\"1\""));
        patching("{\"designation\": \"9\"}")
                .header("If-Match", "W/\"1\"")
                .patch(NORMS + "/" + id)
                .then()
                .statusCode(412);
    }

    @Test
    void putCreatesOnlyWhereNothingIs() {
        String id = freshId("test-norm");
        sending(norm(id, "New"))
                .header("If-None-Match", "*")
                .put(NORMS + "/" + id)
                .then()
                .statusCode(201)
                .header("Location", NORMS + "/" + id)
                .header("ETag", "\"1\"");
        sending(norm(id, "New"))
                .header("If-None-Match", "*")
                .put(NORMS + "/" + id)
                .then()
                .statusCode(412);
        sending(norm(freshId("other"), "New"))
                .header("If-Match", "\"1\"")
                .put(NORMS + "/" + id)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/id"));
        String unknown = freshId("test-norm");
        sending(norm(unknown, "New"))
                .header("If-Match", "\"1\"")
                .put(NORMS + "/" + unknown)
                .then()
                .statusCode(412);
    }

    @Test
    void aRecordWithoutAnIdGetsAReadableOne() {
        String body = norm("x-x", "Nameless").replace("\"id\": \"x-x\", ", "").replace("\"test\"", "\"99(z)\"");
        String first =
                sending(body).post(NORMS).then().statusCode(201).extract().path("id");
        assertThat(first).startsWith("g7-lucca-2017-99z");
        sending(body).post(NORMS).then().statusCode(201).body("id", not(equalTo(first)));
    }

    @Test
    void aWithdrawnRecordIsGoneKeepsItsHistoryAndCanBeRestored() {
        String id = createNorm("Mortal");
        admin().header("If-Match", "\"1\"")
                .queryParam("reason", "Wrong")
                .delete(NORMS + "/" + id)
                .then()
                .statusCode(204)
                .header("ETag", "\"2\"");
        anybody()
                .get(NORMS + "/" + id)
                .then()
                .statusCode(410)
                .body("history", equalTo(NORMS + "/" + id + "/versions"))
                .header("ETag", "\"2\"");
        anybody().queryParam("id", id).get(NORMS).then().body("items", empty());
        anybody()
                .get(NORMS + "/" + id + "/versions")
                .then()
                .body("items.change", equalTo(List.of("withdrawn", "created")));
        anybody().get(NORMS + "/" + id + "/versions/2").then().statusCode(410);
        sending(norm(id, "Again")).post(NORMS).then().statusCode(409);
        sending(norm(id, "Again"))
                .header("If-None-Match", "*")
                .put(NORMS + "/" + id)
                .then()
                .statusCode(409);
        patching("{}")
                .header("If-Match", "\"2\"")
                .patch(NORMS + "/" + id)
                .then()
                .statusCode(410);
        sending(norm(id, "Mortal"))
                .header("If-Match", "\"2\"")
                .put(NORMS + "/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(3));
        anybody().get(NORMS + "/" + id + "/versions").then().body("items[0].change", equalTo("restored"));
    }

    @Test
    void whatOthersReferToIsNotWithdrawnUnawares() {
        String id = createNorm("Referred to");
        String mapping = freshId("test-mapping");
        sending("""
                {"id": "%s", "source": {"norm": "%s"}, "target": {"norm": "un-gge-2015-13c"}, "relation": "broadMatch",
                 "justification": {"en": "A test."}, "confidence": "unconfirmed",
                 "citations": [{"document": "g7-lucca-2017", "locator": "L49", "confidence": "unconfirmed"}]}""".formatted(mapping, id)).post("/v1/mappings").then().statusCode(201);
        admin().header("If-Match", "\"1\"")
                .delete(NORMS + "/" + id)
                .then()
                .statusCode(409)
                .body("referrers", equalTo(List.of("/v1/mappings/" + mapping)));
        admin().header("If-Match", "\"1\"")
                .queryParam("evenIfReferenced", true)
                .delete(NORMS + "/" + id)
                .then()
                .statusCode(204);
        patching("{\"confidence\": \"confirmed\"}")
                .header("If-Match", "\"1\"")
                .patch("/v1/mappings/" + mapping)
                .then()
                .statusCode(200);
    }

    @Test
    void referencesMustExistAndAllFaultsAreNamedAtOnce() {
        String body = norm(freshId("test-norm"), "x")
                .replace("\"framework\": \"g7-lucca-2017\"", "\"framework\": \"no-such\"")
                .replace("\"document\": \"g7-lucca-2017\"", "\"document\": \"none-such\"");
        sending(body)
                .post(NORMS)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/framework", "/citations/0/document")));
        sending("{\"id\": 5, \"colour\": 1, \"title\": {}, \"citations\": []}")
                .post(NORMS)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/id", "/colour", "/title", "/citations", "/framework", "/summary"));
    }

    @Test
    void theRulesOfEachKindAreKept() {
        sending(norm(freshId("test-norm"), "x").replace("\"citations\"", """
                "adoptedOn": "2015-02-29", "citations\""""))
                .post(NORMS)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/adoptedOn"));
        sending(norm(freshId("test-norm"), "x").replace("\"citations\"", """
                "adoptedOn": "2015", "validTo": "2014", "citations\""""))
                .post(NORMS)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/validTo"));
        sending("""
                {"id": "%s", "type": "state", "name": {"en": "Nowhere"},
                 "citations": [{"document": "iso-3166-1", "locator": "XX", "confidence": "unconfirmed"}]}""".formatted(freshId("xx")))
                .post("/v1/parties")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/id"));
        sending("""
                {"id": "zw", "type": "organisation", "name": {"en": "Not Zimbabwe"},
                 "citations": [{"document": "iso-3166-1", "locator": "ZW", "confidence": "unconfirmed"}]}""").post("/v1/parties").then().statusCode(422).body("errors[0].pointer", equalTo("/id"));
        sending("""
                {"id": "%s", "source": {"norm": "un-gge-2015-13h", "clause": "ix"}, "target": {"norm": "un-gge-2015-13c"},
                 "relation": "broadMatch", "justification": {"en": "A test."}, "confidence": "unconfirmed",
                 "citations": [{"document": "g7-lucca-2017", "locator": "L49", "confidence": "unconfirmed"}]}""".formatted(freshId("test-mapping")))
                .post("/v1/mappings")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/source/clause"));
    }

    @Test
    void onlySomeModalitiesArePromises() {
        anybody()
                .queryParam("promise", true)
                .queryParam("limit", 200)
                .get("/v1/commitments")
                .then()
                .body("items.promise", everyItem(equalTo(true)))
                .body("items.modality", everyItem(not(equalTo("support"))));
        anybody()
                .get("/v1/commitments/nals-2016-budapest-convention")
                .then()
                .body("promise", equalTo(false))
                .body("parties", equalTo(List.of("ca", "us")));
    }

    @Test
    void aNullInAPatchRemovesAMember() {
        String id = freshId("test-norm");
        sending(norm(id, "x").replace("\"citations\"", "\"note\": {\"en\": \"a\", \"fr\": \"b\"}, \"citations\""))
                .post(NORMS)
                .then()
                .statusCode(201);
        patching("{\"note\": {\"fr\": null}}")
                .header("If-Match", "\"1\"")
                .patch(NORMS + "/" + id)
                .then()
                .header("ETag", "\"2\"")
                .body("note.en", equalTo("a"))
                .body("note.fr", nullValue());
        patching("{\"note\": null}")
                .header("If-Match", "\"2\"")
                .patch(NORMS + "/" + id)
                .then()
                .header("ETag", "\"3\"")
                .body("note", nullValue());
        patching("{\"title\": null}")
                .header("If-Match", "\"3\"")
                .patch(NORMS + "/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/title"));
    }

    @Test
    void recordsWhoseIdsSortAlikeAreAllListed() {
        String mark = freshId("tie").replace('-', 'x');
        List<String> ids = List.of(mark + "-1", mark + "-01", mark + "-001");
        ids.forEach(id -> sending(norm(id, "Tie")).post(NORMS).then().statusCode(201));
        for (String sort : List.of("id", "-id", "title", "-entry")) {
            List<String> seen = new ArrayList<>();
            String address = NORMS + "?q=" + mark + "&limit=1&sort=" + sort;
            while (address != null) {
                JsonPath page = anybody().urlEncodingEnabled(false).get(address).jsonPath();
                seen.addAll(page.getList("items.id"));
                address = page.getString("next");
            }
            assertThat(seen).as(sort).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void aStateHasACountryCodeAlsoWhereTheBodyHasNoId() {
        String citations =
                "\"citations\": [{\"document\": \"iso-3166-1\", \"locator\": \"x\", \"confidence\": \"unconfirmed\"}]}";
        sending("{\"type\": \"state\", \"name\": {\"en\": \"Nowhereland\"}, " + citations)
                .post("/v1/parties")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/id"));
        sending("{\"type\": \"organisation\", \"name\": {\"en\": \"Not Antarctica\"}, " + citations)
                .header("If-None-Match", "*")
                .put("/v1/parties/aq")
                .then()
                .statusCode(422);
        patching("{\"type\": \"agency\"}")
                .header("If-Match", "\"1\"")
                .patch("/v1/parties/jp")
                .then()
                .statusCode(422);
    }

    @Test
    void aRecordWithoutLatinLettersGetsAnIdThatCanBeAsked() {
        String location = sending("""
                {"type": "report", "title": {"zh": "規範"},
                 "citations": [{"document": "g7-lucca-2017", "locator": "L1", "confidence": "unconfirmed"}]}""")
                .post("/v1/documents")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        anybody().get(location).then().statusCode(200);
    }

    @Test
    void faultsOfAllSortsComeTogether() {
        sending(norm(freshId("test-norm"), "x")
                        .replace("\"framework\": \"g7-lucca-2017\"", "\"framework\": \"no-such\"")
                        .replace("\"citations\"", "\"adoptedOn\": \"2017-02-30\", \"citations\""))
                .post(NORMS)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/framework", "/adoptedOn"));
    }

    @Test
    void aLongReasonIsKeptWhole() {
        String reason = "\uD83D\uDE00".repeat(600);
        String id = createNorm("Reasoned");
        patching("{\"designation\": \"r\"}")
                .header("If-Match", "\"1\"")
                .queryParam("reason", reason)
                .patch(NORMS + "/" + id)
                .then()
                .statusCode(200);
        assertThat(anybody().get(NORMS + "/" + id + "/versions").jsonPath().getString("items[0].reason"))
                .isEqualTo(reason);
    }

    @Test
    void aDateDoesNotAnswerForAVersionOfTheSameSecond() {
        String id = createNorm("First of a second");
        String date = anybody().get(NORMS + "/" + id).getHeader("Last-Modified");
        patching("{\"designation\": \"s\"}").header("If-Match", "\"1\"").patch(NORMS + "/" + id);
        if (date != null) { // shown only once its second is over
            anybody()
                    .header("If-Modified-Since", date)
                    .get(NORMS + "/" + id)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void theMappingsOfANormAreAnsweredAsTheyWere() {
        String id = createNorm("Asked later");
        long entry = anybody().get(NORMS + "/" + id).jsonPath().getLong("entry");
        admin().header("If-Match", "\"1\"").delete(NORMS + "/" + id).then().statusCode(204);
        anybody().get(NORMS + "/" + id + "/mappings").then().statusCode(410);
        anybody()
                .queryParam("asOf", entry)
                .get(NORMS + "/" + id + "/mappings")
                .then()
                .statusCode(200);
        anybody()
                .queryParam("asOf", entry - 1)
                .get(NORMS + "/" + id + "/mappings")
                .then()
                .statusCode(404);
    }

    // the log

    @Test
    void theLogAndWhatIsDerivedFromItAgree() {
        createNorm("Checked");
        admin().get("/v1/log/check")
                .then()
                .body("differences", empty())
                .body("agree", equalTo(true))
                .body("entries", greaterThan(290));
        anybody().get("/v1/log").then().body("records.norms", greaterThan(26)).body("recordedAt", notNullValue());
    }

    @Test
    void theCheckOfTheLogFindsWhatDoesNotAgree() {
        String id = createNorm("Tampered with");
        long entry = anybody().get(NORMS + "/" + id).jsonPath().getLong("entry");
        anybody().queryParam("id", id).get(NORMS).then().body("items", hasSize(1)); // the index has it
        for (String[] tampering : new String[][] {
            {
                "update entry set body = replace(body, 'Tampered with', 'Changed') where number = ",
                "update entry set body = replace(body, 'Changed', 'Tampered with') where number = "
            },
            {
                "update entry set version = version + 5 where number = ",
                "update entry set version = version - 5 where number = "
            },
            {"update entry set id = id || '-x' where number = ", "update entry set id = '" + id + "' where number = "},
            {
                "update entry set number = number + 1000 where number = ",
                "update entry set number = number - 1000 where number - 1000 = "
            },
            {
                "update tail set number = number + 1 where number >= ",
                "update tail set number = number - 1 where number > "
            }
        }) {
            execute(tampering[0] + entry);
            assertThat(admin().get("/v1/log/check").jsonPath().getBoolean("agree"))
                    .as(tampering[0])
                    .isFalse();
            execute(tampering[1] + entry);
        }
        admin().get("/v1/log/check").then().body("differences", empty());
    }

    private void execute(String statement) {
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(database.createNativeQuery(statement).executeUpdate())
                        .isEqualTo(1));
    }

    @Test
    void aDayBeforeTheFirstEntryShowsNothing() {
        anybody()
                .queryParam("asOf", "2020-01-01T00:00:00Z")
                .get(NORMS)
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("next", nullValue());
    }

    @Test
    void theNextPageHasTheParametersInTheirOrder() {
        String next = anybody()
                .get("/v1/norms?sort=id&limit=1&framework=g7-lucca-2017")
                .path("next");
        assertThat(next).startsWith("/v1/norms?sort=id&limit=1&framework=g7-lucca-2017&cursor=");
        assertThat(anybody()
                        .get("/v1/norms?sort=id&limit=1&framework=g7-lucca-2017")
                        .headers()
                        .getValues("Link"))
                .contains("</v1/norms?sort=id&limit=1&framework=g7-lucca-2017>; rel=\"first\"");
    }
}
