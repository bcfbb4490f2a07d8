package org.cybernorms.citation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.citation.PdfFile.deflated;
import static org.cybernorms.citation.PdfFile.latin;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.sending;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.cybernorms.support.LogWatch;
import org.cybernorms.vault.Blobs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A PDF is read once: what was read stands in a table, and is what citations are held against. */
abstract class KeptTextsSuite {

    @Inject
    DataSource database;

    private final String words = freshId("words");
    private final byte[] pdf = page("", latin("BT /F 12 Tf 9 9 Td (" + words + ") Tj ET"));
    private final String digest = Blobs.digest(pdf);
    private String document;

    @BeforeEach
    void registerDocument() {
        document = document();
    }

    private static byte[] page(String dictionary, byte[] content) {
        return PdfFile.pages(1, dictionary, content).bytes();
    }

    private static String document() {
        String id = freshId("pdf");
        sending("""
                {"id": "%s", "type": "report", "title": {"en": "A PDF for tests"},
                 "citations": [{"document": "registry-desk-notes", "locator": "L1", "confidence": "unconfirmed"}]}""".formatted(id)).post("/v1/documents").then().statusCode(201);
        return id;
    }

    private static Response put(String document, String type, byte[] bytes) {
        return admin().contentType(type)
                .body(bytes)
                .header("If-None-Match", "*")
                .put("/v1/documents/" + document + "/content?access=public");
    }

    /** What a check says of a place, and of words in it. */
    private String check(String place, String said) {
        return admin().contentType(ContentType.JSON)
                .body("{\"citations\": [{\"document\": \"%s\", \"locator\": \"%s\", \"words\": \"%s\"}]}"
                        .formatted(document, place, said))
                .post("/v1/citations/check")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("items[0].words");
    }

    private Optional<byte[]> kept(String digest) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "select text from blob_text where digest = ? and reading = 'pdf' and reader = 1")) {
            query.setString(1, digest);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? Optional.ofNullable(found.getBytes(1)) : Optional.empty();
            }
        }
    }

    private int run(String statement, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement change = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                change.setObject(i + 1, values[i]);
            }
            return change.executeUpdate();
        }
    }

    private static byte[] packed(String json) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @Test
    void theTextIsKeptWithTheBytesAndUsedInsteadOfThem() throws Exception {
        put(document, "application/pdf", pdf).then().statusCode(201).body("pages", equalTo(1));
        byte[] text = kept(digest).orElseThrow();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(text)).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .startsWith("[\"")
                .contains(words);
        byte[] other = packed("[\"Words that are\",\"in no PDF\"]");
        assertThat(run("update blob_text set text = ? where digest = ?", other, digest))
                .isOne();
        assertThat(check("p. 2", "in no PDF")).isEqualTo("found");
        assertThat(check("p. 1", words)).isEqualTo("missing");
        put(document(), "application/pdf", pdf).then().statusCode(201).body("pages", equalTo(2));
    }

    @Test
    void whatWasStoredBeforeIsReadWhenItIsNeededAndKept() throws Exception {
        put(document, "application/pdf", pdf).then().statusCode(201);
        assertThat(run("delete from blob_text where digest = ?", digest)).isOne();
        assertThat(check("p. 1", words)).isEqualTo("found");
        assertThat(kept(digest)).isPresent();
    }

    @Test
    void aLaterReaderReadsAgain() throws Exception {
        put(document, "application/pdf", pdf).then().statusCode(201);
        byte[] other = packed("[\"Words of an old reader\"]");
        run("update blob_text set text = ?, reader = 0 where digest = ?", other, digest);
        assertThat(check("p. 1", words)).isEqualTo("found");
        assertThat(kept(digest)).isPresent().get().isNotEqualTo(other);
    }

    @Test
    void theTextGoesWithTheBytes() throws Exception {
        put(document, "application/pdf", pdf).then().statusCode(201);
        assertThat(kept(digest)).isPresent();
        assertThat(run("delete from blob where digest = ?", digest)).isOne();
        assertThat(kept(digest)).isEmpty();
    }

    @Test
    void aTextHasNothingKept() throws Exception {
        byte[] text = ("First line\n" + words).getBytes(StandardCharsets.UTF_8);
        put(document, "text/plain", text).then().statusCode(201).body("lines", equalTo(2));
        assertThat(check("L2", words)).isEqualTo("found");
        assertThat(kept(Blobs.digest(text))).isEmpty();
    }

    /** Such as one from before there were limits: its row says once and for all that it cannot be read. */
    @Test
    void aStoredBombIsNotCheckedAndReadOnlyOnce() throws Exception {
        put(document, "application/pdf", pdf).then().statusCode(201);
        byte[] bomb = bomb();
        run("update blob set bytes = ? where digest = ?", bomb, digest);
        run("delete from blob_text where digest = ?", digest);
        assertThat(check("p. 1", words)).isEqualTo("not-checked");
        assertThat(kept(digest)).isEmpty();
        assertThat(run("update blob_text set text = null where digest = ? and text is null", digest))
                .isOne();
        admin().get("/v1/documents/" + document + "/citations").then().statusCode(200);
    }

    private static byte[] bomb() throws IOException {
        return page("/Filter/FlateDecode", deflated("", " ", 300 << 20, ""));
    }

    @Test
    void aBombIsRefusedForAReasonAndLeavesNeitherBytesNorALine() throws Exception {
        byte[] bomb = bomb();
        LogWatch log = LogWatch.begin();
        put(document, "application/pdf", bomb)
                .then()
                .statusCode(422)
                .body("errors[0].detail", equalTo("has more than 200 MiB when its streams are decompressed"));
        put(document, "application/pdf", page("/Filter/FlateDecode", latin("no stream")))
                .then()
                .statusCode(201);
        assertThat(log.lines()).isEmpty();
        assertThat(run("delete from blob where digest = ?", Blobs.digest(bomb))).isZero();
    }
}
