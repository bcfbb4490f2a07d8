package org.cybernorms;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad requests with very many faults or very long values: the answer is a small 400, whatever they contain. */
@QuarkusTest
class BoundedFaultsTest {

    private static final String CHECK = "/v1/citations/check";

    @ParameterizedTest
    @ValueSource(strings = {"{}", "0", "[]"})
    void aListThatIsTooLongIsNotEntered(String item) {
        Response answer = post("{\"citations\":[" + (item + ",").repeat(10_000) + item + "]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getList("errors")).hasSize(1);
        assertThat(answer.jsonPath().getString("errors[0].pointer")).isEqualTo("/citations");
        assertThat(answer.jsonPath().getString("errors[0].detail")).startsWith("must have at most ");
    }

    @Test
    void aHundredFaultsAreReported() {
        StringBuilder members = new StringBuilder("{\"citations\":[]");
        for (int i = 0; i < 5_000; i++) {
            members.append(",\"m").append(i).append("\":1");
        }
        hundred(post(members.append('}').toString()));
    }

    @Test
    void aHundredTextsAreReported() {
        String text = "\"\\u0000\",";
        hundred(post("{\"citations\":\"none\",\"other\":[" + text.repeat(5_000) + "1]}"));
    }

    @Test
    void aHundredParametersAreReported() {
        StringBuilder address = new StringBuilder("/v1/norms?a=1");
        for (int i = 0; i < 500; i++) {
            address.append("&m").append(i).append("=1");
        }
        hundred(given().urlEncodingEnabled(false).get(address.toString()));
    }

    @Test
    void aLongIdIsRefused() {
        String id = "a" + "-a".repeat(3_900);
        for (String body : new String[] {
            "{\"citations\":[{\"document\":\"" + id + "\",\"anchor\":\"p. 1\",\"words\":\"x\"}]}",
            "{\"citations\":[],\"records\":[\"norms/" + id + "\"]}"
        }) {
            refused(post(body));
        }
        refused(given().get("/v1/norms/" + id));
        refused(given().get("/v1/commitments?party=" + id));
    }

    @ParameterizedTest
    @ValueSource(strings = "If-None-Match")
    void aLongListOfTagsIsRefused(String header) {
        refused(given().header("X-API-Key", "test-administrator")
                .header(header, "\"a\"" + ",\"a\"".repeat(2_500))
                .get("/v1/norms/un-gge-2015-13c"));
    }

    /** More of them than there are workers; another caller is answered all the while. */
    @Test
    void bodiesThatDoNotArriveOccupyNobodyAndEnd() throws Exception {
        given().get("/v1/norms"); // the first request of a process takes longer
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 210; i++) {
            Socket socket = new Socket("localhost", RestAssured.port);
            socket.getOutputStream()
                    .write(("POST " + CHECK + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 60000\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(given().queryParam("limit", i + 1).get("/v1/norms").time())
                    .isLessThan(1_000);
        }
        for (Socket socket : sockets) {
            socket.setSoTimeout(10_000);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 408");
            socket.close();
        }
    }

    @Test
    void aBodyWithoutAKeyIsSmall() {
        assertThat(post("{\"citations\":[" + "{},".repeat(349_000) + "{}]}").statusCode())
                .isEqualTo(413);
    }

    private static Response post(String body) {
        return given().contentType("application/json").body(body).post(CHECK);
    }

    private static void refused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asByteArray().length).isLessThan(20_000);
    }

    private static void hundred(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getList("errors")).hasSize(100);
        assertThat(answer.jsonPath().getString("detail")).isEqualTo("100 violations are listed; there are more.");
    }
}
