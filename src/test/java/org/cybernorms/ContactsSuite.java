package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cybernorms.support.Callers.accepted;
import static org.cybernorms.support.Callers.contact;
import static org.cybernorms.support.Callers.decide;
import static org.cybernorms.support.Callers.isle;
import static org.cybernorms.support.Callers.land;
import static org.cybernorms.support.Callers.member;
import static org.cybernorms.support.Callers.nominated;
import static org.cybernorms.support.Callers.outsider;
import static org.cybernorms.support.Callers.secretariat;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.withKey;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import ezvcard.Ezvcard;
import ezvcard.VCard;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.cybernorms.support.Callers;
import org.cybernorms.support.OpenPgpKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory: who sees what of a contact, who changes it, whom to call. */
abstract class ContactsSuite {

    private static final String ALL = "/v1/points-of-contact";
    private static final String PERSON = ", \"person\": {\"name\": \"P. Example\"}";

    private static String at(String id) {
        return ALL + "/" + id;
    }

    private static ValidatableResponse patch(RequestSpecification caller, String id, String version, String patch) {
        return caller.contentType("application/merge-patch+json")
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch(at(id))
                .then();
    }

    @Test
    void everybodySeesThatAContactExistsAndNoChannel() {
        String id = accepted(PERSON);
        anybody()
                .get(at(id))
                .then()
                .statusCode(200)
                .body("party", equalTo("example-land"))
                .body("category", equalTo("technical"))
                .body("office.en", equalTo("A desk for tests"))
                .body("acceptances.status", contains("accepted"))
                .body("channels", nullValue())
                .body("person", nullValue())
                .body("redacted.path", hasItems("$.channels", "$.person", "$.note"))
                .body("redacted.find {it.name == 'channels'}.reason", equalTo("TLP:AMBER"))
                .header("Vary", containsString("X-API-Key"));
    }

    @Test
    void whatIsLeftOutIsTheSameWhetherItIsThereOrNot() {
        String full = accepted(PERSON + ", \"note\": {\"en\": \"Ring twice.\"}");
        String bare = accepted("");
        assertThat(anybody().get(at(full)).jsonPath().getList("redacted"))
                .isEqualTo(anybody().get(at(bare)).jsonPath().getList("redacted"));
        member().get(at(bare)).then().body("redacted.path", hasItem("$.channels[*]"));
    }

    @Test
    void membersOfTheNetworkSeeItWhenItIsAcceptedAndItsPartyAgrees() {
        String id = nominated(PERSON);
        member().get(at(id)).then().body("channels", nullValue());
        secretariat().get(at(id)).then().body("channels", hasSize(1));
        decide(id, "accepted", "1");
        member().get(at(id)).then().body("channels", hasSize(1)).body("person.name", equalTo("P. Example"));
        outsider().get(at(id)).then().body("channels", nullValue());
        patch(land(), id, "2", "{\"networks\": [{\"network\": \"training-network\", \"consent\": false}]}")
                .statusCode(200);
        for (RequestSpecification caller : List.of(member(), secretariat())) {
            caller.get(at(id)).then().body("channels", nullValue());
        }
        member().get(at(id) + "/versions/2").then().statusCode(200).body("channels", nullValue());
        land().get(at(id)).then().body("channels", hasSize(1)).body("redacted", hasSize(0));
    }

    @Test
    void eachLevelReachesAsFarAsItSays() {
        String green = accepted(", \"tlp\": \"TLP:GREEN\", \"tlpOf\": {\"note\": \"TLP:AMBER+STRICT\"},"
                + " \"note\": {\"en\": \"Own eyes.\"}" + PERSON);
        outsider()
                .get(at(green))
                .then()
                .body("channels", hasSize(1))
                .body("person", nullValue())
                .body("note", nullValue());
        member().get(at(green))
                .then()
                .body("person.name", equalTo("P. Example"))
                .body("note", nullValue());
        land().get(at(green)).then().body("note.en", equalTo("Own eyes."));
        String strict = accepted(", \"tlp\": \"TLP:AMBER+STRICT\"");
        member().get(at(strict)).then().body("channels", nullValue());
        secretariat().get(at(strict)).then().body("channels", hasSize(1));
    }

    @Test
    void aStricterMarkHoldsForOlderVersionsToo() {
        String id = accepted(", \"tlp\": \"TLP:GREEN\"");
        outsider().get(at(id) + "/versions/1").then().body("channels", hasSize(1));
        patch(land(), id, "2", "{\"tlp\": \"TLP:AMBER+STRICT\"}").statusCode(200);
        outsider().get(at(id) + "/versions/1").then().body("channels", nullValue());
        member().queryParam("asOf", "2099-01-01T00:00:00Z").get(at(id)).then().body("channels", nullValue());
    }

