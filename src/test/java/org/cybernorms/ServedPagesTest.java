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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cybernorms.http.ProblemType;
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
        for (String path : List.of("/openapi.json", "/q/openapi?format=json", "/q/openapi.json")) {
            Response served = given().get(path);
            assertThat(served.contentType()).startsWith("application/json");
            assertThat(new JsonMapper().readTree(served.asByteArray())).isEqualTo(written);
        }
        for (String path : List.of("/q/openapi", "/q/openapi.yaml", "/q/openapi.yml")) {
            assertThat(given().get(path).asByteArray()).isEqualTo(Files.readAllBytes(Path.of("openapi.yaml")));
        }
    }

    @Test
    void everyLinkOfTheLandingPageWorks() {
        String page = given().accept(ContentType.HTML)
                .get("/")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Matcher links = Pattern.compile("href=\"([^\"]+)\"").matcher(page);
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
    void readinessAndMetricsAreThere() {
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItems("register"));
        given().get("/v1/norms").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200).body(containsString("http_server_requests_seconds"));
    }
}
