package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.WithMail.arrived;
import static org.cybernorms.support.WithMail.giveBack;
import static org.cybernorms.support.WithMail.link;
import static org.cybernorms.support.WithMail.text;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.cybernorms.support.Callers;
import org.cybernorms.support.WithMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Communication checks and exercises with a real mail server. */
abstract class ExercisesSuite {

    private String network;

    @BeforeEach
    void aNetworkOfItsOwn() {
        network = network("");
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    private static String network(String rules) {
        String id = freshId("tested-network");
        admin().contentType(ContentType.JSON)
                .body("""
                        {"id": "%s", "type": "points-of-contact", "title": {"en": "A network"}, "summary": {"en": "Made by a test."}, "operator": "oas",
                         %s "citations": [{"document": "registry-desk-notes", "locator": "training network", "confidence": "unconfirmed"}]}""".formatted(id, rules))
                .post("/v1/networks")
                .then()
                .statusCode(201);
        return id;
    }

    private RequestSpecification secretariat() {
        return Callers.as("secretariat:networks/" + network);
    }

    private String contact(String more) {
        String id = freshId("tested");
        nominate(id, more);
        accept(id);
        return id;
    }

    private void accept(String id) {
        secretariat()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body("{\"network\": \"" + network + "\", \"status\": \"accepted\"}")
                .post("/v1/points-of-contact/" + id + "/decisions")
                .then()
                .statusCode(200);
    }

    private void nominate(String id, String more) {
        Callers.land()
                .contentType(ContentType.JSON)
                .body(Callers.contact(id, "example-land", more).replace("training-network", network))
                .post("/v1/points-of-contact")
                .then()
                .statusCode(201);
    }

    private static String address(String contact) {
        return contact + "@test.example.org";
    }

    private String define(String type, String more) {
        String id = freshId("tested-exercise");
        secretariat()
                .contentType(ContentType.JSON)
                .body("""
                        {"id": "%s", "networks": ["%s"], "type": "%s", "title": {"en": "A test of tests"}, "publish": true%s}""".formatted(id, network, type, more))
                .post("/v1/exercises")
                .then()
                .statusCode(201)
                .body("status", equalTo("draft"));
        return id;
    }

    private ValidatableResponse step(String exercise, String step) {
        return secretariat()
                .header("If-Match", "*")
                .post("/v1/exercises/" + exercise + "/" + step)
                .then();
    }

    private String started(String type, String more) {
        String id = define(type, more);
        step(id, "start").statusCode(200).body("status", equalTo("running")).body("deadlineAt", notNullValue());
        return id;
    }

    private JsonPath result(String exercise, String contact) {
        JsonPath all = secretariat()
                .get("/v1/exercises/" + exercise + "/results?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return all.setRootPath("items.find {it.contact == '" + contact + "'}");
    }

    private static String assurance(String contact) {
        return anybody().get("/v1/points-of-contact/" + contact).path("assurance[0].status");
    }

    @Test
    void aContactAcknowledgesOnceByItsLinkAndLookingAcknowledgesNothing() throws Exception {
        String id = contact("");
        assertThat(assurance(id)).isEqualTo("never-tested");
        String exercise = started("communication-check", ", \"deadline\": \"PT1H\"");
        String link = link(arrived(address(id), 1).get(0));
        anybody()
                .header("Accept-Language", "pt")
                .get(link)
                .then()
                .statusCode(200)
                .header("Content-Language", "pt")
                .body(containsString("<form method=\"post\">"));
        anybody().head(link).then().statusCode(200);
        await().until(() -> "sent".equals(result(exercise, id).getString("status")));
        assertThat(assurance(id)).isEqualTo("sent");
        anybody().post(link).then().statusCode(200).body(containsString("Thank you"));
        anybody().post(link).then().statusCode(410).body("type", equalTo("/problems/link-ended"));
        anybody().get(link).then().statusCode(410);
        anybody().post("/v1/acknowledgements/" + "A".repeat(43)).then().statusCode(404);
        anybody().get("/v1/acknowledgements/short").then().statusCode(400);
        JsonPath result = result(exercise, id);
        assertThat(result.getString("status")).isEqualTo("acknowledged");
        assertThat(result.getLong("elapsedSeconds")).isBetween(0L, 60L);
        assertThat(assurance(id)).isEqualTo("acknowledged");
    }

    @Test
    void aDeputyIsAskedWhenAContactStaysSilent() throws Exception {
        String deputy = contact("");
        String second = contact("");
        String id = contact(", \"deputies\": [\"" + deputy + "\", \"" + second + "\"]");
        String exercise = started("communication-check", ", \"deadline\": \"PT1H\", \"fallbackAfter\": \"PT1S\"");
        arrived(address(id), 1);
        assertThat(text(arrived(address(deputy), 2).get(1))).contains("deputy", id);
        MimeMessage last = arrived(address(second), 2).get(1);
        anybody().post(link(last)).then().statusCode(200);
        JsonPath result = result(exercise, id);
        assertThat(result.getString("status")).isEqualTo("acknowledged");
        assertThat(result.getString("deputy")).isEqualTo(second);
        assertThat(result.getInt("deputiesAsked")).isEqualTo(2);
        secretariat()
                .get("/v1/exercises/" + exercise + "/statistics")
                .then()
                .body("all.byDeputy", equalTo(1))
                .body("all.total", equalTo(3));
    }

    @Test
    void aReturnedMessageIsABounceAndItsDeputyIsAskedAtOnce() throws Exception {
        String deputy = contact("");
        String id = contact(", \"deputies\": [\"" + deputy + "\"]");
        String other = contact("");
        String exercise = started("communication-check", ", \"deadline\": \"PT2H\", \"fallbackAfter\": \"PT1H\"");
        giveBack(arrived(address(id), 1).get(0), "failed", "5.1.1");
        giveBack(arrived(address(other), 1).get(0), "delayed", "4.4.1");
        await().until(() -> "bounced".equals(result(exercise, id).getString("status")));
        arrived(address(deputy), 2);
        assertThat(assurance(id)).isEqualTo("bounced");
        assertThat(result(exercise, other).getString("status")).isEqualTo("sent");
        Callers.member().get("/v1/points-of-contact/" + id).then().statusCode(200);
    }

    @Test
    void anAddressThatTheServerRefusesIsABounceAndAFaultOfTheServerIsNot() {
        String refused = freshId("refused");
        String trouble = freshId("trouble");
        nominate(refused, "");
        nominate(trouble, "");
        accept(refused);
        accept(trouble);
        String exercise = started("communication-check", ", \"deadline\": \"PT1H\"");
        await().until(() -> "bounced".equals(result(exercise, refused).getString("status")));
        assertThat(assurance(refused)).isEqualTo("bounced");
        await().until(() -> WithMail.refusals(address(trouble)) > 0);
        assertThat(result(exercise, trouble).getString("status")).isEqualTo("queued");
        assertThat(assurance(trouble)).isEqualTo("sent");
    }

    private ValidatableResponse assurances(String more) {
        return anybody()
                .get("/v1/points-of-contact/assurances?network=" + network + more)
                .then()
                .statusCode(200);
    }

    @Test
    void everybodySeesHowFreshTheContactsOfANetworkAre() throws Exception {
        network = network("""
                "rules": [{"rule": "test-interval", "value": "P6M", "summary": {"en": "Twice a year."},
                 "citations": [{"document": "registry-desk-notes", "locator": "training network", "confidence": "unconfirmed"}]}],""");
        String first = contact("");
        String second = contact("");
        nominate(freshId("tested"), "");
        assurances("")
                .body("items.contact", equalTo(List.of(first, second)))
                .body("counts.total", equalTo(2))
                .body("counts.by.status.never-tested", equalTo(2));
        started("communication-check", ", \"deadline\": \"PT1H\"");
        anybody().post(link(arrived(address(second), 1).get(0))).then().statusCode(200);
        arrived(address(first), 1);
        await().until(() -> "sent".equals(assurance(first)));
        assurances("&status=acknowledged")
                .body("items.contact", equalTo(List.of(second)))
                .body("items[0].assurance.nextDue", notNullValue());
        assurances("&dueBy=2099-12-31&party=example-land&category=technical").body("items", hasSize(2));
        assurances("&dueBy=2020-12-31").body("items", hasSize(0)).body("counts.total", equalTo(0));
        assurances("&party=fr").body("items", hasSize(0));
        JsonPath page = assurances("&limit=1").extract().jsonPath();
        assertThat(page.getList("items.contact")).isEqualTo(List.of(first));
        anybody()
                .urlEncodingEnabled(false)
                .get(page.getString("next"))
                .then()
                .statusCode(200)
                .body("items.contact", equalTo(List.of(second)))
                .body("next", nullValue());
        assurances("&format=csv")
                .body(containsString("assurance.status"))
                .body(containsString(first))
                .body(not(containsString("@test.example.org")));
        anybody().get("/v1/points-of-contact/assurances?network=none").then().statusCode(404);
    }

    @Test
    void whoIsSlowKeepsNobodyElseWaiting() {
        String slow = freshId("slow");
        nominate(slow, "");
        accept(slow);
        started("communication-check", ", \"deadline\": \"PT1H\"");
        WithMail.awaitSlow();
        network = network("");
        String other = contact("");
        started("communication-check", ", \"deadline\": \"PT1H\"");
        arrived(address(other), 1);
        assertThat(arrived(address(slow))).isEmpty();
        WithMail.release();
        arrived(address(slow), 1);
    }

    @Test
    void anAnswerAfterTheDeadlineIsLateAndSilenceIsUnansweredNotInvalid() throws Exception {
        String late = contact("");
        String silent = contact("");
        String exercise = started("communication-check", ", \"deadline\": \"PT2S\"");
        String link = link(arrived(address(late), 1).get(0));
        await().until(() -> "unanswered".equals(result(exercise, silent).getString("status")));
        assertThat(assurance(silent)).isEqualTo("unanswered");
        anybody().post(link).then().statusCode(200);
        assertThat(result(exercise, late).getString("status")).isEqualTo("late");
        assertThat(assurance(late)).isEqualTo("late");
    }

    @Test
    void theMessageIsInTheLanguageOfTheContactAndTellsTheScenario() throws Exception {
        String id = freshId("tested");
        nominate(id, "");
        Callers.land()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"channels\": [{\"type\": \"email\", \"address\": \"" + address(id)
                        + "\", \"rank\": 1, \"languages\": [\"de\", \"fr\"]}]}")
                .patch("/v1/points-of-contact/" + id)
                .then()
                .statusCode(200);
        accept(id);
        String exercise = started(
                "exercise",
                ", \"deadline\": \"PT1H\", \"template\": \"airport-incident\", \"injects\": [{\"after\": \"PT1S\", \"text\": {\"en\": \"Then.\", \"fr\": \"Ensuite.\"}}]");
        List<String> texts = new ArrayList<>(); // mail does not keep the order in which it was sent
        for (MimeMessage message : arrived(address(id), 2)) {
            assertThat(message.getSubject()).startsWith("EXERCICE");
            texts.add(text(message));
        }
        assertThat(texts)
                .anySatisfy(text -> assertThat(text).contains("aéroport imaginaire", "accuser réception"))
                .anySatisfy(text -> assertThat(text).contains("Ensuite."));
        anybody()
                .get("/v1/exercises/" + exercise)
                .then()
                .body("scenario", nullValue())
                .body("redacted.path", hasItem("$.scenario"));
        secretariat().get("/v1/exercises/" + exercise).then().body("scenario.fr", containsString("aéroport"));
    }

    @Test
    void whatCameInAnotherWayIsRecordedByHand() {
        String phone = freshId("tested");
        Callers.land()
                .contentType(ContentType.JSON)
                .body(Callers.contact(phone, "example-land", "")
                        .replace("training-network", network)
                        .replace(
                                "\"email\", \"address\": \"" + address(phone), "\"phone\", \"address\": \"+1-555-0188"))
                .post("/v1/points-of-contact")
                .then()
                .statusCode(201);
        accept(phone);
        String exercise = started("communication-check", ", \"deadline\": \"PT1H\"");
        String at = "/v1/exercises/" + exercise + "/results/" + phone;
        secretariat()
                .contentType(ContentType.JSON)
                .body("{\"outcome\": \"acknowledged\", \"channel\": \"phone\"}")
                .put(at)
                .then()
                .statusCode(200)
                .body("status", equalTo("acknowledged"))
                .body("channel", equalTo("phone"))
                .body("byHand", equalTo(true));
        secretariat()
                .contentType(ContentType.JSON)
                .body("{\"outcome\": \"invalid\"}")
                .put(at)
                .then()
                .body("status", equalTo("invalid"));
        assertThat(assurance(phone)).isEqualTo("invalid");
        secretariat()
                .contentType(ContentType.JSON)
                .body("{\"outcome\": \"acknowledged\", \"at\": \"2099-01-01T00:00:00Z\"}")
                .put(at)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/at"));
        secretariat()
                .contentType(ContentType.JSON)
                .body("{\"outcome\": \"bounced\"}")
                .put("/v1/exercises/" + exercise + "/results/example-technical-desk")
                .then()
                .statusCode(404);
    }

    @Test
    void onlyTheSecretariatsOfAllItsNetworksRunAnExercise() {
        contact("");
        String exercise = define("communication-check", ", \"deadline\": \"PT1H\"");
        String path = "/v1/exercises/" + exercise;
        for (RequestSpecification other :
                List.of(Callers.secretariat(), Callers.land(), Callers.as("auditor"), Callers.as("editor"))) {
            other.header("If-Match", "*").post(path + "/start").then().statusCode(403);
            other.get(path + "/results").then().statusCode(403);
            other.get(path + "/statistics").then().statusCode(404);
        }
        secretariat()
                .contentType(ContentType.JSON)
                .body(
                        "{\"networks\": [\"" + network
                                + "\", \"training-network\"], \"type\": \"communication-check\", \"title\": {\"en\": \"x\"}, \"deadline\": \"PT1H\"}")
                .post("/v1/exercises")
                .then()
                .statusCode(403);
        secretariat().get(path + "/results").then().statusCode(409);
    }

    @Test
    void aTitleCannotAddHeadersToAMessage() throws Exception {
        String id = contact("");
        String exercise = freshId("tested-exercise");
        secretariat()
                .contentType(ContentType.JSON)
                .body("{\"id\": \"" + exercise + "\", \"networks\": [\"" + network
                        + "\"], \"type\": \"communication-check\", \"deadline\": \"PT1H\","
                        + " \"title\": {\"en\": \"One\\r\\nBcc: other@test.example.org\"}}")
                .post("/v1/exercises")
                .then()
                .statusCode(201);
        step(exercise, "start").statusCode(200);
        MimeMessage message = arrived(address(id), 1).get(0);
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject()).contains("One Bcc: other@test.example.org");
    }