    /** What a party does to a channel in the second version, and who sees it in the first one then. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the mark is tightened    | {"type": "email", "address": "one@test.example.org", "rank": 1, "tlp": "TLP:AMBER+STRICT"} | false
            its rank changes as well | {"type": "email", "address": "one@test.example.org", "rank": 7, "tlp": "TLP:AMBER+STRICT"} | false
            its address changes      | {"type": "email", "address": "two@test.example.org", "rank": 1, "tlp": "TLP:AMBER+STRICT"} | false
            it is replaced, unmarked | {"type": "phone", "address": "+1-555-0100", "rank": 1} | false
            another one is marked    | {"type": "email", "address": "one@test.example.org", "rank": 1}, {"type": "phone", "address": "+1-555-0100", "rank": 2, "tlp": "TLP:AMBER+STRICT"} | true
            nothing about its mark   | {"type": "email", "address": "one@test.example.org", "rank": 3, "tlp": "TLP:AMBER"} | true
            """)
    void theNewestMarkOfAChannelCountsForOlderVersions(String what, String channels, boolean seen) {
        String one = "one@test.example.org";
        String id = freshId("test-desk");
        land().contentType(ContentType.JSON)
                .body(contact(id, "example-land", "").replace(id + "@test.example.org", one))
                .post(ALL)
                .then()
                .statusCode(201);
        decide(id, "accepted", "1");
        int entry = land().get(at(id)).path("entry");
        patch(land(), id, "2", "{\"channels\": [" + channels + "]}").statusCode(200);
        for (String path : List.of(
                "/versions/1", "/versions/2", "?asOf=" + entry, "/diff?from=1&to=3", "?format=vcard&asOf=" + entry)) {
            assertThat(body(member(), id, path).contains(one))
                    .as(what + path)
                    .isEqualTo(seen && !path.contains("diff"));
            assertThat(body(outsider(), id, path)).as(path).doesNotContain(one);
            if (!path.contains("diff")) {
                assertThat(body(land(), id, path)).as(path).contains(one);
                assertThat(body(secretariat(), id, path)).as(path).contains(one);
            }
        }
        for (String format : List.of("json", "csv", "jsonld", "vcard", "jscontact")) {
            assertThat(body(member(), "", "?id=" + id + "&asOf=" + entry + "&format=" + format)
                            .contains(one))
                    .as(what + " in the list as " + format)
                    .isEqualTo(seen);
        }
    }

    private static String body(RequestSpecification caller, String id, String path) {
        return caller.get(id.isEmpty() ? ALL + path : at(id) + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void whatANewVersionNoLongerHasIsNotShownOfOlderOnes() {
        String id = accepted(PERSON + ", \"note\": {\"en\": \"Ring twice.\"}");
        member().get(at(id) + "/versions/1").then().body("person.name", equalTo("P. Example"));
        patch(land(), id, "2", "{\"person\": null, \"note\": null}").statusCode(200);
        member().get(at(id) + "/versions/1")
                .then()
                .body("person", nullValue())
                .body("note", nullValue())
                .body("channels", hasSize(1))
                .body("redacted.find {it.name == 'person'}.reason", equalTo("TLP:AMBER+STRICT"));
        land().get(at(id) + "/versions/1").then().body("person.name", equalTo("P. Example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"})
    void aWithdrawnContactIsOnlyItsPartysAndTheAdministrators(String mark) {
        for (boolean decided : List.of(true, false)) {
            String id = nominated(PERSON + ", \"tlp\": \"" + mark + "\"");
            if (decided) {
                decide(id, "accepted", "1");
            }
            int entry = land().get(at(id)).path("entry");
            assertThat(body(secretariat(), id, "/versions/1")).contains("P. Example");
            land().header("If-Match", "*")
                    .queryParam("reason", "P. Example left.")
                    .delete(at(id))
                    .then()
                    .statusCode(204);
            String diff = "/diff?from=1&to=" + (decided ? 3 : 2);
            for (String path : List.of("/versions", "/versions/1", "?asOf=" + entry, diff)) {
                for (RequestSpecification stranger : List.of(secretariat(), member(), outsider(), anybody())) {
                    assertThat(body(stranger, id, path))
                            .as(mark + path)
                            .doesNotContain("P. Example", id + "@test", "A test decides.");
                }
                for (RequestSpecification own : List.of(land(), admin(), bothRoles())) {
                    if (!path.equals(diff)) {
                        assertThat(body(own, id, path)).as(path).contains("P. Example");
                    }
                }
            }
        }
    }

    private static RequestSpecification bothRoles() {
        return Callers.as("secretariat:networks/training-network", "member:parties/example-land");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"network\": \"training-network\", \"consent\": false}]",
                "[{\"network\": \"osce-poc-network\", \"consent\": true}]"
            })
    void aSecretariatLosesWhatIsNoLongerSharedWithItsNetwork(String networks) {
        String id = accepted(PERSON);
        assertThat(body(secretariat(), id, "/versions/1")).contains("P. Example");
        patch(land(), id, "2", "{\"networks\": " + networks + "}").statusCode(200);
        for (String path : List.of("", "/versions", "/versions/1", "/versions/2", "/versions/3", "/diff?from=1&to=3")) {
            assertThat(body(secretariat(), id, path))
                    .as(path)
                    .doesNotContain("P. Example", id + "@test", "A test decides.");
        }
        assertThat(body(bothRoles(), id, "/versions/1")).contains("P. Example");
    }

    @Test
    void whatIsSharedWithNoNetworkIsNotForTheCommunityEither() {
        String id = accepted(", \"tlp\": \"TLP:GREEN\"");
        outsider().get(at(id)).then().body("channels", hasSize(1));
        patch(land(), id, "2", "{\"networks\": [{\"network\": \"training-network\", \"consent\": false}]}")
                .statusCode(200);
        outsider().get(at(id)).then().body("channels", nullValue());
        secretariat().get(at(id) + "/versions/1").then().body("channels", nullValue());
    }

    @Test
    void aTableOfContactsHasPlainCells() {
        String id = accepted(PERSON + ", \"tlpOf\": {\"note\": \"TLP:GREEN\"}, \"timeZone\": \"America/Lima\","
                + " \"dutyHours\": [{\"days\": [\"monday\", \"friday\"], \"from\": \"09:00\", \"to\": \"18:00\"}]");
        patch(
                        land(),
                        id,
                        "2",
                        "{\"channels\": [{\"type\": \"email\", \"address\": \"a@test.example.org\", \"rank\": 1},"
                                + "{\"type\": \"email\", \"address\": \"b@test.example.org\", \"rank\": 2},"
                                + "{\"type\": \"phone\", \"address\": \"+1-555-0100\", \"rank\": 3},"
                                + "{\"type\": \"phone\", \"address\": \"+1-555-0101\", \"rank\": 4, \"tlp\": \"TLP:AMBER+STRICT\"}]}")
                .statusCode(200);
        String own = body(land(), "", "?format=csv&id=" + id);
        assertThat(own)
                .contains(",email,phone,secure-messaging,web-form,", "person.name", "tlpOf.note")
                .contains("a@test.example.org; b@test.example.org,'+1-555-0100; +1-555-0101,,", "P. Example")
                .contains("training-network (consent=true)", "monday friday (from=09:00")
                .doesNotContain("{", "[");
        assertThat(body(member(), "", "?format=csv&id=" + id))
                .contains("'+1-555-0100,")
                .doesNotContain("0101");
        assertThat(body(anybody(), "", "?format=csv&id=" + id)).doesNotContain("@test", "0100", "P. Example");
    }

    @Test
    void redHasNoPlaceAndNoChannelIsForEverybody() {
        for (String more : List.of(
                ", \"tlp\": \"TLP:RED\"",
                ", \"tlp\": \"TLP:CLEAR\"",
                ", \"tlpOf\": {\"channels\": \"TLP:CLEAR\"}",
                ", \"tlpOf\": {\"person\": \"TLP:GREEN\"}")) {
            land().contentType(ContentType.JSON)
                    .body(contact(freshId("refused"), "example-land", more))
                    .post(ALL)
                    .then()
                    .statusCode(org.hamcrest.Matchers.oneOf(400, 422))
                    .body("errors[0].pointer", startsWith("/tlp"));
        }
    }

    @Test
    void everyStepOfANominationIsAVersion() {
        String id = nominated("");
        decide(id, "returned", "1");
        land().get(at(id))
                .then()
                .body("acceptances[0].status", equalTo("returned"))
                .body("returns[0].reason", equalTo("A test decides."));
        anybody().get(at(id)).then().body("returns", nullValue());
        patch(land(), id, "2", "{\"timeZone\": \"America/Santiago\"}")
                .statusCode(200)
                .body("acceptances[0].status", equalTo("proposed"))
                .body("returns", nullValue());
        decide(id, "accepted", "3");
        patch(land(), id, "4", "{\"timeZone\": \"America/Lima\"}").body("acceptances[0].status", equalTo("accepted"));
        land().header("If-Match", "\"5\"").delete(at(id)).then().statusCode(204);
        land().get(at(id) + "/versions")
                .then()
                .body("items.change", contains("withdrawn", "revised", "revised", "revised", "revised", "created"))
                .body("items[4].reason", equalTo("A test decides."));
        anybody().get(at(id) + "/versions").then().body("items.reason", everyItem(nullValue()));
        member().get(at(id) + "/versions/5").then().body("channels", nullValue());
    }

    @Test
    void aListTellsWhatWaitsForADecision() {
        String waiting = nominated("");
        String done = accepted("");
        anybody()
                .get(ALL + "?network=training-network&acceptance=proposed&limit=200")
                .then()
                .body("items.id", hasItem(waiting))
                .body("items.id", not(hasItem(done)));
        anybody()
                .get(ALL + "?network=osce-poc-network&acceptance=accepted&id=" + done)
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void onlyTheSecretariatOfTheNetworkDecides() {
        String id = nominated("");
        String decision = "{\"network\": \"training-network\", \"status\": \"accepted\"}";
        for (RequestSpecification caller :
                List.of(land(), isle(), member(), Callers.as("secretariat:networks/osce-poc-network"))) {
            caller.contentType(ContentType.JSON)
                    .header("If-Match", "\"1\"")
                    .body(decision)
                    .post(at(id) + "/decisions")
                    .then()
                    .statusCode(403);
        }
        secretariat()
                .contentType(ContentType.JSON)
                .body(decision)
                .post(at(id) + "/decisions")
                .then()
                .statusCode(428);
        secretariat()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"network\": \"training-network\", \"status\": \"returned\"}")
                .post(at(id) + "/decisions")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/reason"));
    }

    @Test
    void nobodyTouchesThePartyOfAnother() {
        String id = accepted("");
        isle().contentType(ContentType.JSON)
                .body(contact(freshId("stolen"), "example-land", ""))
                .post(ALL)
                .then()
                .statusCode(403);
        isle().contentType(ContentType.JSON)
                .header("If-None-Match", "*")
                .body(contact("stolen-by-put", "example-land", ""))
                .put(at("stolen-by-put"))
                .then()
                .statusCode(403);
        patch(isle(), id, "2", "{\"party\": \"example-isle\"}").statusCode(403);
        patch(land(), id, "2", "{\"party\": \"example-isle\"}").statusCode(403);
        isle().contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(contact(id, "example-isle", ""))
                .put(at(id))
                .then()
                .statusCode(403);
        isle().header("If-Match", "*").delete(at(id)).then().statusCode(403);
        isle().contentType(ContentType.JSON)
                .body("{}")
                .post(at(id) + "/erasure")
                .then()
                .statusCode(403);
        isle().contentType(ContentType.JSON)
                .body(contact(freshId("deputised"), "example-isle", ", \"deputies\": [\"" + id + "\"]"))
                .post(ALL)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/deputies/0"));
        land().get(at(id)).then().body("version", equalTo(2)).body("party", equalTo("example-land"));
    }

    @Test
    void whatOnlyTheRegisterSetsCannotBeSent() {
        String id = freshId("assigned");
        land().contentType(ContentType.JSON)
                .body(contact(
                        id,
                        "example-land",
                        ", \"acceptances\": [{\"network\": \"training-network\", \"status\": \"accepted\", \"changedAt\": \"2020-01-01T00:00:00Z\"}],"
                                + " \"redacted\": [], \"version\": 7, \"recordedBy\": \"catalogue\""))
                .post(ALL)
                .then()
                .statusCode(201)
                .body("acceptances[0].status", equalTo("proposed"))
                .body("version", equalTo(1))
                .body("recordedBy", equalTo("example-caller"));
        land().contentType(ContentType.JSON)
                .body(contact(freshId("assigned"), "example-land", ", \"owner\": \"x\", \"sealed\": {\"x\": 1}"))
                .post(ALL)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/owner", "/sealed"));
    }

    @Test
    void aNominatorChangesItsOwnImplementationsAndNoOthers() {
        String own = """
                {"id": "%s", "party": "example-land", "type": "exercise", "title": {"en": "A measure"},
                 "summary": {"en": "Made by a test."}, "norms": [{"norm": "un-gge-2015-13d"}], "status": "ongoing",
                 "citations": [{"document": "registry-desk-notes", "locator": "training network", "confidence": "unconfirmed"}]}""".formatted(freshId("own"));
        land().contentType(ContentType.JSON)
                .body(own)
                .post("/v1/implementations")
                .then()
                .statusCode(201);
        land().contentType(ContentType.JSON)
                .body(own.replace("example-land", "ca").replace("\"own-", "\"foreign-"))
                .post("/v1/implementations")
                .then()
                .statusCode(403);
        land().contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"party\": \"example-land\"}")
                .patch("/v1/implementations/ca-accbp")
                .then()
                .statusCode(403);
        land().contentType(ContentType.JSON).body("{}").post("/v1/norms").then().statusCode(403);
    }

    @Test
    void aWriterWhoSeesOnlyAPartIsRefused() {
        String id = accepted("");
        String key = admin().contentType(ContentType.JSON)
                .body("{\"owner\": \"half-blind\", \"scopes\": [\"points-of-contact:write\"]}")
                .post("/v1/keys")
                .path("secret");
        patch(withKey(key), id, "2", "{\"timeZone\": \"America/Lima\"}").statusCode(403);
    }

    @Test
    void noQuestionTellsWhatIsNotShown() {
        String id = accepted(", \"person\": {\"name\": \"Q. Zebulon\"}, \"note\": {\"en\": \"zebulonic\"}");
        anybody().queryParam("q", "zebulon").get(ALL).then().body("items", hasSize(0));
        land().queryParam("q", "zebulon").get(ALL).then().body("items", hasSize(0));
        anybody().queryParam("q", "zebulon*").get("/v1/search").then().body("items", hasSize(0));
        anybody()
                .queryParam("q", "desk for tests")
                .queryParam("kind", "points-of-contact")
                .get("/v1/search")
                .then()
                .body("items", not(hasSize(0)));
        anybody()
                .get(at(id) + "/diff?from=1&to=2")
                .then()
                .statusCode(200)
                .body("path", everyItem(startsWith("/acceptances")));
    }

    @Test
    void cachesKeepNothingThatIsNotForEverybody() {
        String id = accepted("");
        String open = anybody()
                .get(at(id))
                .then()
                .header("Cache-Control", "no-cache")
                .extract()
                .header("ETag");
        String own = land().get(at(id))
                .then()
                .header("Cache-Control", "private, no-store")
                .extract()
                .header("ETag");
        assertThat(own).isNotEqualTo(open);
        land().header("If-None-Match", open).get(at(id)).then().statusCode(200);
        anybody().header("If-None-Match", open).get(at(id)).then().statusCode(304);
        anybody().get(at(id) + "/versions/1").then().header("Cache-Control", "no-cache");
        land().get(ALL).then().header("Cache-Control", "private, no-store");
        land().header("If-Match", own)
                .contentType("application/merge-patch+json")
                .body("{\"timeZone\": \"America/Lima\"}")
                .patch(at(id))
                .then()
                .statusCode(200);
    }

    @Test
    void aFaultNamesItsPlaceAndWhatWouldBeRight() {
        land().contentType(ContentType.JSON)
                .body("""
                        {"party": "example-land", "category": "technical", "office": {"en": "x"}, "channels": [
                          {"type": "phone", "address": "0123", "rank": 1}, {"type": "email", "address": "nobody", "rank": 2},
                          {"type": "secure-messaging", "address": "@xyz", "rank": 3},
                          {"type": "web-form", "address": "https://x.example.org", "rank": 4, "always": true, "hours": [{"days": ["monday"], "from": "09:00", "to": "10:00"}]}],
                         "dutyHours": [{"days": ["monday"], "from": "09:00", "to": "10:00"}],
                         "networks": [{"network": "training-network", "consent": true}, {"network": "training-network", "consent": true}, {"network": "no-such", "consent": true}]}""")
                .post(ALL)
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/channels/0/address",
                                "/channels/1/address",
                                "/channels/2/service",
                                "/channels/3/hours",
                                "/timeZone",
                                "/networks/1/network",
                                "/networks/2/network"));
        land().contentType(ContentType.JSON)
                .body(contact(freshId("zone"), "example-land", ", \"timeZone\": \"Mars/Olympus\""))
                .post(ALL)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/timeZone"));
    }

    @Test
    void aKeyIsHeldOnlyWithItsOwnFingerprint() throws Exception {
        OpenPgpKeys.Made key = OpenPgpKeys.make();
        String armored = key.armored().replace("\n", "\\n").replace("\r", "");
        String form = ", \"openPgpKey\": {\"fingerprint\": \"%s\", \"armoredKey\": \"%s\"}";
        String id = accepted(form.formatted(key.fingerprint(), armored));
        land().get(at(id)).then().body("openPgpKey.fingerprint", equalTo(key.fingerprint()));
        VCard card = Ezvcard.parse(land().accept("text/vcard").get(at(id)).asString())
                .first();
        assertThat(new String(card.getKeys().get(0).getData(), StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----");
        for (String wrong : List.of(
                form.formatted("0".repeat(40), armored),
                form.formatted(
                        key.fingerprint(),
                        "-----BEGIN PGP PUBLIC KEY BLOCK-----\\n\\nAAAA\\n-----END PGP PUBLIC KEY BLOCK-----"))) {
            land().contentType(ContentType.JSON)
                    .body(contact(freshId("key"), "example-land", wrong))
                    .post(ALL)
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/openPgpKey/armoredKey"));
        }
    }

    @Test
    void aWarningTellsWhereNetworksWouldDisagree() {
        String first = freshId("warned");
        String body = contact(first, "example-land", "").replace("\"technical\"", "\"diplomatic\"");
        land().contentType(ContentType.JSON).body(body).post(ALL).then().statusCode(201);
        String second = freshId("warned");
        land().contentType(ContentType.JSON)
                .body(body.replace(first, second).replace("training-network", "osce-poc-network"))
                .post(ALL)
                .then()
                .statusCode(201)
                .body("warnings.contact", hasItem(first))
                .body("warnings.network", hasItem("training-network"));
        anybody().get(at(second)).then().body("warnings", nullValue());
    }

    private static Response attach(RequestSpecification caller, String contact, String type, byte[] bytes) {
        return caller.contentType(type).body(bytes).put(at(contact) + "/attachments/note.pdf");
    }

    @Test
    void aPaperIsAttachedForThoseWhoSeeAllAndGoesForGood() {
        String id = accepted("");
        byte[] pdf = "%PDF-1.7 zqpaper".getBytes(StandardCharsets.US_ASCII);
        attach(land(), id, "application/pdf", pdf)
                .then()
                .statusCode(201)
                .header("Location", endsWith("/attachments/note.pdf"))
                .body("size", equalTo(pdf.length));
        attach(land(), id, "application/pdf", pdf).then().statusCode(200);
        attach(land(), id, "application/pdf", "%PDF-2".getBytes(StandardCharsets.US_ASCII))
                .then()
                .statusCode(409);
        attach(isle(), id, "application/pdf", pdf).then().statusCode(403);
        attach(secretariat(), id, "application/pdf", pdf).then().statusCode(403);
        String paper = at(id) + "/attachments/note.pdf";
        for (RequestSpecification reader : List.of(land(), secretariat(), admin())) {
            Response read = reader.get(paper);
            assertThat(read.asByteArray()).isEqualTo(pdf);
            assertThat(read.header("Content-Disposition")).isEqualTo("attachment; filename=\"note.pdf\"");
            assertThat(read.header("Cache-Control")).isEqualTo("private, no-store");
        }
        land().accept("text/plain").get(paper).then().statusCode(406);
        land().get(at(id)).then().body("attachments.name", equalTo(List.of("note.pdf")));
        for (RequestSpecification stranger : List.of(anybody(), member(), outsider())) {
            stranger.get(paper).then().statusCode(404);
        }
        anybody().get(at(id)).then().body("attachments", nullValue()).body("redacted.name", hasItem("attachments"));
        isle().delete(paper).then().statusCode(403);
        land().delete(paper).then().statusCode(204);
        land().get(paper).then().statusCode(404);
        land().get(at(id)).then().body("attachments", nullValue());
    }

    @Test
    void onlyPapersAreAttachedAndAnErasureTakesThem() {
        String id = accepted("");
        byte[] text = "Nota verbal".getBytes(StandardCharsets.UTF_8);
        attach(land(), id, "application/pdf", text).then().statusCode(422);
        attach(land(), id, "text/plain", new byte[] {(byte) 0xff, 0}).then().statusCode(422);
        attach(land(), id, "image/png", text).then().statusCode(415);
        for (int i = 0; i < 20; i++) {
            land().contentType("text/plain")
                    .body(text)
                    .put(at(id) + "/attachments/" + i)
                    .then()
                    .statusCode(201);
        }
        attach(land(), id, "text/plain", text).then().statusCode(409);
        land().contentType(ContentType.JSON)
                .body("{\"members\": [\"attachments\"]}")
                .post(at(id) + "/erasure")
                .then()
                .statusCode(200);
        land().get(at(id)).then().body("attachments", nullValue());
        land().get(at(id) + "/attachments/0").then().statusCode(404);
    }

    @Test
    void aWarningTellsThatADeputyIsGone() {
        String deputy = accepted("");
        String id = accepted(", \"deputies\": [\"" + deputy + "\"]");
        land().header("If-Match", "*").delete(at(deputy)).then().statusCode(204);
        land().get(at(id))
                .then()
                .body("warnings.find {it.contact == '" + deputy + "'}.detail", containsString("was withdrawn"));
    }

    @Test
    void aWholeListImportsIntoAnAddressBook() {
        String id = accepted(PERSON);
        String file = land().queryParam("party", "example-land")
                .queryParam("limit", 200)
                .accept("text/vcard")
                .get(ALL)
                .then()
                .contentType(startsWith("text/vcard"))
                .extract()
                .asString();
        List<VCard> cards = Ezvcard.parse(file).all();
        assertThat(cards).hasSizeGreaterThan(1).allSatisfy(card -> assertThat(
                        card.validate(ezvcard.VCardVersion.V4_0).isEmpty())
                .isTrue());
        VCard card = cards.stream()
                .filter(one -> one.getUid().getValue().endsWith(":" + id))
                .findFirst()
                .orElseThrow();
        assertThat(card.getFormattedName().getValue()).isEqualTo("P. Example");
        assertThat(card.getEmails().get(0).getValue()).isEqualTo(id + "@test.example.org");
        VCard open = Ezvcard.parse(anybody().accept("text/vcard").get(at(id)).asString())
                .first();
        assertThat(open.getEmails()).isEmpty();
        assertThat(open.getNotes().get(0).getValue()).contains("channels (TLP:AMBER)");
        JsonPath jscontact =
                land().accept("application/jscontact+json").get(at(id)).jsonPath();
        assertThat(jscontact.getString("'@type'")).isEqualTo("Card");
        assertThat(jscontact.getString("emails.c1.address")).isEqualTo(id + "@test.example.org");
    }

    @Test
    void aChannelOfAnOddServiceBreaksNoList() {
        String id = nominated("");
        patch(land(), id, "1", """
                {"channels": [{"type": "secure-messaging", "service": "3CX", "address": "user^x", "rank": 1},
                              {"type": "secure-messaging", "service": "\u2606", "address": "%41:;,", "rank": 2}]}""").statusCode(200);
        for (String type : List.of("text/vcard", "application/jscontact+json", "text/csv", "application/ld+json")) {
            land().accept(type).queryParam("id", id).get(ALL).then().statusCode(200);
        }
        assertThat(Ezvcard.parse(land().accept("text/vcard").get(at(id)).asString())
                        .first()
                        .getImpps())
                .hasSize(2);
    }

    @Test
    void anotherCategoryAndARestoredContactAreDecidedAnew() {
        String id = accepted("");
        patch(land(), id, "2", "{\"category\": \"policy\"}").body("acceptances[0].status", equalTo("proposed"));
        decide(id, "accepted", "3");
        land().header("If-Match", "\"4\"").delete(at(id)).then().statusCode(204);
        land().contentType(ContentType.JSON)
                .header("If-Match", "\"5\"")
                .body(contact(id, "example-land", ""))
                .put(at(id))
                .then()
                .statusCode(200)
                .body("acceptances[0].status", equalTo("proposed"));
    }

    @Test
    void readingsAreKeptForAuditors() {
        String id = accepted(PERSON);
        anybody().get(at(id)).then().statusCode(200);
        member().get(at(id)).then().statusCode(200);
        await().atMost(Duration.ofMinutes(1)).until(() -> Callers.as("auditor")
                .queryParam("record", at(id))
                .get("/v1/access-log")
                .<List<String>>path("items.operation")
                .contains("getPointOfContact"));
        JsonPath log = Callers.as("auditor")
                .queryParam("record", at(id))
                .get("/v1/access-log")
                .jsonPath();
        assertThat(log.getList("items.findAll {it.operation == 'getPointOfContact'}"))
                .hasSize(1);
        assertThat(log.getList("items[0].members", String.class)).contains("channels", "person");
        assertThat(log.prettify()).doesNotContain("P. Example").doesNotContain("@test.example.org");
        for (RequestSpecification caller : List.of(land(), secretariat(), Callers.as("editor"))) {
            caller.get("/v1/access-log").then().statusCode(403);
        }
    }

    @Test
    void whatIsErasedIsGoneFromEveryVersion() {
        String id = nominated(PERSON);
        patch(land(), id, "1", """
                {"channels": [{"type": "email", "address": "office@test.example.org", "rank": 1},
                              {"type": "phone", "address": "+1-555-0177", "rank": 2, "personal": true}]}""").statusCode(200);
        land().contentType(ContentType.JSON)
                .body("{}")
                .post(at(id) + "/erasure")
                .then()
                .statusCode(200)
                .body("members", contains("person"))
                .body("versions", equalTo(2));
        for (String path : List.of("", "/versions/1", "/versions/2", "/versions", "/diff?from=1&to=2")) {
            assertThat(land().get(at(id) + path).asString()).as(path).doesNotContain("P. Example", "+1-555-0177");
        }
        land().get(at(id) + "/versions/2")
                .then()
                .body("erased", hasItems("person", "channels"))
                .body("channels.address", contains("office@test.example.org"));
        land().get(at(id) + "/versions").then().body("items[0].change", equalTo("erased"));
        land().get(at(id)).then().body("erased", nullValue()).body("version", equalTo(3));
        admin().get("/v1/log/check").then().body("agree", equalTo(true));
    }

    private static JsonPath reachable(RequestSpecification caller, String at, String more) {
        return caller.get(ALL + "/reachable?party=example-land&category=technical&network=training-network&at=" + at
                        + more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String reason(JsonPath answer, String id) {
        return answer.getString("items.find {it.contact == '" + id + "'}.reason");
    }

    @Test
    void theClockOfTheOfficeDecidesAlsoWhenItChanges() {
        String id = accepted(", \"timeZone\": \"America/Santiago\","
                + " \"dutyHours\": [{\"days\": [\"monday\"], \"from\": \"09:00\", \"to\": \"18:00\"},"
                + " {\"days\": [\"friday\"], \"from\": \"22:00\", \"to\": \"06:00\"}]");
        // Chile's clocks: UTC-4 in winter, UTC-3 in summer; they changed on 5 April and 6 September 2026
        assertThat(reason(reachable(member(), "2026-06-01T12:30:00Z", ""), id)).isEqualTo("off-duty");
        assertThat(reason(reachable(member(), "2026-06-01T13:00:00Z", ""), id)).isEqualTo("on-duty");
        assertThat(reason(reachable(member(), "2026-12-07T12:00:00Z", ""), id)).isEqualTo("on-duty");
        assertThat(reason(reachable(member(), "2026-12-07T20:59:59Z", ""), id)).isEqualTo("on-duty");
        assertThat(reason(reachable(member(), "2026-12-07T21:00:00Z", ""), id)).isEqualTo("off-duty");
        JsonPath night = reachable(member(), "2026-12-12T08:30:00Z", ""); // Saturday 05:30 there
        assertThat(reason(night, id)).isEqualTo("on-duty");
        assertThat(night.getString("items.find {it.contact == '" + id + "'}.until"))
                .isEqualTo("2026-12-12T09:00:00Z");
        assertThat(night.getString("items.find {it.contact == '" + id + "'}.officeTime"))
                .isEqualTo("2026-12-12T05:30-03:00");
        JsonPath later = reachable(member(), "2026-12-12T10:00:00Z", "");
        assertThat(later.getString("items.find {it.contact == '" + id + "'}.onDutyAgain"))
                .isEqualTo("2026-12-14T12:00:00Z");
    }

    @Test
    void thoseOnDutyComeFirstThenTheirDeputiesAndWhatIsNotSharedLast() {
        JsonPath day = reachable(member(), "2026-11-23T15:00:00Z", "&language=es");
        assertThat(reason(day, "example-technical-desk")).isEqualTo("on-duty");
        assertThat(day.getList("items.find {it.contact == 'example-technical-desk'}.channels.type", String.class))
                .containsExactly("email", "phone");
        JsonPath night = reachable(member(), "2026-11-23T03:00:00Z", "");
        List<String> order = night.getList("items.contact");
        assertThat(reason(night, "example-deputy-desk")).isEqualTo("deputy-always");
        assertThat(order.indexOf("example-deputy-desk")).isLessThan(order.indexOf("example-technical-desk"));
        JsonPath open = reachable(anybody(), "2026-11-23T15:00:00Z", "");
        assertThat(open.getList("items.reason", String.class)).isNotEmpty().containsOnly("not-shared");
        assertThat(open.prettify()).doesNotContain("+1-555");
        anybody().get(ALL + "/reachable?party=no-such").then().statusCode(404);
        anybody().get(ALL + "/reachable").then().statusCode(400);
    }

    @Test
    void aWrongKeyIsToldAlsoWhereReadingNeedsNone() {
        withKey("wrong").get(ALL).then().statusCode(401);
        anybody()
                .header("Authorization", "Bearer x.y.z")
                .get(at("example-technical-desk"))
                .then()
                .statusCode(401);
        anybody().header("Authorization", "Basic eDp5").get("/v1/me").then().statusCode(401);
        anybody().get("/v1/me").then().statusCode(200).body("name", equalTo("anonymous"));
    }

    @Test
    void onlyAnAdministratorGivesRolesThatItDoesNotHold() {
        String manager = admin().contentType(ContentType.JSON)
                .body("{\"owner\": \"key-manager\", \"scopes\": [\"keys:manage\"]}")
                .post("/v1/keys")
                .path("secret");
        withKey(manager)
                .contentType(ContentType.JSON)
                .body("{\"owner\": \"crony\", \"roles\": [\"nominator:parties/example-land\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/roles"));
        admin().contentType(ContentType.JSON)
                .body("{\"owner\": \"crony\", \"roles\": [\"nominator:parties/no-such\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(422);
        admin().contentType(ContentType.JSON)
                .body("{\"owner\": \"crony\"}")
                .post("/v1/keys")
                .then()
                .statusCode(422);
        admin().contentType(ContentType.JSON)
                .body("{\"owner\": \"crony\", \"roles\": [\"king\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(400);
    }

    @Test
    void onlyAChangeOrARenewalRenews() {
        String id = freshId("renewable");
        land().contentType(ContentType.JSON)
                .body(contact(id, "example-land", ""))
                .post(ALL)
                .then()
                .statusCode(201);
        String today = land().get(at(id)).path("renewedOn");
        assertThat(today).isNotNull();
        land().header("If-Match", "\"1\"")
                .post(at(id) + "/renewal")
                .then()
                .statusCode(200)
                .body("version", equalTo(1)) // it was renewed today
                .body("renewedOn", equalTo(today));
        land().post(at(id) + "/renewal").then().statusCode(428);
        isle().header("If-Match", "\"1\"").post(at(id) + "/renewal").then().statusCode(403);
    }
}
