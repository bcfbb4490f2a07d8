package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.createNorm;
import static org.cybernorms.support.Register.norm;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cybernorms.support.Callers;
import org.cybernorms.support.ContractGate;
import org.cybernorms.support.Operation;
import org.cybernorms.support.Register;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed requests, written byte by byte: each gets a 4xx problem that says what is wrong and names no class. */
@QuarkusTest
class MalformedRequestTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource
    URL address;

    private record Answer(int status, String head, JsonNode problem) {}

    private static final Map<String, List<String>> NO_TIMES = Map.of(
            "date", List.of("2026-02-30", "2026-13-01", "2026-1-1"),
            "date-time",
                    List.of(
                            "2016-12-31T23:59:60Z",
                            "2026-02-30T00:00:00Z",
                            "2026-11-21T25:00:00Z",
                            "2026-11-21T10:00:00+99:00",
                            "2026-11-21T10:00Z"));

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/norms, application/json",
        "PUT, /v1/norms/un-gge-2015-13c, application/json",
        "PATCH, /v1/norms/un-gge-2015-13c, application/merge-patch+json",
        "PUT, /v1/documents/un-gge-2015/content, 'text/plain, application/pdf'",
        "PUT, /v1/points-of-contact/example-technical-desk/attachments/a.txt, 'text/plain, application/pdf'"
    })
    void aMediaTypeThatIsNotSupportedIsAnsweredWithThoseThatAre(String method, String path, String supported) {
        Register.admin()
                .header("If-Match", "\"1\"")
                .contentType("image/png")
                .body(new byte[] {1})
                .request(method, path)
                .then()
                .statusCode(415)
                .body("detail", equalTo("Supported media types of the body: " + supported + "."));
    }

    @ParameterizedTest
    @CsvSource({"Authorization, Bearer x", "Authorization, Basic eDp5", "X-API-Key, x"})
    void whoIsNotKnownIsToldWhatIsAccepted(String header, String value) {
        for (String path : List.of("/v1/me", "/v1/points-of-contact?limit=1", "/v1/keys")) {
            Register.anybody()
                    .header(header, value)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("resource_metadata"));
        }
    }

    /** Also where the syntax allows it, as for a leap second. */
    @Test
    void aTimeThatDoesNotExistIsNamed() {
        List<String> tried = new ArrayList<>();
        for (Operation operation : Operation.all()) {
            for (JsonNode parameter : operation.parameters()) {
                String name = parameter.path("name").asText();
                String format = parameter.path("schema").path("format").asText();
                for (String value : NO_TIMES.getOrDefault(format, List.of())) {
                    operation
                            .call(Callers.of(operation), Map.of(name, value))
                            .then()
                            .statusCode(400)
                            .body("errors.parameter", hasItem(name));
                    tried.add(format);
                }
            }
        }
        assertThat(tried).contains("date", "date-time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/norms/UPPER",
                "/v1/norms/a%00b",
                "/v1/norms/a%ff",
                "/v1/norms/a%zz",
                "/v1/norms/a%",
                "/v1/norms/a%c0%af",
                "/v1/norms/a%ed%a0%80",
                "/v1/norms/-",
                "/v1/norms/a b%20",
                "/v1/norms/un-gge-2015-13c/versions/0",
                "/v1/norms/un-gge-2015-13c/versions/one",
                "/v1/norms/un-gge-2015-13c/versions/99999999999",
                "/v1/norms/un-gge-2015-13c/versions/1.0",
                "/v1/norms?limit=0",
                "/v1/norms?limit=201",
                "/v1/norms?limit=ten",
                "/v1/norms?limit=1&limit=2",
                "/v1/norms?limit=",
                "/v1/norms?sort=colour",
                "/v1/norms?validOn=2021-02-30",
                "/v1/norms?validOn=yesterday",
                "/v1/norms?asOf=yesterday",
                "/v1/norms?asOf=2021-13-01T00:00:00Z",
                "/v1/norms?asOf=999999999999",
                "/v1/norms?asOf=-1",
                "/v1/norms?cursor=zzz",
                "/v1/norms?cursor=W10",
                "/v1/norms?cursor=%20",
                "/v1/norms?cursor=WzEsMixudWxsXQ",
                "/v1/norms?cursor=WzEsMixbbnVsbCxudWxsXV0",
                "/v1/norms?cursor=WzEsMiwibm9wZSJd",
                "/v1/norms?q=%00",
                "/v1/norms?q=%ff",
                "/v1/norms?q=",
                "/v1/norms?q=%20",
                "/v1/norms?=x",
                "/v1/norms?nope=1",
                "/v1/norms?framework=A%20B",
                "/v1/norms?character=x",
                "/v1/commitments?promise=maybe",
                "/v1/norms/un-gge-2015-13c/diff?from=a",
                "/v1/norms?id=[x]",
                "/v1/norms?q={x}",
                "/v1/norms/..%2f..%2fetc%2fpasswd",
                "/v1/norms?asOf=99999999999999999999"
            })
    void anAddressWithAFaultIsRefused(String path) throws IOException {
        Answer answer = send("GET " + path.replace("a b", "a%20b") + " HTTP/1.1\r\n", new byte[0]);
        assertProblem(answer, 400);
        assertThat(answer.problem().path("errors")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1", "W/1", "W/\"1\" x", "\"a\" \"b\"", "**"})
    void aTagThatIsNoneIsRefused(String tag) throws IOException {
        assertProblem(
                send("GET /v1/norms/un-gge-2015-13c HTTP/1.1\r\nIf-None-Match: " + tag + "\r\n", new byte[0]), 400);
        assertProblem(
                sendBody(
                        "PATCH /v1/norms/" + createNorm("Tagged"),
                        "If-Match: " + tag,
                        "application/merge-patch+json",
                        "{}"),
                400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"x\"",
                "[]",
                "{",
                "{}",
                "{\"id\":1}",
                "{}{}",
                "{} x",
                "{\"a\":1,\"a\":1}",
                "{'id':'x'}",
                "{\"id\":NaN}",
                "{\"title\":{\"EN\":\"x\"}}",
                "{\"title\":\"x\"}",
                "{\"unknown\":1}",
                "{\"character\":[0]}",
                "{\"character\":[\" voluntary\"]}",
                "{\"clauses\":{\"id\":\"i\"}}",
                "{\"__proto__\":{}}",
                "\ufeff{}"
            })
    void aBodyThatIsNoRecordIsRefused(String body) throws IOException {
        assertProblem(sendBody("POST /v1/norms", "", "application/json", body), 400);
    }

    @Test
    void noTextOfARequestHasControlCharacters() throws IOException {
        for (String character : List.of(
                "001B", "0000", "000B", "007F", "0085", "009F", "2028", "202E", "2066", "FFFE", "FDD0", "D800")) {
            String escape = "\\u" + character;
            for (Map.Entry<String, String> place : Map.of(
                            "/title/en", norm("bad-text", "x" + escape),
                            "/designation", norm("bad-text", "x").replace("\"test\"", "\"1" + escape + "\""),
                            "/citations/0/locator", norm("bad-text", "x").replace("L49", "L49" + escape))
                    .entrySet()) {
                Answer answer = sendBody("POST /v1/norms", "", "application/json", place.getValue());
                assertProblem(answer, 400);
                assertThat(answer.problem().at("/errors").toString())
                        .contains("\"pointer\":\"" + place.getKey() + "\"")
                        .contains("U+" + character);
            }
        }
        for (String query : List.of("q=a%1B", "q=a%C2%85", "q=a%E2%80%AE", "designation=a%7F", "q=a%09b", "q=a%0Ab")) {
            Answer answer = send("GET /v1/norms?" + query + " HTTP/1.1\r\n", new byte[0]);
            assertProblem(answer, 400);
            assertThat(answer.problem().at("/errors/0/parameter").asText())
                    .isEqualTo(query.substring(0, query.indexOf('=')));
            assertThat(answer.problem().at("/errors/0/detail").asText()).contains("U+");
        }
        Answer reason = sendBody("POST /v1/norms?reason=a%1B", "", "application/json", norm("bad-text", "x"));
        assertProblem(reason, 400);
        assertThat(reason.problem().at("/errors/0/parameter").asText()).isEqualTo("reason");
    }

    @Test
    void textThatIsNotWellFormedIsRefused() throws IOException {
        for (String title : List.of("\\ud800", "\\udc00x", "\\u0000")) {
            Answer answer = sendBody("POST /v1/norms", "", "application/json", norm("bad-text", title));
            assertProblem(answer, 400);
            assertThat(answer.problem().at("/errors/0/pointer").asText()).isEqualTo("/title/en");
        }
        for (byte[] bytes : List.of(new byte[] {(byte) 0xff}, new byte[] {(byte) 0xc0, (byte) 0xaf}, new byte[] {
            (byte) 0xed, (byte) 0xa0, (byte) 0x80
        })) {
            String body = norm("bad-bytes", "@");
            int at = body.indexOf('@');
            assertProblem(
                    sendBytes(
                            "POST /v1/norms",
                            "",
                            "application/json",
                            concat(
                                    body.substring(0, at).getBytes(StandardCharsets.UTF_8),
                                    bytes,
                                    body.substring(at + 1).getBytes(StandardCharsets.UTF_8))),
                    400);
        }
        assertProblem(
                sendBytes(
                        "POST /v1/norms",
                        "",
                        "application/json",
                        norm("wide", "x").getBytes(StandardCharsets.UTF_16)),
                400);
    }

    @Test
    void aCursorThatWasTamperedWithIsRefused() throws IOException {
        String next = Register.anybody()
                .queryParam("sort", "entry")
                .queryParam("limit", 1)
                .get("/v1/norms")
                .jsonPath()
                .getString("next");
        String content =
                new String(Base64.getUrlDecoder().decode(next.replaceAll(".*cursor=", "")), StandardCharsets.UTF_8);
        for (String place : List.of("[]", "[1]", "[\"a\",\"b\"]", "\"a\"", "null")) {
            String tampered = content.substring(0, content.indexOf("[\"")) + place + "]";
            assertThat(tampered).isNotEqualTo(content);
            String cursor =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(tampered.getBytes(StandardCharsets.UTF_8));
            assertProblem(
                    send("GET /v1/norms?sort=entry&limit=1&cursor=" + cursor + " HTTP/1.1\r\n", new byte[0]), 400);
        }
    }

    @Test
    void aCursorFromTheFutureIsRefused() throws IOException {
        String next = Register.anybody()
                .queryParam("limit", 1)
                .get("/v1/norms")
                .jsonPath()
                .getString("next");
        String content =
                new String(Base64.getUrlDecoder().decode(next.replaceAll(".*cursor=", "")), StandardCharsets.UTF_8);
        for (String number : List.of("9223372036854775807", "-1")) {
            String tampered = content.replaceFirst("\\[-?\\d+,", "[" + number + ",");
            assertThat(tampered).isNotEqualTo(content);
            String cursor =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(tampered.getBytes(StandardCharsets.UTF_8));
            assertProblem(send("GET /v1/norms?limit=1&cursor=" + cursor + " HTTP/1.1\r\n", new byte[0]), 400);
        }
    }

    @Test
    void aTimeThatIsWrittenUnusuallyIsRefusedByName() throws IOException {
        Answer answer = sendBody(
                "POST /v1/keys",
                "",
                "application/json",
                "{\"owner\":\"xx\",\"scopes\":[\"norms:write\"],\"expiresAt\":\"2099-01-01 00:00:00Z\"}");
        assertProblem(answer, 400);
        assertThat(answer.problem().at("/errors/0/pointer").asText()).isEqualTo("/expiresAt");
    }

    @Test
    void anEmptyAcceptAsksForNothingInParticular() throws IOException {
        assertThat(send("GET /v1/norms/un-gge-2015-13c HTTP/1.1\r\nAccept: \r\n", new byte[0])
                        .status())
                .isEqualTo(200);
        assertProblem(send("GET /v1/norms HTTP/1.1\r\nAccept: application/json;q=0\r\n", new byte[0]), 406);
    }

    @Test
    void compressedBodiesAreRefused() throws IOException {
        assertProblem(sendBody("POST /v1/norms", "Content-Encoding: gzip", "application/json", "{}"), 415);
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        String deep = "{\"note\":".repeat(5_000) + "1" + "}".repeat(5_000);
        assertProblem(sendBody("POST /v1/norms", "", "application/json", deep), 400);
        String id = createNorm("Deep");
        assertProblem(sendBody("PATCH /v1/norms/" + id, "If-Match: \"1\"", "application/merge-patch+json", deep), 400);
    }

    @Test
    void tenMegabytesAreRefused() throws IOException {
        byte[] big = ("{\"id\":\"" + "a".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertProblem(sendBytes("POST /v1/norms", "", "application/json", big), 413);
    }

    @Test
    void aLargeBodyWithoutALengthIsRefused() throws IOException {
        StringBuilder chunks = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            chunks.append("10000\r\n").append("a".repeat(0x10000)).append("\r\n");
        }
        Answer answer = send(
                "POST /v1/norms HTTP/1.1\r\nX-API-Key: " + Register.adminKey()
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                (chunks + "0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        assertProblem(answer, 413);
    }

    @Test
    void longAddressesAndHeadersAreRefused() throws IOException {
        assertProblem(send("GET /v1/norms?q=" + "a".repeat(9_000) + " HTTP/1.1\r\n", new byte[0]), 414);
        assertProblem(send("GET /v1/norms HTTP/1.1\r\nX-Long: " + "a".repeat(20_000) + "\r\n", new byte[0]), 431);
    }

    @Test
    void otherMethodsMediaTypesAndPathsAreRefused() throws IOException {
        Answer method = send("PUT /v1/norms HTTP/1.1\r\nContent-Length: 0\r\n", new byte[0]);
        assertProblem(method, 405);
        assertThat(method.head()).containsIgnoringCase("Allow: GET, HEAD, POST, OPTIONS");
        assertProblem(send("GET /v1/norms HTTP/1.1\r\nAccept: application/xml\r\n", new byte[0]), 406);
        assertProblem(sendBody("POST /v1/norms", "", "text/plain", "{}"), 415);
        Answer patch = sendBody("PATCH /v1/norms/un-gge-2015-13c", "If-Match: \"1\"", "application/json", "{}");
        assertProblem(patch, 415);
        assertThat(patch.head()).containsIgnoringCase("Accept-Patch: application/merge-patch+json");
        assertProblem(send("GET /v1/nope HTTP/1.1\r\n", new byte[0]), 404);
        assertProblem(send("GET /nope HTTP/1.1\r\n", new byte[0]), 404);
        assertProblem(send("GET /v1/norms/ HTTP/1.1\r\n", new byte[0]), 404);
        assertProblem(send("GET /v1//norms HTTP/1.1\r\n", new byte[0]), 404);
        assertProblem(send("GET /v1/norms;x=1 HTTP/1.1\r\n", new byte[0]), 404);
    }

    @Test
    void aRefusedWriteLeavesNothingBehind() throws IOException {
        long before = lastEntry();
        sendBody(
                "POST /v1/norms",
                "",
                "application/json",
                norm("left-behind", "x").replace("g7-lucca-2017", "no-such"));
        sendBody("POST /v1/norms", "", "application/json", "{");
        assertThat(lastEntry()).isEqualTo(before);
        Register.anybody().get("/v1/norms/left-behind").then().statusCode(404);
    }

    private static long lastEntry() {
        return Register.anybody().get("/v1/log").jsonPath().getLong("lastEntry");
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.head() + answer.problem()).isEqualTo(status);
        assertThat(answer.head()).containsIgnoringCase("Content-Type: application/problem+json");
        assertThat(answer.problem().path("status").asInt()).isEqualTo(status);
        assertThat(answer.problem().path("type").asText()).startsWith("/problems/");
        assertThat(answer.problem().toString())
                .doesNotContainPattern(
                        "[a-z]+\\.[a-z]+\\.[A-Z]|Exception|jackson|hibernate|(?i)select .* from|\\bat org");
    }

    private Answer sendBody(String line, String header, String type, String body) throws IOException {
        return sendBytes(line, header, type, body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer sendBytes(String line, String header, String type, byte[] body) throws IOException {
        return send(
                line + " HTTP/1.1\r\nX-API-Key: " + Register.adminKey() + "\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + body.length + "\r\n" + (header.isEmpty() ? "" : header + "\r\n"),
                body);
    }

    private Answer send(String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((head + "Host: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            try {
                socket.getOutputStream().write(body);
            } catch (SocketException e) {
                // the service may answer and close before it has read a body that is too large
            }
            Answer answer = read(socket.getInputStream());
            String[] line = head.split("[ ?\r]", 4);
            ContractGate.INSTANCE.check(
                    line[0],
                    line[1],
                    new ContractGate.Answer(
                            answer.status(),
                            name -> header(answer.head(), name),
                            answer.problem().toString()));
            return answer;
        }
    }

    private static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketException e) {
            // closed with a reset after the answer
        }
        String text = all.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        assertThat(end).as("an answer").isPositive();
        String body = text.substring(end + 4);
        return new Answer(
                Integer.parseInt(text.substring(9, 12)),
                text.substring(0, end),
                JSON.readTree(body.isEmpty() ? "{}" : body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1)));
    }

    private static Optional<String> header(String head, String name) {
        Matcher header = Pattern.compile("(?im)^" + name + ": *(.*?)\\r?$").matcher(head);
        return header.find() ? Optional.of(header.group(1)) : Optional.empty();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
