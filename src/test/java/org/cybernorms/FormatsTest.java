package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.sending;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cybernorms.support.ContractGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CSV and linked data, read by programs that are not ours; languages and tags of each form. */
@QuarkusTest
class FormatsTest {

    private static final String BASE = "https://registry.example.org";
    private static final String LICENCE = "http://purl.org/dc/terms/license";
    private static final String CC_BY = "https://creativecommons.org/licenses/by/4.0/";
    private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";

    private static List<Map<String, String>> csv(String address) throws IOException {
        String text = anybody()
                .urlEncodingEnabled(false)
                .accept("text/csv")
                .get(address)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .extract()
                .asString();
        assertThat(text).contains("\r\n");
        try (MappingIterator<Map<String, String>> lines = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(text)) {
            return lines.readAll();
        }
    }

    @Test
    void aListAsCsvHasALineARecordAndAColumnALanguage() throws IOException {
        String address = "/v1/norms?framework=g7-lucca-2017";
        List<Map<String, String>> norms = csv(address);
        assertThat(norms).hasSameSizeAs(anybody().get(address).jsonPath().getList("items"));
        assertThat(norms.get(2))
                .containsEntry("id", "g7-lucca-2017-3")
                .containsKeys("title@en", "title@fr", "title@es", "title@pt", "title@other", "recordedAt", "citations");
        assertThat(norms.get(0).get("character")).contains(" | ");
    }

    @Test
    void allPagesHaveTheSameColumnsAndAnEmptyListHasThemToo() throws IOException {
        String all = anybody().get("/v1/meetings?format=csv").asString();
        String none =
                anybody().get("/v1/meetings?format=csv&id=no-such-meeting").asString();
        assertThat(none.lines().toList())
                .containsExactly(all.lines().findFirst().orElseThrow());
    }

