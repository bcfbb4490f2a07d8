package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.norm;
import static org.cybernorms.support.Register.sending;
import static org.cybernorms.support.Register.withKey;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.cybernorms.support.ContractGate;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Writing needs a right: keys, their scopes, their end. */
@QuarkusTest
class KeysTest {

    private static JsonPath issue(String scopes, String more) {
        return sending("{\"owner\": \"test-editor\", \"scopes\": %s%s}".formatted(scopes, more))
                .post("/v1/keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static int write(String key) {
        return withKey(key)
                .contentType(ContentType.JSON)
                .body(norm(freshId("by-key"), "x"))
                .post("/v1/norms")
                .statusCode();
    }

    @Test
    void everyWriteOfTheContractIsRefusedWithoutAKeyAndWithAKeyWithoutTheScope() {
        String powerless = issue("[\"log:check\"]", "").getString("secret");
        ContractGate.INSTANCE.contract().path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> {
                    if (method.getValue().has("x-scope")
                            && !method.getValue().toString().contains("log:check")) {
                        String address = path.getKey().replaceAll("\\{\\w+}", "un-gge-2015-13c");
                        String name = method.getKey().toUpperCase(java.util.Locale.ROOT);
                        String type =
                                method.getValue().at("/requestBody/content").isMissingNode()
                                        ? "application/json"
                                        : method.getValue()
                                                .at("/requestBody/content")
                                                .fieldNames()
                                                .next();
                        anybody()
                                .contentType(type)
                                .body("{}")
                                .request(name, address)
                                .then()
                                .statusCode(401)
                                .header("WWW-Authenticate", containsString("X-API-Key"));
                        withKey(powerless)
                                .contentType(type)
                                .body("{}")
                                .request(name, address)
                                .then()
                                .statusCode(403);
                    }
                }));
    }

    @Test
    void everyOperationThatChangesSomethingNamesAScope() {
        ContractGate.INSTANCE.contract().path("paths").properties().forEach(path -> Stream.of(
                        "post", "put", "patch", "delete")
                .filter(path.getValue()::has)
                .filter(method -> !path.getKey().equals("/v1/citations/check")) // a question with a body
                .filter(method -> !path.getKey().startsWith("/v1/acknowledgements/")) // the link is the right
                .forEach(method -> assertThat(
                                path.getValue().path(method).path("x-scope").asText())
                        .as(method + " " + path.getKey())
                        .isNotEmpty()));
    }

    @Test
    void aKeyDoesWhatItsScopesSayInTheNameOfItsOwner() {
        String key = issue("[\"norms:write\"]", "").getString("secret");
        String id = freshId("by-key");
        withKey(key)
                .contentType(ContentType.JSON)
                .body(norm(id, "x"))
                .post("/v1/norms")
                .then()
                .statusCode(201)
                .body("recordedBy", equalTo("test-editor"));
        withKey(key).get("/v1/keys").then().statusCode(403);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceAndStaysListed() {
        JsonPath issued = issue("[\"norms:write\"]", "");
        assertThat(write(issued.getString("secret"))).isEqualTo(201);
        String id = issued.getString("key.id");
        admin().delete("/v1/keys/" + id).then().statusCode(204);
        assertThat(write(issued.getString("secret"))).isEqualTo(401);
        admin().get("/v1/keys/" + id).then().body("revokedAt", notNullValue()).body("lastUsedAt", notNullValue());
        admin().queryParam("limit", 200).get("/v1/keys").then().body("items.id", hasItem(id));
    }

    @Test
    void anExpiredKeyIsRefused() {
        Instant soon = Instant.now().plusSeconds(2);
        String key =
                issue("[\"norms:write\"]", ", \"expiresAt\": \"" + soon + "\"").getString("secret");
        assertThat(write(key)).isEqualTo(201);
        await().until(() -> !Instant.now().isBefore(soon));
        assertThat(write(key)).isEqualTo(401);
    }

    @Test
    void nobodyGivesMoreThanTheyHold() {
        String key = issue("[\"keys:manage\", \"norms:write\"]", "").getString("secret");
        withKey(key)
                .contentType(ContentType.JSON)
                .body("{\"owner\": \"friend\", \"scopes\": [\"documents:write\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("documents:write"));
        withKey(key)
                .contentType(ContentType.JSON)
                .body("{\"owner\": \"friend\", \"scopes\": [\"norms:write\"]}")
                .post("/v1/keys")
                .then()
                .statusCode(201);
    }

    @Test
    void aKeyThatEndsIssuesNoneThatEndsLater() {
        String key = issue("[\"keys:manage\", \"norms:write\"]", ", \"expiresAt\": \"2098-01-01T00:00:00Z\"")
                .getString("secret");
        for (String end : List.of("", ", \"expiresAt\": \"2099-01-01T00:00:00Z\"")) {
            withKey(key)
                    .contentType(ContentType.JSON)
                    .body("{\"owner\": \"friend\", \"scopes\": [\"norms:write\"]" + end + "}")
                    .post("/v1/keys")
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/expiresAt"));
        }
        withKey(key)
                .contentType(ContentType.JSON)
                .body("{\"owner\": \"friend\", \"scopes\": [\"norms:write\"], \"expiresAt\": \"2097-01-01T00:00:00Z\"}")
                .post("/v1/keys")
                .then()
                .statusCode(201);
    }

    @Test
    void nobodyCallsThemselvesTheCatalogueOrTheAdministrator() {
        for (String owner : List.of("catalogue", "admin")) {
            sending("{\"owner\": \"" + owner + "\", \"scopes\": [\"norms:write\"]}")
                    .post("/v1/keys")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/owner"));
        }
    }

    @Test
    void aSecretIsShownOnceAndIsNotInTheDatabase() throws Exception {
        JsonPath issued = issue("[\"norms:write\"]", "");
        String secret = issued.getString("secret");
        String random = secret.substring(secret.length() - 24);
        admin().get("/v1/keys/" + issued.getString("key.id")).then().body(not(containsString(random)));
        try (Stream<Path> files = Files.walk(dataFolder())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("admin.key"))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(random);
            }
        }
    }

    @Test
    void theGeneratedAdministratorsKeyIsForItsOwnersEyes() throws Exception {
        Path file = dataFolder().resolve("admin.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        admin().delete("/v1/keys/admin").then().statusCode(409);
    }

    @Test
    void keysAreListedInPages() {
        for (int i = 0; i < 3; i++) {
            issue("[\"norms:write\"]", "");
        }
        JsonPath first = admin().queryParam("limit", 2)
                .queryParam("owner", "test-editor")
                .get("/v1/keys")
                .jsonPath();
        List<String> second = admin().urlEncodingEnabled(false)
                .get(first.getString("next"))
                .jsonPath()
                .getList("items.id");
        assertThat(first.getList("items.id")).hasSize(2).doesNotContainAnyElementsOf(List.copyOf(second));
    }

    private static Path dataFolder() {
        return Path.of(ConfigProvider.getConfig().getValue("registry.data-dir", String.class));
    }
}
