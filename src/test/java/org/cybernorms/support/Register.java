package org.cybernorms.support;

import static io.restassured.RestAssured.given;

import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/** Requests to the running register; every answer passes the contract gate. */
public final class Register {

    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Without content codings: each would have entity tags of its own. */
    private static final RestAssuredConfig UTF_8 = RestAssuredConfig.config()
            .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders())
            .encoderConfig(EncoderConfig.encoderConfig()
                    .defaultContentCharset(StandardCharsets.UTF_8)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private Register() {}

    /** A request of somebody without a key. */
    public static RequestSpecification anybody() {
        return given().config(UTF_8).filter(ContractGate.INSTANCE).urlEncodingEnabled(true);
    }

    /** An address on the management port. */
    public static String management(String path) {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return "http://localhost:" + port + path;
    }

    /** A request of the administrator. */
    public static RequestSpecification admin() {
        return withKey(adminKey());
    }

    public static RequestSpecification withKey(String key) {
        return anybody().header("X-API-Key", key);
    }

    /** A request of the administrator with a JSON body. */
    public static RequestSpecification sending(String body) {
        return admin().contentType(ContentType.JSON).body(body);
    }

    /** A request of the administrator with a merge patch. */
    public static RequestSpecification patching(String patch) {
        return admin().contentType("application/merge-patch+json").body(patch);
    }

    public static String adminKey() {
        Path folder = Path.of(ConfigProvider.getConfig().getValue("registry.data-dir", String.class));
        try {
            return Files.readString(folder.resolve("admin.key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An id that no other test uses. */
    public static String freshId(String start) {
        return start + "-" + COUNTER.incrementAndGet();
    }

    /** A norm that the register accepts. */
    public static String norm(String id, String title) {
        return """
                {"id": "%s", "framework": "g7-lucca-2017", "designation": "test", "title": {"en": "%s"},
                 "summary": {"en": "A norm made by a test."},
                 "citations": [{"document": "g7-lucca-2017", "locator": "L49", "confidence": "unconfirmed"}]}""".formatted(id, title);
    }

    /** Creates a norm and returns its id. */
    public static String createNorm(String title) {
        String id = freshId("test-norm");
        sending(norm(id, title)).post("/v1/norms").then().statusCode(201);
        return id;
    }
}
