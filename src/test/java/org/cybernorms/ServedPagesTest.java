package org.cybernorms;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.anybody;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cybernorms.http.ProblemType;
import org.cybernorms.support.ContractGate;
import org.cybernorms.support.Exchange;
import org.cybernorms.support.Register;
import org.junit.jupiter.api.Test;

/** What is served beside the operations of the contract. */
@QuarkusTest
class ServedPagesTest {

    @Test
    void theContractIsServedAsItStandsInTheRepository() throws Exception {
        Response served = given().get("/openapi.yaml");
        assertThat(served.contentType()).startsWith("application/yaml");
        assertThat(served.asByteArray()).isEqualTo(Files.readAllBytes(Path.of("openapi.yaml")));
    }

    @Test
    void theContractIsServedAsJsonToo() throws Exception {
        JsonNode written = new YAMLMapper().readTree(Path.of("openapi.yaml").toFile());
        Response served = given().get("/openapi.json");
        assertThat(served.contentType()).startsWith("application/json");
        assertThat(new JsonMapper().readTree(served.asByteArray())).isEqualTo(written);
    }

    @Test
    void cachesKeepAnswersToDifferentOriginsApart() {
        for (String path : List.of(
                "/",
                "/docs/",
                "/docs/start.js",
                "/docs/swagger-ui.css",
                "/webjars/scalar/scalar.js",
                "/openapi.json",
                "/health",
                "/problems",
                "/problems/not-found",
                "/.well-known/security.txt",
                "/v1/norms",
                "/v1/nothing",
                "/none")) {
            Exchange.Answer answer = exchange().get(path, "Origin", "https://portal.example.org");
            assertThat(answer.header("Access-Control-Allow-Origin")).as(path).isNotEmpty();
            assertThat(String.join(",", answer.response().headers().allValues("Vary")))
                    .as(path)
                    .contains("Origin");
        }
    }

    @Test
    void pagesOfExtensionsAreNotServed() {
        for (String path : List.of(
                "/q/openapi",
                "/q/openapi.yaml",
                "/q/openapi?format=json",
                "/docs/index.html",
                "/webjars/scalar/index.html")) {
            given().get(path).then().statusCode(404).contentType("application/problem+json");
        }
    }

    @Test
    void everyLinkOfTheLandingPageToThisServiceWorks() {
        String page = given().accept(ContentType.HTML)
                .get("/")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Matcher links = Pattern.compile("href=\"(/[^\"]*)\"").matcher(page);
        int count = 0;
        while (links.find()) {
            given().get(links.group(1).replace("&amp;", "&")).then().statusCode(200);
            count++;
        }
        assertThat(count).isGreaterThan(10);
    }

