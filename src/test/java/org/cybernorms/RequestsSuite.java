package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cybernorms.support.Callers.as;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.sending;
import static org.cybernorms.support.WithMail.arrived;
import static org.cybernorms.support.WithMail.link;
import static org.cybernorms.support.WithMail.text;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.cybernorms.support.Callers;
import org.cybernorms.support.WithMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests from the contacts of one party to those of another, with a real mail server. */
abstract class RequestsSuite {

    private static final String ALL = "/v1/requests";

    private String network;
    private String sender;

    @BeforeEach
    void aNetworkWithASender() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        network = freshId("asked-network");
        sending("""
                {"id": "%s", "type": "points-of-contact", "title": {"en": "A network"}, "summary": {"en": "Made by a test."},
                 "citations": [{"document": "registry-desk-notes", "locator": "training network", "confidence": "unconfirmed"}]}""".formatted(network)).post("/v1/networks").then().statusCode(201);
        sender = contact("example-isle", "");
    }

    private RequestSpecification land() {
        return as("nominator:parties/example-land");
    }

    private RequestSpecification isle() {
        return as("member:parties/example-isle");
    }

    private String contact(String party, String more) {
        String id = nominated(party, more);
        as("secretariat:networks/" + network)
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body("{\"network\": \"" + network + "\", \"status\": \"accepted\"}")
                .post("/v1/points-of-contact/" + id + "/decisions")
                .then()
                .statusCode(200);
        return id;
    }

    private String nominated(String party, String more) {
        String id = freshId("asked");
        as("nominator:parties/" + party)
                .contentType(ContentType.JSON)
                .body(Callers.contact(id, party, more).replace("training-network", network))
                .post("/v1/points-of-contact")
                .then()
                .statusCode(201);
        return id;
    }

    private static String address(String contact) {
        return contact + "@test.example.org";
    }

    /** Duty hours that are not now: all day, three days from today. */
    private static String offDuty() {
        String day =
                LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek().name().toLowerCase(Locale.ROOT);
        return ", \"timeZone\": \"UTC\", \"dutyHours\": [{\"days\": [\"" + day
                + "\"], \"from\": \"00:00\", \"to\": \"23:59\"}]";
    }

    private static String onDuty() {
        return ", \"timeZone\": \"UTC\", \"dutyHours\": [{\"days\": [\"monday\", \"tuesday\", \"wednesday\", \"thursday\","
                + " \"friday\", \"saturday\", \"sunday\"], \"from\": \"00:00\", \"to\": \"00:00\"}]";
    }

    private String form(String more) {
        return """
                {"type": "assistance", "sender": "%s", "to": "example-land", "network": "%s", "urgency": "high", "handling": "TLP:AMBER+STRICT",
                 "text": {"en": "Please look at zqasked7f3."}%s}""".formatted(sender, network, more);
    }

    private static ValidatableResponse send(RequestSpecification caller, String form) {
        return caller.contentType(ContentType.JSON).body(form).post(ALL).then();
    }

    private String sent(String more) {
        return send(isle(), form(more)).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse step(RequestSpecification caller, String id, String step) {
        return caller.contentType(ContentType.JSON)
                .body(step)
                .post(ALL + "/" + id + "/steps")
                .then();
    }

    private static ValidatableResponse get(RequestSpecification caller, String id) {
        return caller.get(ALL + "/" + id).then();
    }

    @Test
    void aRequestReachesWhoIsOnDutyAndIsAcknowledgedByLinkAnsweredAndClosed() throws Exception {
        String on = contact("example-land", onDuty());
        String off = contact("example-land", offDuty());
        Response created = isle().contentType(ContentType.JSON).body(form("")).post(ALL);
        String id = created.path("id");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith(ALL + "/" + id);
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        MimeMessage message = arrived(address(on), 1).get(0);
        assertThat(message.getSubject()).isEqualTo("Request for assistance, urgency: high, TLP:AMBER+STRICT");
        assertThat(text(message)).contains(ALL + "/" + id).doesNotContain("zqasked", "isle", "Isle", sender);
        get(land(), id)
                .statusCode(200)
                .body("status", equalTo("sent"))
                .body("from", equalTo("example-isle"))
                .body("sentBy", equalTo("example-caller"))
                .body("text.en", containsString("zqasked7f3"))
                .body("deliveries.contact", equalTo(List.of(on)));
        anybody().get(link(message)).then().statusCode(200);
        get(isle(), id).body("status", equalTo("sent"));
        anybody().post(link(message)).then().statusCode(200);
        get(isle(), id)
                .body("status", equalTo("acknowledged"))
                .body("acknowledgedAt", notNullValue())
                .body("steps[0].contact", equalTo(on))
                .body("steps[0].party", equalTo("example-land"))
                .body("deliveries[0].status", equalTo("acknowledged"));
        step(land(), id, "{\"step\": \"acknowledged\"}").statusCode(409);
        step(land(), id, "{\"step\": \"answered\", \"text\": {\"es\": \"Hecho: zqanswered7f3.\"}}")
                .statusCode(200)
                .body("status", equalTo("answered"))
                .body("steps[1].by", equalTo("example-caller"));
        MimeMessage answer = arrived(address(sender), 1).get(0);
        assertThat(answer.getSubject()).startsWith("Answer: Request for assistance");
        assertThat(text(answer)).contains(ALL + "/" + id).doesNotContain("zqanswered", "land", "Land", "/v1/acknow");
        step(isle(), id, "{\"step\": \"closed\", \"text\": {\"en\": \"Thank you.\"}}")
                .statusCode(200)
                .body("status", equalTo("closed"))
                .body("steps.step", equalTo(List.of("acknowledged", "answered", "closed")))
                .body("steps[1].text.es", containsString("zqanswered7f3"));
        step(land(), id, "{\"step\": \"answered\", \"text\": {\"en\": \"More.\"}}")
                .statusCode(409);
        assertThat(arrived(address(off))).isEmpty();
        as("secretariat:networks/" + network)
                .get(ALL + "/statistics?network=" + network)
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("acknowledged.count", equalTo(1))
                .body("answered.count", equalTo(1))
                .body("closed.medianSeconds", notNullValue());
        as("secretariat:networks/" + network)
                .get(ALL + "/statistics?network=" + network + "&to=2026-01-01")
                .then()
                .body("total", equalTo(0))
                .body("closed.medianSeconds", nullValue());
        as("secretariat:networks/" + network)
                .get(ALL + "/statistics?network=" + network + "&from=2026-02-01&to=2026-01-01")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("to"));
    }

    @Test
    void whereNobodyIsOnDutyAllAreAskedAndADeputyFollowsWhoStaysSilent() throws Exception {
        String deputy = contact("example-land", offDuty());
        String desk = contact("example-land", offDuty() + ", \"deputies\": [\"" + deputy + "\"]");
        String id = sent("");
        arrived(address(desk), 1);
        MimeMessage message = arrived(address(deputy), 1).get(0);
        assertThat(text(message)).contains("deputy", desk);
        anybody().post(link(message)).then().statusCode(200);
        get(isle(), id)
                .body("deliveries", hasSize(1))
                .body("deliveries[0].contact", equalTo(desk))
                .body("deliveries[0].deputy", equalTo(deputy))
                .body("steps[0].contact", equalTo(deputy));
    }

    @Test
    void onceAcknowledgedNoFurtherDeputyIsAsked() {
        String deputy = contact("example-land", offDuty());
        contact("example-land", onDuty() + ", \"deputies\": [\"" + deputy + "\"]");
        String id = sent("");
        step(as("member:parties/example-land"), id, "{\"step\": \"acknowledged\"}")
                .statusCode(200)
                .body("status", equalTo("acknowledged"));
        await().until(() -> "sent".equals(isle().get(ALL + "/" + id).path("deliveries[0].status")));
        String later = sent("");
        arrived(address(deputy), 1); // the deputy is asked for the later one only
        assertThat(get(isle(), id).extract().<Integer>path("deliveries[0].deputiesAsked"))
                .isEqualTo(0);
        assertThat(get(isle(), later).extract().<Integer>path("deliveries[0].deputiesAsked"))
                .isEqualTo(1);
    }

    @Test
    void onlyTheTwoSidesFindIt() {
        contact("example-land", "");
        String id = sent("");
        String nothing = UUID.randomUUID().toString();
        for (String role : List.of("member:parties/fr", "nominator:parties/fr", "member:networks/" + network)) {
            Response there = as(role).get(ALL + "/" + id);
            Response not = as(role).get(ALL + "/" + nothing);
            assertThat(there.statusCode()).as(role).isEqualTo(404);
            assertThat(there.asString().replace(id, nothing)).isEqualTo(not.asString());
            as(role).get(ALL + "?network=" + network).then().statusCode(200).body("items", hasSize(0));
            step(as(role), id, "{\"step\": \"closed\"}").statusCode(404);
            as(role).post(ALL + "/" + id + "/erasure").then().statusCode(404);
            as(role).get(ALL + "/statistics?network=" + network).then().statusCode(403);
            String unknown = ", \"id\": \"" + id + "\"";
            assertThat(send(as(role), form(unknown).replace(sender, "no-such-contact"))
                            .statusCode(422)
                            .extract()
                            .asString())
                    .as("sent under an id that is in use, and under none")
                    .isEqualTo(send(as(role), form("").replace(sender, "no-such-contact"))
                            .extract()
                            .asString());
        }
        for (String role : List.of("administrator", "auditor", "editor", "secretariat:networks/" + network)) {
            as(role).get(ALL + "/" + id).then().statusCode(403);
            as(role).get(ALL).then().statusCode(403);
        }
        anybody().get(ALL + "/" + id).then().statusCode(401);
        sending("{\"owner\": \"example-caller\", \"scopes\": [\"requests:read\", \"requests:write\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(422); // nobody holds them but through a role of a party
        get(as("member:parties/example-land"), id).statusCode(200);
    }

    @Test
    void nobodyActsForAnotherParty() {
        contact("example-land", "");
        send(land(), form("")).statusCode(403);
        send(as("nominator:parties/fr"), form(", \"from\": \"fr\"")).statusCode(403);
        String id = sent("");
        step(isle(), id, "{\"step\": \"acknowledged\"}").statusCode(403);
        step(isle(), id, "{\"step\": \"answered\", \"text\": {\"en\": \"Self.\"}}")
                .statusCode(403);
        get(isle(), id).body("status", equalTo("sent")).body("steps", hasSize(0));
    }

    @Test
    void whatTheRegisterItselfSetsIsNotTakenFromTheForm() {
        contact("example-land", "");
        send(
                        isle(),
                        form(
                                ", \"from\": \"fr\", \"status\": \"closed\", \"sentBy\": \"somebody\", \"closedAt\": \"2026-01-01T00:00:00Z\""))
                .statusCode(201)
                .body("from", equalTo("example-isle"))
                .body("status", equalTo("sent"))
                .body("sentBy", equalTo("example-caller"))
                .body("closedAt", nullValue());
    }

    @Test
    void sendingAgainUnderTheSameIdSendsNothingTwice() {
        String desk = contact("example-land", "");
        String id = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        String form = form(", \"id\": \"" + id + "\"");
        send(isle(), form).statusCode(201).body("id", equalTo(id));
        send(isle(), form).statusCode(200).body("id", equalTo(id));
        send(isle(), form.replace("zqasked7f3", "something else")).statusCode(409);
        send(isle(), form.replace("\"high\"", "\"low\"")).statusCode(409);
        String own = contact("example-land", "");
        send(land(), form.replace(sender, own).replace("\"to\": \"example-land\"", "\"to\": \"example-isle\""))
                .statusCode(201); // another party cannot tell that the id is in use
        send(
                        as("member:parties/example-isle"),
                        form(", \"replyBy\": \"2027-01-01T00:00:00.123456789Z\", \"id\": \"" + other + "\""))
                .statusCode(201);
        send(
                        as("member:parties/example-isle"),
                        form(", \"replyBy\": \"2027-01-01T00:00:00.123456789Z\", \"id\": \"" + other + "\""))
                .statusCode(200);
        arrived(address(desk), 2);
        get(isle(), id).body("deliveries", hasSize(1)).body("to", equalTo("example-land"));
        assertThat(arrived(address(desk))).hasSize(2);
    }

    @Test
    void aFormSaysAllThatIsWrongWithIt() {
        contact("example-land", "");
        send(
                        isle(),
                        form("").replace(
                                        "\"text\": {\"en\": \"Please look at zqasked7f3.\"}",
                                        "\"replyBy\": \"2026-01-01T00:00:00Z\"")
                                .replace("\"to\": \"example-land\"", "\"to\": \"no-such-party\""))
                .statusCode(422)
                .body("errors.pointer", hasItems("/text", "/to", "/replyBy"));
        send(isle(), form("").replace(network, "no-such-network"))
                .statusCode(422)
                .body("errors.pointer", hasItems("/network", "/sender"));
        send(isle(), form("").replace(sender, "no-such-contact"))
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/sender")));
        send(isle(), form("").replace("\"to\": \"example-land\"", "\"to\": \"example-isle\""))
                .statusCode(422)
                .body("errors.pointer", hasItem("/to"));
        send(isle(), form(", \"category\": \"diplomatic\""))
                .statusCode(422)
                .body("errors[0].detail", containsString("no contact of this category"));
        String proposed = nominated("example-isle", "");
        send(isle(), form("").replace(sender, proposed)).statusCode(422).body("errors.pointer", hasItem("/sender"));
        send(isle(), form(", \"urgency\": \"extreme\", \"handling\": \"TLP:RED\", \"colour\": \"red\""))
                .statusCode(400);
        String id = sent("");
        step(land(), id, "{\"step\": \"answered\"}").statusCode(422).body("errors.pointer", hasItem("/text"));
        step(land(), id, "{\"step\": \"acknowledged\", \"text\": {\"en\": \"Yes.\"}}")
                .statusCode(422);
        get(isle(), id).body("steps", hasSize(0));
    }

    @Test
    void aKeyOfTheSenderStandsForAnId() {
        contact("example-land", "");
        String key = UUID.randomUUID().toString();
        String form = form("");
        String first = sendUnder(key, form).statusCode(201).extract().path("id");
        sendUnder(key, form).statusCode(200).body("id", equalTo(first));
        sendUnder(key, form.replace("assistance", "notice")).statusCode(422);
        sendUnder(key + "-2", form).statusCode(201).body("id", not(equalTo(first)));
    }

    private ValidatableResponse sendUnder(String key, String form) {
        return isle().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(form)
                .post(ALL)
                .then();
    }

    @Test
    void aListIsFilteredAndPaged() {
        contact("example-land", "");
        String first = sent("");
        String second = send(isle(), form("").replace("assistance", "notice").replace("\"high\"", "\"low\""))
                .statusCode(201)
                .extract()
                .path("id");
        step(land(), first, "{\"step\": \"acknowledged\"}").statusCode(200);
        String own = "?network=" + network;
        isle().get(ALL + own).then().body("items.id", equalTo(List.of(second, first)));
        Response page = isle().get(ALL + own + "&limit=1");
        assertThat(page.<List<String>>path("items.id")).containsExactly(second);
        isle().urlEncodingEnabled(false)
                .get(page.<String>path("next"))
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(first)))
                .body("next", nullValue());
        land().get(ALL + own + "&side=sent").then().body("items", hasSize(0));
        land().get(ALL + own + "&side=received&status=acknowledged").then().body("items.id", equalTo(List.of(first)));
        isle().get(ALL + own + "&type=notice&urgency=low&urgency=high")
                .then()
                .body("items.id", equalTo(List.of(second)));
        isle().get(ALL + own + "&party=fr").then().body("items", hasSize(0));
        isle().get(ALL + own + "&party=example-land").then().body("items.to", everyItem(equalTo("example-land")));
        isle().get(ALL + own + "&format=csv")
                .then()
                .contentType("text/csv")
                .body(containsString(first))
                .body(containsString("zqasked7f3"));
        isle().get(ALL + own + "&cursor=x").then().statusCode(400);
    }

    @Test
    void eachSideErasesWhatItWroteAndTheTimesStay() {
        contact("example-land", "");
        String id = sent("");
        step(land(), id, "{\"step\": \"answered\", \"text\": {\"en\": \"It was A. Example.\"}}")
                .statusCode(200);
        land().post(ALL + "/" + id + "/erasure")
                .then()
                .statusCode(200)
                .body("text.en", containsString("zqasked7f3"))
                .body("steps[0].text", nullValue())
                .body("steps[0].erased", equalTo(true));
        isle().post(ALL + "/" + id + "/erasure")
                .then()
                .statusCode(200)
                .body("text", nullValue())
                .body("erased", equalTo(true))
                .body("answeredAt", notNullValue());
        get(land(), id).body("text", nullValue()).body("erased", equalTo(true));
    }

    @Test
    void aRequestIsNoTestOfAContactAndNoEntryOfTheLog() {
        String desk = contact("example-land", "");
        int entries = anybody().get("/v1/log").path("lastEntry");
        String id = sent("");
        await().until(() -> "sent".equals(isle().get(ALL + "/" + id).path("deliveries[0].status")));
        step(land(), id, "{\"step\": \"answered\", \"text\": {\"en\": \"Done.\"}}")
                .statusCode(200);
        anybody()
                .get("/v1/points-of-contact/" + desk)
                .then()
                .body("assurance[0].status", equalTo("never-tested"))
                .body("assurance[0].lastTest", nullValue());
        assertThat(anybody().get("/v1/log").<Integer>path("lastEntry")).isEqualTo(entries);
        await().until(() -> as("auditor")
                        .get("/v1/access-log?record=/v1/requests/" + id)
                        .jsonPath()
                        .getList("items")
                        .size()
                > 0);
    }

    @Test
    void aPartySendsSoManyInADayAndNoMore() {
        contact("example-land", "");
        String french = contact("fr", "");
        String form = form("").replace(sender, french);
        for (int i = 0; i < WithMail.REQUESTS_PER_DAY; i++) {
            send(as("nominator:parties/fr"), form).statusCode(201);
        }
        send(as("nominator:parties/fr"), form).statusCode(429).header("Retry-After", notNullValue());
        sent("");
    }

    @Test
    void afterFiftyStepsItIsOnlyClosed() {
        contact("example-land", "");
        String id = sent("");
        for (int i = 0; i < 50; i++) {
            step(land(), id, "{\"step\": \"answered\", \"text\": {\"en\": \"Again.\"}}")
                    .statusCode(200);
        }
        step(land(), id, "{\"step\": \"answered\", \"text\": {\"en\": \"Again.\"}}")
                .statusCode(409);
        step(isle(), id, "{\"step\": \"closed\"}").statusCode(200);
    }

    @Test
    void manyAcknowledgeAtOnceAndEachIsNoted() throws Exception {
        List<String> desks = List.of(
                contact("example-land", onDuty()),
                contact("example-land", onDuty()),
                contact("example-land", onDuty()));
        for (int round = 0; round < 5; round++) {
            String id = sent("");
            int count = round + 1;
            List<String> links = new ArrayList<>();
            for (String desk : desks) {
                links.add(link(arrived(address(desk), count).get(round)));
            }
            List<CompletableFuture<Integer>> clicks = links.stream()
                    .map(link -> CompletableFuture.supplyAsync(
                            () -> anybody().post(link).statusCode()))
                    .toList();
            CompletableFuture<Integer> key = CompletableFuture.supplyAsync(
                    () -> step(land(), id, "{\"step\": \"answered\", \"text\": {\"en\": \"Yes.\"}}")
                            .extract()
                            .statusCode());
            for (CompletableFuture<Integer> click : clicks) {
                assertThat(click.get()).isEqualTo(200);
            }
            assertThat(key.get()).isEqualTo(200);
            get(isle(), id).body("deliveries.status", everyItem(equalTo("acknowledged")));
        }
    }
}
