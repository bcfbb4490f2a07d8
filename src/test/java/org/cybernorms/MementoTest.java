package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.norm;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memento (RFC 7089): a record leads to the version that was current at a time. */
@QuarkusTest
class MementoTest {

    private static Response at(String address, String datetime) {
        return anybody()
                .header("Accept-Datetime", datetime)
                .redirects()
                .follow(false)
                .get(address);
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Dates of HTTP have whole seconds. */
    @Test
    void aTimeLeadsToTheVersionOfThatTime() {
        String id = freshId("memento");
        String address = "/v1/norms/" + id;
        admin().contentType("application/json")
                .body(norm(id, "x"))
                .post("/v1/norms")
                .then()
                .statusCode(201);
        Instant created = Instant.now();
        Instant between = await().until(Instant::now, now -> now.getEpochSecond() > created.getEpochSecond());
        admin().header("If-Match", "\"1\"")
                .contentType("application/merge-patch+json")
                .body("{\"note\": {\"en\": \"second\"}}")
                .patch(address)
                .then()
                .statusCode(200);
        assertThat(at(address, date(between)).header("Location")).endsWith(address + "/versions/1");
        assertThat(at(address + "?fields=id&lang=fr", date(between)).header("Location"))
                .endsWith(address + "/versions/1?fields=id&lang=fr");
        assertThat(at(address, date(Instant.now().plusSeconds(5))).header("Location"))
                .endsWith(address + "/versions/2");
        assertThat(at(address, "Fri, 01 Jan 1999 00:00:00 GMT").header("Location"))
                .endsWith(address + "/versions/1");
    }

    @Test
    void theRedirectAndTheVersionAreLinked() {
        Response redirect = at("/v1/norms/un-gge-2015-13c", date(Instant.now().plusSeconds(5)));
        redirect.then()
                .statusCode(302)
                .header("Location", endsWith("/v1/norms/un-gge-2015-13c/versions/1"))
                .header("Vary", containsString("Accept-Datetime"));
        assertThat(redirect.headers().getValues("Link"))
                .contains(
                        "</v1/norms/un-gge-2015-13c>; rel=\"original timegate\"",
                        "</v1/norms/un-gge-2015-13c/versions>; rel=\"timemap\"");
        Response version = anybody().get("/v1/norms/un-gge-2015-13c/versions/1");
        version.then().header("Memento-Datetime", endsWith(" GMT"));
        assertThat(version.headers().getValues("Link"))
                .contains("</v1/norms/un-gge-2015-13c>; rel=\"original timegate\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-21T09:30:00Z", "-"})
    void whatIsNoDateIsRefused(String datetime) {
        at("/v1/norms/un-gge-2015-13c", datetime)
                .then()
                .statusCode(400)
                .body("errors.parameter", hasItem("Accept-Datetime"));
    }

    @Test
    void aRecordThatIsNotThereHasNoVersions() {
        at("/v1/norms/no-such-norm", "Fri, 01 Jan 1999 00:00:00 GMT")
                .then()
                .statusCode(404)
                .body("status", equalTo(404));
    }
}
