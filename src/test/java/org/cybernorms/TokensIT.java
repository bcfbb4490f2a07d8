package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.cybernorms.support.Catalogues;
import org.cybernorms.support.ContractGate;
import org.cybernorms.support.Keycloak;
import org.cybernorms.support.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens of a real OpenID provider: what they bring, and which are refused. */
class TokensIT {

    private static final String DESK = "/v1/points-of-contact/example-technical-desk";

    @TempDir
    static Path folder;

    @TempDir
    static Path catalogue;

    private static Keycloak keycloak;
    private static Service service;

    @BeforeAll
    static void start() throws Exception {
        keycloak = Keycloak.start();
        service = Service.start(
                folder,
                settings(Map.of(
                        "REGISTRY_CATALOGUE", Catalogues.withTraining(catalogue).toString())));
    }

    @AfterAll
    static void stop() throws Exception {
        service.close();
        keycloak.close();
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "REGISTRY_OIDC", "true",
                "REGISTRY_OIDC_ISSUER", keycloak.issuer("registry"),
                "REGISTRY_OIDC_AUDIENCE", "cybernorms-registry",
                "REGISTRY_WRONG_ATTEMPTS", "1000"));
        settings.putAll(more);
        return settings;
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return service.bare("GET", path, "", "Authorization", "Bearer " + token);
    }

    private static String token(String user) throws Exception {
        return keycloak.token("registry", "portal", user);
    }

    private static void refused(String token) throws Exception {
        HttpResponse<String> answer = get("/v1/me", token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("Bearer"));
        assertThat(get(DESK, token).statusCode()).isEqualTo(401);
        assertThat(service.bare(
                                "POST",
                                "/v1/keys",
                                "{\"owner\": \"x-y\"}",
                                "Content-Type",
                                "application/json",
                                "Authorization",
                                "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenBringsItsRolesAndNothingElse() throws Exception {
        JsonNode me = Service.JSON.readTree(get("/v1/me", token("land")).body());
        assertThat(me.path("name").asText()).isEqualTo("nominator-of-example-land");
        assertThat(me.path("roles").toString()).isEqualTo("[\"nominator:parties/example-land\"]");
        assertThat(me.path("scopes")).isEqualTo(ContractGate.INSTANCE.contract().at("/x-roles/nominator/scopes"));
        assertThat(Instant.parse(me.path("expiresAt").asText())).isAfter(Instant.now());
        JsonNode schemer = Service.JSON.readTree(get("/v1/me", token("schemer")).body());
        assertThat(schemer.path("roles")).isEmpty();
        assertThat(schemer.path("scopes")).isEmpty();
    }

    @Test
    void eachSeesWhatItsRoleAllows() throws Exception {
        assertThat(get(DESK, token("land")).body()).contains("+1-555-0101").contains("\"redacted\":[]");
        assertThat(get(DESK, token("secretariat")).body()).contains("+1-555-0101");
        assertThat(get(DESK, token("isle")).body()).contains("+1-555-0100").doesNotContain("+1-555-0101");
        for (String stranger : new String[] {"auditor", "schemer", "nobody"}) {
            assertThat(get(DESK, token(stranger)).body())
                    .doesNotContain("+1-555")
                    .doesNotContain("A. Example");
        }
        assertThat(get("/v1/access-log", token("auditor")).statusCode()).isEqualTo(200);
        assertThat(get("/v1/access-log", token("land")).statusCode()).isEqualTo(403);
    }

    @Test
    void aNominatorWritesUnderTheNameOfTheRoleWithinItsParty() throws Exception {
        String body = "{\"note\": {\"en\": \"Changed by token.\"}}";
        String[] headers = {
            "Authorization", "Bearer " + token("land"), "Content-Type", "application/merge-patch+json", "If-Match", "*"
        };
        HttpResponse<String> own = service.bare("PATCH", "/v1/points-of-contact/example-deputy-desk", body, headers);
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(Service.JSON.readTree(own.body()).path("recordedBy").asText())
                .isEqualTo("nominator-of-example-land");
        assertThat(service.bare("PATCH", "/v1/points-of-contact/example-policy-desk", body, headers)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        String token = keycloak.token("registry", "hasty", "land");
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        Instant end =
                Instant.ofEpochSecond(Service.JSON.readTree(payload).path("exp").asLong());
        await().until(() -> Instant.now().isAfter(end.plusSeconds(1)));
        refused(token);
    }

    @Test
    void aTokenForAnotherServiceIsRefused() throws Exception {
        refused(keycloak.token("registry", "other-service", "land"));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws Exception {
        refused(keycloak.token("other", "portal", "land"));
    }

    @Test
    void anUnsignedTokenIsRefused() throws Exception {
        String payload = token("land").split("\\.")[1];
        refused(encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + payload + ".");
    }

    @Test
    void aTokenSignedWithThePublicKeyAsSecretIsRefused() throws Exception {
        String content = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + token("land").split("\\.")[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(keycloak.publicKey("registry")), "HmacSHA256"));
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        refused(content + "." + signature);
    }

    @Test
    void aTamperedTokenIsRefused() throws Exception {
        String[] parts = token("nobody").split("\\.");
        ObjectNode payload =
                (ObjectNode) Service.JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        payload.putArray("roles").add("administrator");
        refused(parts[0] + "." + encode(payload.toString()) + "." + parts[2]);
        refused("not.a.token");
    }

    @Test
    void aKeyBesideATokenIsRefused() throws Exception {
        HttpResponse<String> answer =
                service.bare("GET", "/v1/me", "", "Authorization", "Bearer " + token("land"), "X-API-Key", "some");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    /** Named as it is, and in the quotes that Quarkus asks for. */
    @ParameterizedTest
    @ValueSource(strings = {"https://registry.example.org/roles", "\"https://registry.example.org/roles\""})
    void theClaimWithTheRolesMayBeNamedLikeAUrl(String claim, @TempDir Path own) throws Exception {
        try (Service named = Service.start(own, settings(Map.of("REGISTRY_OIDC_ROLES", claim)))) {
            String me = named.bare("GET", "/v1/me", "", "Authorization", "Bearer " + token("land"))
                    .body();
            assertThat(Service.JSON.readTree(me).path("roles").toString())
                    .isEqualTo("[\"nominator:parties/example-land\"]");
        }
    }

    @Test
    void guessingIsSlowedDown(@TempDir Path own) throws Exception {
        try (Service slow = Service.start(own, Map.of("REGISTRY_WRONG_ATTEMPTS", "5"))) {
            for (int i = 0; i < 5; i++) {
                assertThat(slow.bare("GET", "/v1/me", "", "X-API-Key", "wrong-" + i)
                                .statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> answer = slow.bare("GET", "/v1/me", "", "X-API-Key", "wrong");
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(slow.get("/v1/keys").statusCode()).isEqualTo(429);
            assertThat(slow.bare("GET", "/v1/norms", "").statusCode()).isEqualTo(200);
            assertThat(slow.bare("GET", "/v1/me", "", "Authorization", "Bearer x.y.z")
                            .statusCode())
                    .isEqualTo(429);
        }
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
