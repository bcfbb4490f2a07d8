package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.sending;
import static org.cybernorms.support.Register.withKey;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Contents of documents, and whether what is cited stands there. */
@QuarkusTest
class CitationsTest {

    private static final String TEXT = "First line\n\nThird line, with “words” in it\nFourth line\n";

    private static String document() {
        String id = freshId("text");
        sending("""
                {"id": "%s", "type": "report", "title": {"en": "A text for tests"},
                 "citations": [{"document": "registry-desk-notes", "locator": "L1", "confidence": "unconfirmed"}]}""".formatted(id)).post("/v1/documents").then().statusCode(201);
        return id;
    }

    private static Response put(
            String document, String type, byte[] bytes, String access, String header, String value) {
        return admin().contentType(type)
                .body(bytes)
                .queryParam("access", access)
                .queryParam("language", "en")
                .header(header, value)
                .put("/v1/documents/" + document + "/content");
    }

    private static String documentWith(String text, String access) {
        String id = document();
        put(id, "text/plain", text.getBytes(StandardCharsets.UTF_8), access, "If-None-Match", "*")
                .then()
                .statusCode(201)
                .header("Location", containsString("/v1/documents/" + id + "/content"));
        return id;
    }

    private static JsonPath check(String body) {
        return admin().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/citations/check")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void whatIsStoredComesBackByteForByteWithItsDigest() throws Exception {
        String id = documentWith(TEXT, "public");
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8));
        Response got = anybody().get("/v1/documents/" + id + "/content");
        got.then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .header("Content-Language", "en")
                .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sum) + ":");
        assertThat(got.asByteArray()).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
        anybody()
                .header("If-None-Match", "\"1\"")
                .get("/v1/documents/" + id + "/content")
                .then()
                .statusCode(304);
        put(id, "text/plain", "Other".getBytes(StandardCharsets.UTF_8), "public", "If-None-Match", "*")
                .then()
                .statusCode(412);
        put(id, "text/plain", "Other".getBytes(StandardCharsets.UTF_8), "public", "If-Match", "\"1\"")
                .then()
                .statusCode(200)
                .body("version", is(2))
                .body("lines", is(1));
        anybody().get("/v1/documents/" + id + "/content").then().header("ETag", "\"2\"");
    }

    @Test
    void aRestrictedContentIsThereOnlyForThoseWhoMayReadIt() {
        String id = documentWith(TEXT, "restricted");
        anybody().get("/v1/documents/" + id + "/content").then().statusCode(404);
        String powerless = key("[\"norms:write\"]");
        withKey(powerless).get("/v1/documents/" + id + "/content").then().statusCode(404);
        withKey(key("[\"contents:read\"]"))
                .get("/v1/documents/" + id + "/content")
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-store");
        String question = "{\"citations\": [{\"document\": \"%s\", \"locator\": \"L3\", \"words\": \"Third line\"}]}"
                .formatted(id);
        assertThat(check(question).getString("items[0].words")).isEqualTo("found");
        anybody()
                .contentType(ContentType.JSON)
                .body(question)
                .post("/v1/citations/check")
                .then()
                .body("items[0].place", equalTo("not-checked"))
                .body("items[0].words", equalTo("not-checked"));
        Response forEditors = admin().get("/v1/documents/" + id + "/citations");
        forEditors.then().header("Cache-Control", "private, no-store").body("content.access", equalTo("restricted"));
        anybody()
                .header("If-None-Match", forEditors.getHeader("ETag"))
                .get("/v1/documents/" + id + "/citations")
                .then()
                .statusCode(200)
                .body("content", equalTo(null));
        withKey("cnr_0_wrong").get("/v1/documents/" + id + "/content").then().statusCode(401);
    }

    @Test
    void aContentCanBeTakenBackAndGoesWithItsDocument() {
        String id = documentWith(TEXT, "public");
        String question = "{\"citations\": [{\"document\": \"%s\", \"locator\": \"L1\"}]}".formatted(id);
        assertThat(check(question).getString("items[0].place")).isEqualTo("found");
        admin().header("If-Match", "\"1\"")
                .delete("/v1/documents/" + id + "/content")
                .then()
                .statusCode(204);
        anybody().get("/v1/documents/" + id + "/content").then().statusCode(404);
        assertThat(check(question).getString("items[0].place")).isEqualTo("not-checked");
        put(id, "text/plain", TEXT.getBytes(StandardCharsets.UTF_8), "public", "If-Match", "\"2\"")
                .then()
                .statusCode(200)
                .body("version", is(3));
        admin().header("If-Match", "\"1\"").delete("/v1/documents/" + id).then().statusCode(204);
        anybody().get("/v1/documents/" + id + "/content").then().statusCode(410);
        assertThat(check(question).getString("items[0].place")).isEqualTo("not-checked");
        anybody().get("/v1/log").then().body("records.contents", equalTo(null));
    }

    private static String key(String scopes) {
        return sending("{\"owner\": \"example-reader\", \"scopes\": " + scopes + "}")
                .post("/v1/keys")
                .jsonPath()
                .getString("secret");
    }

    @Test
    void placesAndWordsAreHeldAgainstTheText() {
        String id = documentWith(TEXT, "public");
        for (Map.Entry<String, String> place : Map.of(
                        "L1", "found",
                        "L2", "missing",
                        "L3-L4", "found",
                        "L4-L3", "missing",
                        "L5", "missing",
                        "Fourth line", "found",
                        "para 3", "not-checked")
                .entrySet()) {
            assertThat(check("{\"citations\": [{\"document\": \"%s\", \"locator\": \"%s\"}]}"
                                    .formatted(id, place.getKey()))
                            .getString("items[0].place"))
                    .as(place.getKey())
                    .isEqualTo(place.getValue());
        }
        String words = "{\"citations\": [{\"document\": \"%s\", \"locator\": \"%s\", \"words\": \"%s\"}]}";
        assertThat(check(words.formatted(id, "L3", "third LINE,   with \\\"words\\\""))
                        .getString("items[0].words"))
                .isEqualTo("found");
        JsonPath elsewhere = check(words.formatted(id, "L1", "Fourth line"));
        assertThat(elsewhere.getString("items[0].words")).isEqualTo("missing");
        assertThat(elsewhere.getString("items[0].reason")).contains("elsewhere");
        assertThat(check(words.formatted(id, "L3-L4", "in it Fourth")).getString("items[0].words"))
                .isEqualTo("found");
        assertThat(check(words.formatted(id, "L3", "hird lin")).getString("items[0].words"))
                .isEqualTo("missing");
        assertThat(check(words.formatted(id, "p. 1", "First")).getString("items[0].words"))
                .isEqualTo("not-checked");
    }

    @Test
    void anOfficialTextOfARecordIsCheckedWordForWord() {
        String document = documentWith(TEXT, "public");
        String id = freshId("official");
        sending("""
                {"id": "%1$s", "framework": "%2$s", "designation": "test", "title": {"en": "x"}, "summary": {"en": "x"},
                 "officialText": [
                   {"language": "en", "text": "Fourth line", "citation": {"document": "%2$s", "locator": "L4", "confidence": "confirmed"}},
                   {"language": "en", "text": "Not there", "citation": {"document": "%2$s", "locator": "L4", "confidence": "confirmed"}}],
                 "citations": [{"document": "%2$s", "locator": "L9", "confidence": "unconfirmed"}]}""".formatted(id, document)).post("/v1/norms").then().statusCode(201);
        JsonPath checked = check("{\"records\": [\"norms/" + id + "\"]}");
        assertThat(checked.getString("items.find { it.pointer == '/officialText/0/citation' }.words"))
                .isEqualTo("found");
        assertThat(checked.getString("items.find { it.pointer == '/officialText/1/citation' }.words"))
                .isEqualTo("missing");
        assertThat(checked.getString("items.find { it.pointer == '/citations/0' }.place"))
                .isEqualTo("missing");
        anybody()
                .get("/v1/documents/" + document + "/citations?place=missing")
                .then()
                .statusCode(200)
                .body("content.lines", is(4))
                .body("items.size()", is(1))
                .body("items[0].record", equalTo("/v1/norms/" + id));
        sending("{\"records\": [\"norms/none-such\"]}")
                .post("/v1/citations/check")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/records/0"));
    }

    @Test
    void aPdfIsCitedByItsPages() throws IOException {
        String id = document();
        put(id, "application/pdf", pdf("Words of page one", "Words of page two"), "public", "If-None-Match", "*")
                .then()
                .statusCode(201)
                .body("pages", is(2));
        String words = "{\"citations\": [{\"document\": \"%s\", \"locator\": \"p. %d\", \"words\": \"page two\"}]}";
        assertThat(check(words.formatted(id, 2)).getString("items[0].words")).isEqualTo("found");
        assertThat(check(words.formatted(id, 1)).getString("items[0].words")).isEqualTo("missing");
        assertThat(check(words.formatted(id, 3)).getString("items[0].place")).isEqualTo("missing");
        anybody().get("/v1/documents/" + id + "/content").then().statusCode(200).contentType("application/pdf");
        anybody()
                .accept("text/plain")
                .get("/v1/documents/" + id + "/content")
                .then()
                .statusCode(406);
    }

    private static byte[] pdf(String... pages) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            for (String words : pages) {
                PDPage page = new PDPage();
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(100, 700);
                    content.showText(words);
                    content.endText();
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            pdf.save(out);
            return out.toByteArray();
        }
    }

    @Test
    void whatIsNoTextAndNoPdfIsRefusedAndLeavesNothingBehind() {
        String id = document();
        put(id, "application/pdf", "no pdf".getBytes(StandardCharsets.UTF_8), "public", "If-None-Match", "*")
                .then()
                .statusCode(422);
        put(id, "text/plain", new byte[] {(byte) 0xc3, 0x28}, "public", "If-None-Match", "*")
                .then()
                .statusCode(422);
        put(id, "text/plain", new byte[0], "public", "If-None-Match", "*")
                .then()
                .statusCode(422);
        put(id, "text/plain", new byte[(20 << 20) + 1], "public", "If-None-Match", "*")
                .then()
                .statusCode(413);
        put(id, "text/html", "x".getBytes(StandardCharsets.UTF_8), "public", "If-None-Match", "*")
                .then()
                .statusCode(415);
        put(id, "text/plain; charset=iso-8859-1", "x".getBytes(StandardCharsets.UTF_8), "public", "If-None-Match", "*")
                .then()
                .statusCode(415);
        String bomb = "%PDF-1.4\n1 0 obj " + "[".repeat(100_000) + "\ntrailer <</Root 1 0 R>>\n%%EOF";
        put(id, "application/pdf", bomb.getBytes(StandardCharsets.UTF_8), "public", "If-None-Match", "*")
                .then()
                .statusCode(422);
        put("no-such-document", "text/plain", "x".getBytes(StandardCharsets.UTF_8), "public", "If-None-Match", "*")
                .then()
                .statusCode(404);
        anybody().get("/v1/documents/" + id + "/content").then().statusCode(404);
        put(id, "text/plain", new byte[20 << 20], "public", "If-None-Match", "*")
                .then()
                .statusCode(422); // NUL is no text, but the size is allowed
    }

    @Test
    void theDeskNotesAreThereAndEveryHeadingThatIsCitedStandsInThem() {
        anybody()
                .get("/v1/documents/registry-desk-notes/citations?limit=200")
                .then()
                .statusCode(200)
                .body("counts.by.place.keySet()", equalTo(java.util.Set.of("found")))
                .body("items.place", everyItem(equalTo("found")));
    }

    /** Stores the source documents, where their folder is given, as editors would, and asks for the reports. */
    @Test
    void everyLineOfTheSourcesThatTheCatalogueCitesIsThere() throws IOException {
        String folder = System.getProperty("registry.sources", "");
        Assumptions.assumeTrue(
                !folder.isEmpty() && Files.isDirectory(Path.of(folder)), "No folder of source documents was given");
        Map<String, String> files = Map.of(
                "g7-lucca-2017", "g7-lucca-declaration-2017.txt",
                "nals-2016-us", "nals-2016.txt",
                "nals-2016-ca", "nals-2016.txt",
                "eu-us-cyber-dialogue-2016", "eu-us-cyber-dialogue-2016.txt",
                "canada-norms-implementation-2019", "canada-norms-implementation-2019.txt",
                "oas-cicte-working-group-2021", "oas-cicte-working-group-2021.txt");
        int checked = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] text = Files.readAllBytes(Path.of(folder, file.getValue()));
            put(file.getKey(), "text/plain", text, "restricted", "If-None-Match", "*")
                    .then()
                    .statusCode(201);
            JsonPath report = admin().get("/v1/documents/" + file.getKey() + "/citations?limit=1")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(report.getMap("counts.by.place")).as(file.getKey()).containsOnlyKeys("found");
            checked += report.getInt("counts.total");
            anybody().get("/v1/documents/" + file.getKey() + "/content").then().statusCode(404);
        }
        assertThat(checked).isGreaterThan(1_400);
    }
}