    @Test
    void anExerciseIsStartedOnceAndNotChangedAfterwards() {
        contact("");
        String exercise = started("communication-check", ", \"deadline\": \"PT1H\"");
        step(exercise, "start").statusCode(409);
        secretariat()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"publish\": false}")
                .patch("/v1/exercises/" + exercise)
                .then()
                .statusCode(409);
        secretariat()
                .header("If-Match", "*")
                .delete("/v1/exercises/" + exercise)
                .then()
                .statusCode(409);
        anybody().get("/v1/exercises/" + exercise + "/statistics").then().statusCode(404);
        step(exercise, "end").statusCode(200).body("status", equalTo("ended"));
        step(exercise, "end").statusCode(409);
        anybody()
                .get("/v1/exercises/" + exercise + "/statistics")
                .then()
                .statusCode(200)
                .body("all.total", equalTo(1))
                .body("categories", hasSize(1));
        anybody().get("/v1/exercise-trend?network=" + network).then().body("items.exercise", hasItem(exercise));
        secretariat()
                .header("If-Match", "*")
                .delete("/v1/exercises/" + exercise)
                .then()
                .statusCode(204);
    }

    @Test
    void aFaultyDefinitionIsRefusedInAllItsParts() {
        secretariat()
                .contentType(ContentType.JSON)
                .body(
                        "{\"networks\": [\"" + network
                                + "\"], \"type\": \"exercise\", \"title\": {\"en\": \"x\"}, \"deadline\": \"P2Y\", \"template\": \"no-such\", \"fallbackAfter\": \"PT0S\"}")
                .post("/v1/exercises")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/deadline"))
                .body("errors.pointer", hasItem("/fallbackAfter"))
                .body("errors.pointer", hasItem("/template"));
        String empty = define("communication-check", ", \"deadline\": \"PT1H\"");
        step(empty, "start").statusCode(409);
    }

    @Test
    void aDigestComesOnceADay() throws Exception {
        String rules =
                "\"rules\": [{\"rule\": \"renewal-interval\", \"value\": \"P1D\", \"summary\": {\"en\": \"Daily.\"},"
                        + " \"citations\": [{\"document\": \"registry-desk-notes\", \"locator\": \"training network\", \"confidence\": \"unconfirmed\"}]}],";
        String daily = network(rules);
        String id = renewedDaily(daily);
        MimeMessage digest = arrived(address(id), 1).get(0);
        assertThat(text(digest)).contains(id, daily);
        // Rounds follow each other, so when a second contact that came later has its digest and then a third one, the
        // round of the second is over, which was also one of the first.
        for (int later = 0; later < 2; later++) {
            arrived(address(renewedDaily(daily)), 1);
        }
        assertThat(arrived(address(id))).hasSize(1);
    }

    private static String renewedDaily(String daily) {
        String id = freshId("renewed");
        Callers.land()
                .contentType(ContentType.JSON)
                .body(Callers.contact(id, "example-land", "").replace("training-network", daily))
                .post("/v1/points-of-contact")
                .then()
                .statusCode(201)
                .body("assurance[0].renewBy", notNullValue());
        return id;
    }
}