    @Test
    void everyProblemHasAPage() {
        for (ProblemType type : ProblemType.values()) {
            given().get("/problems/" + type.slug()).then().statusCode(200).body(containsString(type.title()));
        }
        given().get("/problems/no-such-problem").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void theApiCatalogLeadsToTheContract() {
        given().get("/.well-known/api-catalog")
                .then()
                .statusCode(200)
                .contentType(containsString("application/linkset+json"))
                .body("linkset[1].service-desc[0].href", equalTo("/openapi.yaml"));
    }

    @Test
    void theSecurityContactIsValidForAnotherMonthAndForLessThanAYear() {
        String text = given().get("/.well-known/security.txt")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Matcher expires = Pattern.compile("Expires: (\\S+)").matcher(text);
        assertThat(expires.find()).isTrue();
        assertThat(Instant.parse(expires.group(1)))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(30)), Instant.now().plus(Duration.ofDays(366)));
    }

    @Test
    void pagesOfOtherOriginsMayReadAndCannotSendAKey() {
        anybody()
                .header("Origin", "https://portal.example.org")
                .get("/v1/norms")
                .then()
                .header("Access-Control-Allow-Origin", "https://portal.example.org")
                .header("Access-Control-Expose-Headers", containsString("ETag"))
                .header("Vary", containsString("Origin"));
        String allowed = given().header("Origin", "https://portal.example.org")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "X-API-Key")
                .options("/v1/norms/un-gge-2015-13c")
                .getHeader("Access-Control-Allow-Headers");
        assertThat(allowed)
                .contains("If-None-Match")
                .doesNotContainIgnoringCase("X-API-Key")
                .doesNotContain("Content-Type");
    }

    @Test
    void ourOwnDocumentationCanWrite() {
        String id = Register.freshId("from-docs");
        Register.sending(Register.norm(id, "x"))
                .header("Origin", "http://localhost:" + RestAssured.port)
                .post("/v1/norms")
                .then()
                .statusCode(201);
    }

    @Test
    void pagesTakeHeadAndAreNotSentAgain() {
        for (String path : List.of("/openapi.yaml", "/problems", "/problems/not-found", "/.well-known/api-catalog")) {
            String tag = given().get(path).then().statusCode(200).extract().header("ETag");
            given().head(path).then().statusCode(200).header("ETag", tag);
            given().header("If-None-Match", tag).get(path).then().statusCode(304);
            given().delete(path).then().statusCode(405).header("Allow", "GET, HEAD");
        }
    }

    @Test
    void answersAreCompressedForThoseWhoAsk() {
        assertThat(given().header("Accept-Encoding", "gzip").get("/v1/norms").getHeader("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(given().header("Accept-Encoding", "gzip")
                        .get("/openapi.yaml")
                        .getHeader("Content-Encoding"))
                .isEqualTo("gzip");
    }

    @Test
    void optionsTellWhatAPathAllows() {
        String allow = given().options("/v1/norms/un-gge-2015-13c")
                .then()
                .statusCode(200)
                .extract()
                .header("Allow");
        assertThat(allow.split(", "))
                .contains("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
                .doesNotContain("POST");
    }

    @Test
    void healthIsPublicAndItsDetailsAndTheMetricsAreOnThePortForManagement() {
        given().get("/health")
                .then()
                .statusCode(200)
                .contentType("application/health+json")
                .body("status", equalTo("pass"))
                .body(
                        "version",
                        equalTo(ContractGate.INSTANCE
                                .contract()
                                .at("/info/version")
                                .asText()));
        given().get(Register.management("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("checks.name", hasItems("register"));
        given().get("/v1/norms").then().statusCode(200);
        given().get(Register.management("/q/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds"));
        for (String path : List.of(
                "/q/metrics",
                "/q/health",
                "/q/health/ready",
                "//q/metrics",
                "/%71/metrics",
                "/v1/../q/metrics",
                "/v1/%2e%2e/q/metrics",
                "/q/",
                "/Q/metrics",
                "/docs/../q/metrics")) {
            assertThat(exchange().get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void theStatusInTheApiCatalogAnswers() {
        String status = given().get("/.well-known/api-catalog").jsonPath().getString("linkset[1].status[0].href");
        given().get(status).then().statusCode(200);
    }

    @Test
    void noPageCanBeShownInAFrame() {
        for (String path : List.of(
                "/", "/docs/", "/reference", "/problems", "/problems/not-found", "/docs/oauth2-redirect.html")) {
            Exchange.Answer page = exchange().get(path);
            assertThat(page.type()).as(path).isEqualTo("text/html");
            assertThat(page.header("Content-Security-Policy"))
                    .as(path)
                    .contains("frame-ancestors 'none'", "default-src");
            assertThat(page.header("X-Frame-Options")).as(path).isEqualTo("DENY");
        }
    }

    @Test
    void whatAnUpgradeChangesIsAskedForAgain() {
        for (String path : List.of(
                "/",
                "/docs/",
                "/docs/start.js",
                "/reference",
                "/reference/start.js",
                "/openapi.yaml",
                "/openapi.json",
                "/style.css")) {
            Exchange.Answer first = exchange().get(path);
            assertThat(first.header("Cache-Control")).as(path).isEqualTo("no-cache");
            assertThat(exchange()
                            .get(path, "If-None-Match", first.header("ETag"))
                            .status())
                    .isEqualTo(304);
            assertThat(exchange().get(path, "If-Match", "\"999\"").status()).isEqualTo(412);
        }
        for (String path : List.of("/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/webjars/scalar/scalar.js")) {
            Exchange.Answer file = exchange().get(path);
            assertThat(file.status()).as(path).isEqualTo(200);
            assertThat(file.response().headers().allValues("Cache-Control"))
                    .as(path)
                    .containsExactly("no-cache");
        }
    }

    @Test
    void thereIsAnIcon() {
        for (String path : List.of("/favicon.ico", "/favicon.svg")) {
            assertThat(exchange().get(path).type()).isEqualTo("image/svg+xml");
        }
    }

    @Test
    void theLandingPageNamesTheLicencesOfDataAndSoftware() {
        assertThat(given().get("/").asString())
                .contains(
                        "https://creativecommons.org/licenses/by/4.0/", "https://www.apache.org/licenses/LICENSE-2.0");
        assertThat(given().get("/.well-known/api-catalog").jsonPath().getString("linkset[1].license[0].href"))
                .isEqualTo("https://creativecommons.org/licenses/by/4.0/");
    }

    /** Where the script does not run, the page shows the usual address. */
    @Test
    void theLandingPageShowsTheAddressByWhichItIsReachedInEachExample() {
        String page = given().get("/").asString();
        assertThat(page.split("curl '", -1)).hasSize(4);
        assertThat(page.split("curl '<span class=\"origin\">http://localhost:8080</span>/", -1))
                .hasSize(4);
        assertThat(given().get("/landing.js").asString()).contains("'origin'", "location.origin");
    }

    @Test
    void theLandingPageQuotesAddressesWithAQuestionMark() {
        assertThat(given().get("/").asString())
                .containsPattern("curl '[^']+\\?[^']+'")
                .doesNotContainPattern("curl [^'<]+\\?");
    }

    /** RFC 9110 §6.6.1 */
    @Test
    void everyAnswerHasADate() {
        for (String path : List.of(
                "/",
                "/docs/",
                "/docs",
                "/docs/swagger-ui.css",
                "/openapi.yaml",
                "/problems",
                "/health",
                "/favicon.ico",
                "/.well-known/security.txt",
                "/nothing",
                "/v1/nothing",
                "/v1/norms",
                "/v1/norms",
                "/v1/norms/un-gge-2015-13c",
                "/v1/norms/un-gge-2015-13c",
                "/v1/norms/no-such-norm",
                "/v1/norms?unknown=1",
                "/v1/keys",
                "/v1//norms",
                "/v1/norms?q=" + "a".repeat(9_000))) {
            for (String method : List.of("GET", "HEAD", "OPTIONS", "DELETE")) {
                Exchange.Answer answer = exchange().send(method, path, "");
                assertThat(answer.response().headers().allValues("Date"))
                        .as(method + " " + path)
                        .hasSize(1);
                assertThat(ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant())
                        .isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(1));
            }
        }
    }

    @Test
    void pagesOfOtherOriginsCanReadAllThatAClientNeeds() {
        String exposed = given().header("Origin", "https://portal.example.org")
                .get("/v1/norms")
                .header("Access-Control-Expose-Headers");
        assertThat(exposed.split(", *"))
                .contains(
                        "ETag",
                        "Link",
                        "Location",
                        "Content-Language",
                        "RateLimit",
                        "RateLimit-Policy",
                        "Retry-After",
                        "Repr-Digest",
                        "Content-Disposition",
                        "Content-Range",
                        "Accept-Ranges",
                        "Last-Modified");
    }

    private static Exchange exchange() {
        return new Exchange("http://localhost:" + RestAssured.port);
    }
}
