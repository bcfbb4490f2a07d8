package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.cybernorms.support.Exchange;
import org.cybernorms.support.Register;
import org.junit.jupiter.api.Test;

/** Validators, conditions and ranges (RFC 9110 §8.8, §13, §14) at every kind of address. */
@QuarkusTest
class ConditionsTest {

    private static final String CONTENT = "/v1/documents/registry-desk-notes/content";
    private static final String PAST = "Sun, 06 Nov 1994 08:49:37 GMT";

    private static final List<String> TAGGED = List.of(
            "/v1/norms/un-gge-2015-13c",
            "/v1/norms/un-gge-2015-13c?format=jsonld",
            "/v1/norms/un-gge-2015-13c/versions",
            "/v1/norms/un-gge-2015-13c/versions/1",
            "/v1/norms/un-gge-2015-13c/diff",
            "/v1/norms",
            "/v1/norms?format=csv",
            "/v1/norms?limit=2&sort=-entry",
            "/v1/timeline?limit=3",
            "/v1/coverage?party=ca&norm=un-gge-2015-13k&by=implementations",
            "/v1/crosswalk?framework=g7-lucca-2017&to=un-gge-2015",
            "/v1/points-of-contact",
            "/v1/points-of-contact/example-technical-desk",
            "/v1/points-of-contact/example-technical-desk?format=vcard",
            CONTENT,
            "/v1/log",
            "/v1/context",
            "/v1/catalogue",
            "/",
            "/problems",
            "/problems/not-found",
            "/openapi.yaml",
            "/openapi.json",
            "/favicon.svg",
            "/.well-known/api-catalog");

    private static final List<String> UNTAGGED =
            List.of("/v1/me", "/v1/exercise-templates", "/v1/points-of-contact/assurances?network=training-network");

    private static Exchange exchange() {
        return new Exchange("http://localhost:" + RestAssured.port);
    }

    @Test
    void theTagTellsTheCoding() {
        for (String path : TAGGED) {
            for (int time = 0; time < 2; time++) { // the second may be an answer that is kept ready
                Exchange.Answer plain = exchange().get(path);
                Exchange.Answer gzip = exchange().get(path, "Accept-Encoding", "gzip");
                String tag = plain.header("ETag");
                assertThat(tag).as(path).matches("\"[^\"]+\"").doesNotContain("gzip");
                assertThat(plain.header("Content-Encoding")).as(path).isEmpty();
                assertThat(gzip.header("ETag"))
                        .as(path)
                        .isEqualTo(gzip.header("Content-Encoding").equals("gzip") ? coded(tag) : tag);
                assertThat(gzip.bytes()).as(path).isEqualTo(plain.bytes());
                assertThat(plain.header("Vary")).as(path).contains("Accept-Encoding");
            }
        }
    }

    private static String coded(String tag) {
        return tag.replaceFirst("\"$", ".gzip\"");
    }

