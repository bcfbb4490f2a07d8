package org.cybernorms.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cybernorms.support.LogWatch;
import org.cybernorms.support.Register;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Roles in a claim whose name is a URL, and what the operator reads of roles that are not understood. */
@QuarkusTest
@TestProfile(TokenRolesTest.Signed.class)
class TokenRolesTest {

    private static final String CLAIM = "https://registry.example.org/roles";
    private static final String ISSUER = "https://login.test.example.org";
    private static final KeyPair KEY = key();

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tokens are verified with a key that is configured, so that no provider is needed. */
    public static final class Signed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>();
            settings.put("REGISTRY_OIDC", "true");
            settings.put("REGISTRY_OIDC_ISSUER", ISSUER);
            settings.put("REGISTRY_OIDC_ROLES", "\"" + CLAIM + "\"");
            settings.put("quarkus.oidc.auth-server-url", "");
            settings.put(
                    "quarkus.oidc.public-key",
                    Base64.getEncoder().encodeToString(KEY.getPublic().getEncoded()));
            return settings;
        }
    }

    private static String token(Map<String, Object> claims) throws JoseException {
        JwtClaims all = new JwtClaims();
        all.setIssuer(ISSUER);
        all.setAudience("cybernorms-registry");
        all.setSubject("subject-of-the-token");
        all.setGeneratedJwtId();
        all.setExpirationTimeMinutesInTheFuture(5);
        all.setIssuedAtToNow();
        claims.forEach(all::setClaim);
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(all.toJson());
        signed.setKey(KEY.getPrivate());
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return signed.getCompactSerialization();
    }

    private static ValidatableResponse me(String token) {
        return Register.anybody()
                .header("Authorization", "Bearer " + token)
                .get("/v1/me")
                .then()
                .statusCode(200);
    }

    private static List<String> reported(LogWatch log) {
        return log.lines().stream()
                .filter(line -> line.contains("An access token"))
                .toList();
    }

    @Test
    void rolesComeFromAClaimThatIsNamedLikeAUrl() throws JoseException {
        LogWatch log = LogWatch.begin();
        me(token(Map.of(CLAIM, List.of("auditor", "member:parties/fr"))))
                .body("roles", contains("auditor", "member:parties/fr"));
        me(token(Map.of(CLAIM, "auditor"))).body("roles", contains("auditor"));
        assertThat(reported(log)).isEmpty();
    }

    @Test
    void aRoleThatIsNotUnderstoodIsInTheLogOnceForEachToken() throws JoseException {
        LogWatch log = LogWatch.begin();
        String token = token(Map.of(CLAIM, List.of("auditor", "secretary\nof nothing"), "email", "p@test.example.org"));
        for (int i = 0; i < 5; i++) {
            me(token).body("roles", contains("auditor"));
        }
        assertThat(reported(log)).hasSize(1).allSatisfy(line -> assertThat(line.strip())
                .contains("secretary?of?nothing", CLAIM)
                .doesNotContain("p@test", "subject-of-the-token", token));
        me(token(Map.of(CLAIM, List.of("secretary"))));
        assertThat(reported(log)).hasSize(2);
    }

    @Test
    void aClaimThatIsAbsentIsInTheLogToo() throws JoseException {
        LogWatch log = LogWatch.begin();
        String token = token(Map.of("roles", List.of("administrator")));
        me(token).body("roles", hasSize(0));
        me(token).body("scopes", hasSize(0)).body("name", equalTo("token"));
        assertThat(reported(log)).hasSize(1).allSatisfy(line -> assertThat(line).contains("absent", CLAIM));
    }
}