    @Test
    void theMatrixHasAColumnANorm() throws IOException {
        List<Map<String, String>> rows = csv("/v1/coverage?party=ca&party=mx&by=implementations");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).containsEntry("party", "ca").containsEntry("un-gge-2015-13k", "not-stated");
        assertThat(rows.get(0)).containsEntry("un-gge-2015-13d", "stated");
    }

    @Test
    void whatASpreadsheetWouldTakeForAFormulaIsGuarded() throws IOException {
        for (String formula : List.of(
                "=1+1",
                "+cmd",
                "-2+3",
                "@SUM(A1)",
                "-5",
                "+1",
                "＝1",
                "＋1",
                "－1",
                "＠SUM(1)",
                "﹦1",
                "\u00a0=1",
                "　＝1",
                "\u200d=1")) {
            String id = freshId("formula");
            sending("""
                    {"id": "%s", "framework": "g7-lucca-2017", "designation": "%s", "title": {"en": "%s"},
                     "summary": {"en": "Two lines,\\n\\"quoted\\""},
                     "citations": [{"document": "g7-lucca-2017", "locator": "L49", "confidence": "unconfirmed"}]}""".formatted(id, formula, formula))
                    .post("/v1/norms")
                    .then()
                    .statusCode(201);
            Map<String, String> line = csv("/v1/norms?id=" + id).get(0);
            assertThat(line.get("title@en")).isEqualTo("'" + formula);
            assertThat(line.get("designation")).isEqualTo("'" + formula);
            assertThat(line.get("summary@en")).isEqualTo("Two lines,\n\"quoted\"");
        }
    }

    @Test
    void numbersAreLeftAloneWhereTheColumnIsOne() throws IOException {
        assertThat(csv("/v1/implementations?limit=200").stream().map(line -> line.get("version")))
                .isNotEmpty()
                .allMatch(version -> version.matches("\\d+"));
    }

    @Test
    void aByteOrderMarkComesWhereItIsAskedFor() {
        for (String address : List.of(
                "/v1/norms?limit=1",
                "/v1/milestones?limit=1",
                "/v1/coverage?limit=1",
                "/v1/points-of-contact?limit=1")) {
            Response plain = anybody().get(address + "&format=csv");
            Response marked = anybody().get(address + "&format=csv&bom=true");
            assertThat(marked.asByteArray()).startsWith(0xef, 0xbb, 0xbf);
            assertThat(marked.asString().substring(1)).isEqualTo(plain.asString());
            assertThat(marked.getHeader("ETag"))
                    .isNotEqualTo(plain.getHeader("ETag"))
                    .isNotNull();
            assertThat(anybody().get(address + "&format=csv&bom=false").getHeader("ETag"))
                    .isEqualTo(plain.getHeader("ETag"));
            anybody()
                    .header("If-None-Match", plain.getHeader("ETag"))
                    .get(address + "&format=csv&bom=true")
                    .then()
                    .statusCode(200);
            assertThat(anybody().get(address + "&bom=true").jsonPath().getList("items"))
                    .isNotNull();
        }
        anybody()
                .get("/v1/norms?format=csv&bom=perhaps")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("bom"));
        String next = anybody().get("/v1/norms?format=csv&bom=true&limit=1").getHeader("Link");
        assertThat(next).contains("bom=true").contains("rel=\"next\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/norms?format=csv, 'norms-\\d{4}-\\d\\d-\\d\\d\\.csv'",
        "/v1/norms?format=csv&asOf=5, norms-as-of-5\\.csv",
        "/v1/norms?format=csv&asOf=2099-01-01T00:00:00Z, norms-as-of-2099-01-01T00-00-00Z\\.csv",
        "/v1/norms/g7-lucca-2017-4/mappings?format=csv, 'norms-g7-lucca-2017-4-mappings-.*\\.csv'",
        "/v1/coverage?format=csv, 'coverage-.*\\.csv'",
        "/v1/points-of-contact?format=csv, 'points-of-contact-.*\\.csv'",
        "/v1/points-of-contact?format=vcard&network=training-network, 'training-network-.*\\.vcf'",
        "/v1/points-of-contact?format=vcard, 'points-of-contact-.*\\.vcf'"
    })
    void aFileHasAName(String address, String name) {
        assertThat(anybody().get(address).getHeader("Content-Disposition"))
                .matches("attachment; filename=\"" + name + "\"");
        anybody().get("/v1/norms").then().header("Content-Disposition", nullValue());
    }

    @Test
    void eachFormHasATagOfItsOwnAndAnswers304ToIt() {
        for (Map.Entry<String, String> form : Map.of(
                        "application/json", "", "text/csv", ".csv", "application/ld+json", ".jsonld")
                .entrySet()) {
            Response list = anybody().accept(form.getKey()).get("/v1/norms");
            assertThat(list.getHeader("ETag")).endsWith(form.getValue() + "\"");
            anybody()
                    .accept(form.getKey())
                    .header("If-None-Match", list.getHeader("ETag"))
                    .get("/v1/norms")
                    .then()
                    .statusCode(304);
            anybody()
                    .accept("text/csv")
                    .header("If-None-Match", "\"1\"")
                    .get("/v1/norms")
                    .then()
                    .statusCode(200);
        }
        anybody().accept("text/csv").get("/v1/norms/un-gge-2015-13c").then().statusCode(406);
        anybody().get("/v1/norms?format=xml").then().statusCode(400);
        anybody().get("/v1/milestones?format=jsonld").then().statusCode(406);
    }

    @Test
    void theReadersLanguageComesFirstAndNothingIsHidden() {
        Response french =
                anybody().header("Accept-Language", "fr-CA, fr;q=0.9, en;q=0.1").get("/v1/norms/un-gge-2015-13c");
        assertThat(french.getHeader("Content-Language")).isEqualTo("fr, en, es, pt");
        assertThat(french.asString()).containsPattern("\"title\":\\{\"fr\":.*\"en\":.*\"es\":.*\"pt\":");
        Response plain = anybody().get("/v1/norms/un-gge-2015-13c");
        assertThat(plain.getHeader("ETag")).isEqualTo("\"1\"");
        assertThat(french.getHeader("ETag")).startsWith("\"1.fr");
        assertThat(french.jsonPath().getMap("title")).isEqualTo(plain.jsonPath().getMap("title"));
        anybody()
                .header("Accept-Language", "de, *;q=0.1")
                .get("/v1/norms/un-gge-2015-13c")
                .then()
                .header("ETag", equalTo("\"1\""));
        anybody()
                .header("Accept-Language", "!!")
                .get("/v1/norms/un-gge-2015-13c")
                .then()
                .statusCode(200);
        String id = freshId("translated");
        sending(org.cybernorms.support.Register.norm(id, "x")).post("/v1/norms");
        org.cybernorms.support.Register.patching("{\"note\": {\"en\": \"By the tag of another form.\"}}")
                .header("If-Match", "\"1.fr.jsonld\"")
                .patch("/v1/norms/" + id)
                .then()
                .statusCode(200);
    }

    /** Expands an answer with the context that the register serves. */
    private static JsonArray expanded(String address) throws JsonLdError {
        String json = anybody()
                .urlEncodingEnabled(false)
                .accept("application/ld+json")
                .get(address)
                .then()
                .statusCode(200)
                .contentType(startsWith("application/ld+json"))
                .extract()
                .asString();
        return JsonLd.expand(JsonDocument.of(new StringReader(json)))
                .base(BASE + address)
                .loader((uri, options) -> served(uri))
                .get();
    }

    private static Document served(URI uri) throws JsonLdError {
        assertThat(uri.toString()).startsWith(BASE);
        return JsonDocument.of(new StringReader(
                anybody().get(uri.getPath()).then().statusCode(200).extract().asString()));
    }

    @Test
    void aNormIsAConceptOfItsScheme() throws JsonLdError {
        JsonObject norm = expanded("/v1/norms/un-gge-2015-13c").getJsonObject(0);
        assertThat(norm.getString("@id")).isEqualTo(BASE + "/v1/norms/un-gge-2015-13c");
        assertThat(norm.getJsonArray("@type").getString(0)).isEqualTo(SKOS + "Concept");
        assertThat(norm.getJsonArray(SKOS + "inScheme").getJsonObject(0).getString("@id"))
                .isEqualTo(BASE + "/v1/documents/un-gge-2015");
        assertThat(norm.getJsonArray(SKOS + "prefLabel")).hasSize(4);
        assertThat(norm.getJsonArray(SKOS + "prefLabel"))
                .extracting(label -> label.asJsonObject().getString("@language"))
                .containsExactlyInAnyOrder("en", "fr", "es", "pt");
        JsonObject citation = norm.getJsonArray("http://www.w3.org/ns/prov#qualifiedPrimarySource")
                .getJsonObject(0);
        assertThat(citation.getJsonArray("http://www.w3.org/ns/prov#entity")
                        .getJsonObject(0)
                        .getString("@id"))
                .startsWith(BASE + "/v1/documents/");
    }

    @Test
    void aMappingSaysItsSkosPropertyBetweenTwoNorms() throws JsonLdError {
        JsonObject page = expanded("/v1/mappings?source=g7-lucca-2017-3").getJsonObject(0);
        JsonObject mapping =
                page.getJsonArray("http://www.w3.org/ns/hydra/core#member").getJsonObject(0);
        String owl = "http://www.w3.org/2002/07/owl#";
        assertThat(id(mapping, owl + "annotatedSource")).isEqualTo(BASE + "/v1/norms/g7-lucca-2017-3");
        assertThat(id(mapping, owl + "annotatedProperty")).isEqualTo(SKOS + "exactMatch");
        assertThat(id(mapping, owl + "annotatedTarget")).isEqualTo(BASE + "/v1/norms/un-gge-2015-13c");
        JsonObject said = mapping.getJsonArray("@included").getJsonObject(0);
        assertThat(said.getString("@id")).isEqualTo(BASE + "/v1/norms/g7-lucca-2017-3");
        assertThat(id(said, SKOS + "exactMatch")).isEqualTo(BASE + "/v1/norms/un-gge-2015-13c");
    }

    @Test
    void aWordThatIsNoAddressStaysAWord() throws JsonLdError {
        JsonObject party = expanded("/v1/parties/ca").getJsonObject(0);
        assertThat(party.getJsonArray("https://cybernorms.example.org/vocabulary#type")
                        .getJsonObject(0)
                        .getString("@value"))
                .isEqualTo("state");
    }

    private static String id(JsonObject node, String property) {
        return node.getJsonArray(property).getJsonObject(0).getString("@id");
    }

    @Test
    void everyListOfRecordsExpandsWithoutLosingAMember() throws JsonLdError {
        for (String kind : List.of(
                "norms",
                "mappings",
                "commitments",
                "cbms",
                "implementations",
                "meetings",
                "networks",
                "parties",
                "documents")) {
            JsonObject page = expanded("/v1/" + kind + "?limit=5").getJsonObject(0);
            JsonArray items = page.getJsonArray("http://www.w3.org/ns/hydra/core#member");
            assertThat(items).hasSize(5);
            for (JsonValue item : items) {
                assertThat(item.asJsonObject().getString("@id")).startsWith(BASE + "/v1/" + kind + "/");
                assertThat(item.asJsonObject()).containsKey("@type");
                assertThat(item.asJsonObject()).hasSizeGreaterThan(6);
            }
        }
    }

    @Test
    void theCatalogueIsDcat() throws JsonLdError {
        String dcat = "http://www.w3.org/ns/dcat#";
        JsonObject catalogue = expanded("/v1/catalogue").getJsonObject(0);
        assertThat(catalogue.getJsonArray("@type").getString(0)).isEqualTo(dcat + "Catalog");
        JsonArray sets = catalogue.getJsonArray(dcat + "dataset");
        assertThat(sets)
                .extracting(set -> set.asJsonObject().getString("@id"))
                .contains(BASE + "/v1/norms", BASE + "/v1/coverage", BASE + "/v1/milestones");
        assertThat(id(catalogue, LICENCE)).isEqualTo(CC_BY);
        for (JsonValue set : sets) {
            assertThat(id(set.asJsonObject(), LICENCE)).isEqualTo(CC_BY);
            for (JsonValue form : set.asJsonObject().getJsonArray(dcat + "distribution")) {
                assertThat(id(form.asJsonObject(), dcat + "accessURL")).startsWith(BASE + "/v1/");
                assertThat(id(form.asJsonObject(), LICENCE)).isEqualTo(CC_BY);
            }
        }
    }

    /** So that a new kind is not forgotten. */
    @Test
    void everyPublicListIsADataSetWithATitleOfItsOwn() {
        JsonNode contract = ContractGate.INSTANCE.contract();
        Set<String> lists = new TreeSet<>();
        contract.path("paths").properties().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            if (get.at("/responses/200/content").has("text/csv")
                    && !path.getKey().contains("{")
                    && get.path("security").isEmpty()
                    && get.path("parameters").findValues("required").stream().noneMatch(JsonNode::asBoolean)) {
                lists.add(path.getKey());
            }
        });
        Map<String, String> titles = new TreeMap<>();
        anybody()
                .get("/v1/catalogue")
                .jsonPath()
                .<Map<String, Object>>getList("'dcat:dataset'")
                .forEach(set -> titles.put((String) set.get("@id"), set.get("dcterms:title") + ""));
        assertThat(titles.keySet()).containsExactlyInAnyOrderElementsOf(lists);
        assertThat(titles.values()).doesNotHaveDuplicates().noneMatch(title -> title.contains("List "));
    }
}