    @Test
    void aClientThatHasItGets304WhateverAProxyDidToItsTag() {
        for (String path : TAGGED) {
            String tag = exchange().get(path).header("ETag");
            String inside = tag.substring(1, tag.length() - 1);
            for (String known : List.of(
                    tag,
                    "W/" + tag,
                    "\"" + inside + "-gzip\"",
                    "\"" + inside + "--gzip\"",
                    "\"" + inside + ";gzip\"",
                    "\"other\", " + tag,
                    "*")) {
                for (int time = 0; time < 2; time++) {
                    Exchange.Answer answer = exchange().get(path, "If-None-Match", known);
                    assertThat(answer.status()).as(path + " " + known).isEqualTo(304);
                    assertThat(answer.header("ETag")).as(path + " " + known).isEqualTo(tag);
                    assertThat(answer.bytes()).isEmpty();
                    assertThat(answer.header("Vary")).contains("Accept-Encoding");
                    assertThat(exchange()
                                    .send("HEAD", path, "", "If-None-Match", known)
                                    .status())
                            .isEqualTo(304);
                }
            }
            assertThat(exchange().get(path, "If-None-Match", "\"other\"").status())
                    .as(path)
                    .isEqualTo(200);
            Exchange.Answer gzip = exchange().get(path, "Accept-Encoding", "gzip");
            Exchange.Answer again =
                    exchange().get(path, "Accept-Encoding", "gzip", "If-None-Match", gzip.header("ETag"));
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.header("ETag")).as(path).isEqualTo(gzip.header("ETag"));
            if (!gzip.header("ETag").equals(tag)) { // who takes no gzip cannot use what was stored of it
                assertThat(exchange()
                                .get(path, "If-None-Match", gzip.header("ETag"))
                                .status())
                        .as(path)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void headIsLikeGet() {
        for (String path : TAGGED) {
            for (String coding : List.of("gzip", "identity")) {
                Exchange.Answer get = exchange().get(path, "Accept-Encoding", coding);
                Exchange.Answer head = exchange().send("HEAD", path, "", "Accept-Encoding", coding);
                assertThat(head.status()).isEqualTo(get.status());
                for (String name :
                        List.of("ETag", "Content-Type", "Content-Encoding", "Vary", "Cache-Control", "Last-Modified")) {
                    assertThat(head.header(name))
                            .as(coding + " " + path + " " + name)
                            .isEqualTo(get.header(name));
                }
            }
        }
    }

    @Test
    void conditionsOfReadsHoldOrFail() {
        for (String path : TAGGED) {
            Exchange.Answer now = exchange().get(path);
            String tag = now.header("ETag");
            String modified = now.header("Last-Modified");
            for (int time = 0; time < 2; time++) {
                expect(path, 412, "If-Match", "\"999999\"");
                expect(path, 412, "If-Match", "W/" + tag);
                expect(path, 412, "If-Match", "\"999999\"", "If-None-Match", tag);
                expect(path, 200, "If-Match", tag);
                expect(path, 200, "If-Match", coded(tag));
                expect(path, 200, "If-Match", "*");
                expect(path, 304, "If-Match", "*", "If-None-Match", "*");
                expect(path, modified.isEmpty() ? 200 : 412, "If-Unmodified-Since", PAST);
                expect(path, 200, "If-Unmodified-Since", PAST, "If-Match", tag);
                expect(path, 200, "If-Unmodified-Since", "no date");
                expect(path, 200, "If-Modified-Since", PAST);
                expect(path, 200, "If-Modified-Since", "é");
                if (!modified.isEmpty()) {
                    expect(path, 200, "If-Unmodified-Since", modified);
                    expect(path, 304, "If-Modified-Since", modified);
                    expect(path, 200, "If-Modified-Since", modified, "If-None-Match", "\"other\"");
                }
            }
        }
        for (String path : UNTAGGED) {
            expect(path, 412, "If-Match", "\"1\"");
            expect(path, 200, "If-Match", "*");
            expect(path, 304, "If-None-Match", "*");
            expect(path, 200, "If-None-Match", "\"1\"");
        }
    }

    private static void expect(String path, int status, String... headers) {
        for (String method : List.of("GET", "HEAD")) {
            Exchange.Answer answer = exchange().send(method, path, "", headers);
            assertThat(answer.status())
                    .as(method + " " + path + " " + List.of(headers))
                    .isEqualTo(status);
            if (status == 412 && method.equals("GET")) {
                assertThat(answer.type()).isEqualTo("application/problem+json");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            }
        }
    }

    /** RFC 9110 §13.2.1 */
    @Test
    void conditionsAreIgnoredWhereTheAnswerIsAnError() {
        for (Map.Entry<String, Integer> error : Map.of(
                        "/v1/norms/no-such-norm", 404, "/v1/norms?limit=0", 400, "/nothing", 404, "/v1/keys", 401)
                .entrySet()) {
            for (String[] condition : List.of(
                    new String[] {"If-Match", "\"1\""},
                    new String[] {"If-Match", "*"},
                    new String[] {"If-None-Match", "*"},
                    new String[] {"If-Unmodified-Since", PAST})) {
                expect(error.getKey(), error.getValue(), condition);
            }
        }
    }

    @Test
    void aWriterMaySendTheTagOfAnyFormOfTheCurrentVersion() {
        String path = "/v1/norms/" + Register.createNorm("Tags");
        String key = Register.adminKey();
        int version = 1;
        for (String form : List.of("application/json", "application/ld+json")) {
            for (String coding : List.of("identity", "gzip")) {
                Exchange.Answer read =
                        exchange().get(path, "Accept", form, "Accept-Encoding", coding, "Accept-Language", "fr");
                String patch = "{\"note\": {\"en\": \"" + form + coding + "\"}}";
                for (String stale : List.of("W/" + read.header("ETag"), "\"999\"", "\"0.gzip\"")) {
                    assertThat(patch(path, patch, "X-API-Key", key, "If-Match", stale))
                            .isEqualTo(412);
                }
                assertThat(patch(path, patch, "X-API-Key", key, "If-Match", read.header("ETag")))
                        .isEqualTo(200);
                assertThat(patch(path, patch, "X-API-Key", key, "If-Match", read.header("ETag")))
                        .isEqualTo(412);
                version++;
                String marked = "\"" + version + "--gzip\"";
                assertThat(patch(path, "{\"note\": null}", "X-API-Key", key, "If-Match", marked))
                        .isEqualTo(200);
                version++;
            }
        }
    }

    @Test
    void conditionsOfChangesHoldOrFailInTheirOrder() {
        String path = "/v1/norms/" + Register.createNorm("Conditions");
        String key = Register.adminKey();
        String patch = "{\"note\": {\"en\": \"Changed\"}}";
        assertThat(patch(path, patch, "X-API-Key", key)).isEqualTo(428);
        for (String excluded : List.of("*", "\"1\"", "W/\"1\"", "\"1.gzip\"")) {
            assertThat(patch(path, patch, "X-API-Key", key, "If-Match", "\"1\"", "If-None-Match", excluded))
                    .isEqualTo(412);
            assertThat(exchange()
                            .send("DELETE", path, "", "X-API-Key", key, "If-Match", "\"1\"", "If-None-Match", excluded)
                            .status())
                    .isEqualTo(412);
        }
        assertThat(patch(path, patch, "If-Match", "\"9\"")).isEqualTo(401);
        assertThat(patch("/v1/norms/none", patch, "X-API-Key", key, "If-Match", "\"9\"", "If-None-Match", "*"))
                .isEqualTo(404);
        assertThat(patch(
                        path,
                        patch,
                        "X-API-Key",
                        key,
                        "If-Match",
                        "\"1\"",
                        "If-None-Match",
                        "\"7\"",
                        "If-Unmodified-Since",
                        PAST))
                .isEqualTo(200);
        String id = Register.freshId("list-condition");
        for (String[] condition : List.of(new String[] {"If-Match", "\"1\""}, new String[] {"If-None-Match", "*"})) {
            assertThat(exchange()
                            .send(
                                    "POST",
                                    "/v1/norms",
                                    Register.norm(id, "x"),
                                    "X-API-Key",
                                    key,
                                    "Content-Type",
                                    "application/json",
                                    condition[0],
                                    condition[1])
                            .status())
                    .isEqualTo(412);
        }
        assertThat(exchange().get("/v1/norms/" + id).status()).isEqualTo(404);
    }

    private static int patch(String path, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/merge-patch+json";
        return exchange().send("PATCH", path, body, all).status();
    }

    /** RFC 9110 §14.5 */
    @Test
    void aPartCannotBePut() {
        for (String path : List.of("/v1/norms/partial-norm", CONTENT)) {
            Exchange.Answer answer = exchange()
                    .send(
                            "PUT",
                            path + (path.equals(CONTENT) ? "?access=public" : ""),
                            path.equals(CONTENT) ? "Text" : Register.norm("partial-norm", "x"),
                            "X-API-Key",
                            Register.adminKey(),
                            "Content-Type",
                            path.equals(CONTENT) ? "text/plain" : "application/json",
                            "Content-Range",
                            "bytes 0-3/10",
                            "If-None-Match",
                            "*");
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.text()).contains("Content-Range");
        }
    }

    @Test
    void partsOfAContentAreSent() {
        Exchange.Answer whole = exchange().get(CONTENT);
        int size = whole.bytes().length;
        assertThat(size).isGreaterThan(100);
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        part("bytes=0-9", 0, 9, size);
        part("bytes=10-10", 10, 10, size);
        part("bytes=50-", 50, size - 1, size);
        part("bytes=-7", size - 7, size - 1, size);
        part("bytes=0-" + 10L * size, 0, size - 1, size);
        for (String range : List.of("bytes=0-1,5-6", "bytes=9-1", "lines=1-2", "bytes=x", "é")) {
            Exchange.Answer answer = exchange().get(CONTENT, "Range", range);
            assertThat(answer.status()).as(range).isEqualTo(200);
            assertThat(answer.bytes()).isEqualTo(whole.bytes());
        }
        for (String range : List.of("bytes=" + size + "-", "bytes=-0")) {
            Exchange.Answer answer = exchange().get(CONTENT, "Range", range);
            assertThat(answer.status()).as(range).isEqualTo(416);
            assertThat(answer.header("Content-Range")).isEqualTo("bytes */" + size);
        }
        for (String meant : List.of(whole.header("ETag"), whole.header("Last-Modified"))) {
            assertThat(exchange()
                            .get(CONTENT, "Range", "bytes=0-1", "If-Range", meant)
                            .status())
                    .isEqualTo(206);
        }
        for (String other : List.of("\"other\"", "W/" + whole.header("ETag"), PAST, "no date")) {
            assertThat(exchange()
                            .get(CONTENT, "Range", "bytes=0-1", "If-Range", other)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(exchange()
                        .get(CONTENT, "Range", "bytes=0-1", "If-None-Match", whole.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(exchange()
                        .get(CONTENT, "Range", "bytes=0-1", "If-Match", "\"other\"")
                        .status())
                .isEqualTo(412);
        Exchange.Answer head = exchange().send("HEAD", CONTENT, "", "Range", "bytes=0-1");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.has("Content-Range")).isFalse();
    }

    private static void part(String range, int from, int to, int size) {
        Exchange.Answer whole = exchange().get(CONTENT);
        for (String coding : List.of("identity", "gzip")) {
            Exchange.Answer part = exchange().get(CONTENT, "Range", range, "Accept-Encoding", coding);
            assertThat(part.status()).as(range).isEqualTo(206);
            assertThat(part.header("Content-Range")).isEqualTo("bytes " + from + "-" + to + "/" + size);
            assertThat(part.header("Content-Encoding")).isEmpty();
            assertThat(part.header("Repr-Digest"))
                    .isEqualTo(whole.header("Repr-Digest"))
                    .isNotEmpty();
            assertThat(part.header("ETag")).isEqualTo(whole.header("ETag"));
            assertThat(part.text()).isEqualTo(whole.text().substring(from, to + 1));
        }
    }
}
