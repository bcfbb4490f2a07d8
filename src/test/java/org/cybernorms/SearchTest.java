package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.patching;
import static org.cybernorms.support.Register.sending;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Full text search over the shipped catalogue and what is written beside it. */
@QuarkusTest
class SearchTest {

    private static JsonPath search(String q, String... more) {
        RequestSpecification request = anybody().queryParam("q", q);
        for (int i = 0; i < more.length; i += 2) {
            request.queryParam(more[i], more[i + 1]);
        }
        return request.get("/v1/search").then().statusCode(200).extract().jsonPath();
    }

    private static String put(String title, String language) {
        String id = freshId("found");
        sending("""
                {"id": "%s", "framework": "g7-lucca-2017", "designation": "test", "title": {"%s": "%s"},
                 "summary": {"en": "A record for the search."},
                 "citations": [{"document": "g7-lucca-2017", "locator": "L49", "confidence": "unconfirmed"}]}""".formatted(id, language, title)).post("/v1/norms").then().statusCode(201);
        return id;
    }

    @ParameterizedTest
    @CsvSource({
        "en, quixotically ratifying zebras, zebra ratify",
        "fr, les chevaux protégés zébrés, cheval protege",
        "es, protección de los ñandúes ratificados, protecciones nandu",
        "pt, obrigações das avestruzes, obrigacao avestruz",
        "pt, obrigação da avestruz, obrigações",
        "de, der Zebrastreifen, zebrastreifen"
    })
    void wordsAreFoundByTheirStemsWithoutAccents(String language, String title, String q) {
        String id = put(title, language);
        assertThat(search(q, "kind", "norms").getList("items.id")).contains(id);
    }

    /** Stored in one Unicode form and asked for in any other, in the search and in the list alike. */
    @ParameterizedTest
    @CsvSource({
        "fr, Zêbrelle protégée, zebrelle, Zêbrelle, protegee",
        "en, Wallabystraße ﬁnch, WALLABYSTRASSE, finch, wallabystraße",
        "tr, İguanadon, iguanadon, IGUANADON, ı\u0307guanadon",
        "zh, 国家鸸鹋安全战略, 鸸鹋, 安全, 国家鸸鹋",
        "ja, ｻﾝｼｮｳｳｵ戦略, サンショウウオ, さんしょう, 戦略",
        "ko, 사이버오리너구리전략, 오리, 너구리, 전략",
        "th, การรักษาความมั่นคงตุ่นปากเป็ดปลอดภัย, ปลอดภัย, ความ, การ",
        "ar, مُحَارَبَةُ الوَزَغِ, محاربة, الوزغ, مُحَارَبَة",
        "he, שָׁלוֹם לַטָּפִיר, שלום, לטפיר, שָׁלוֹם",
        "ru, Ёжик и утконос, ежик, УТКОНОС, ёжик",
        "en, pla\u00adty\u200bpus \u200dkowari, platy, kowari, pus"
    })
    void aWordIsFoundInEveryFormByTheSearchAndTheList(
            String language, String title, String one, String two, String three) {
        for (Normalizer.Form stored : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
            String id = put(Normalizer.normalize(title, stored), language);
            for (String word : List.of(one, two, three)) {
                for (Normalizer.Form asked : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
                    String q = Normalizer.normalize(word, asked);
                    assertThat(search(q, "kind", "norms", "limit", "200").getList("items.id"))
                            .as("search for %s", word)
                            .contains(id);
                    assertThat(anybody()
                                    .queryParam("q", q)
                                    .queryParam("limit", 200)
                                    .queryParam("sort", "-entry")
                                    .get("/v1/norms")
                                    .jsonPath()
                                    .getList("items.id"))
                            .as("list for %s", word)
                            .contains(id);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fr, Les bilbyêtres, bilbyetres, <mark>bilbyêtres</mark>",
        "fr, L’étoile numbate, etoile, <mark>L’étoile</mark>",
        "zh, 国家袋獾安全, 袋獾, <mark>袋獾</mark>",
        "fr, Zorille\u0301e, zorillé, <mark>Zorille\u0301e</mark>"
    })
    void theOriginalCharactersAreMarked(String language, String summary, String q, String marked) {
        String id = freshId("marked");
        sending("""
                {"id": "%s", "framework": "g7-lucca-2017", "designation": "test", "title": {"en": "Some"},
                 "summary": {"%s": "%s"},
                 "citations": [{"document": "g7-lucca-2017", "locator": "L49", "confidence": "unconfirmed"}]}""".formatted(id, language, summary)).post("/v1/norms").then().statusCode(201);
        List<String> snippets = search(q.equals("zorillé") ? "zoril*" : q, "kind", "norms")
                .getList("items.find {it.id == '" + id + "'}.snippets.html");
        assertThat(snippets).isNotEmpty().allSatisfy(html -> assertThat(html).contains(marked));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZEBRÊ*", "zebre*", "ｚｅｂｒｅ*"})
    void beginningsAreFoldedAlike(String q) {
        String id = put("Zébrêllissime", "fr");
        assertThat(search(q, "limit", "200").getList("items.id")).contains(id);
    }

    @Test
    void aLongQuestionWithoutSpacesIsRefusedAndNotAnError() {
        anybody()
                .queryParam("q", "国家网络安全战略合作".repeat(20))
                .get("/v1/search")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("q"));
        anybody().queryParam("q", "a/".repeat(95)).get("/v1/search").then().statusCode(400);
        assertThat(search("国家网络安全战略国家网络安全战略国家网络").getList("items")).isEmpty();
    }

    @Test
    void whatIsWrittenIsFoundAtOnceAndWhatIsWithdrawnNoLonger() {
        String id = put("Xylophone of the first version", "en");
        assertThat(search("xylophone").getList("items.id")).containsExactly(id);
        patching("{\"title\": {\"en\": \"Vibraphone\"}}")
                .header("If-Match", "\"1\"")
                .patch("/v1/norms/" + id)
                .then()
                .statusCode(200);
        assertThat(search("xylophone").getList("items")).isEmpty();
        assertThat(search("vibraphone").getList("items.id")).containsExactly(id);
        admin().header("If-Match", "\"2\"").delete("/v1/norms/" + id).then().statusCode(204);
        JsonPath gone = search("vibraphone");
        assertThat(gone.getList("items")).isEmpty();
        assertThat(gone.getInt("counts.total")).isZero();
    }

    @Test
    void allWordsMustOccurAndQuotesStarsBarsAndDashesHaveTheirMeaning() {
        String near = put("Quokka burrow", "en");
        String apart = put("Burrow of the quokka", "en");
        assertThat(search("quokka burrow").getList("items.id")).containsExactlyInAnyOrder(near, apart);
        assertThat(search("\"quokka burrow\"").getList("items.id")).containsExactly(near);
        assertThat(search("quok*").getList("items.id")).containsExactlyInAnyOrder(near, apart);
        assertThat(search("quokka -\"quokka burrow\"").getList("items.id")).containsExactly(apart);
        assertThat(search("quokka wombatless").getList("items")).isEmpty();
        assertThat(search("quokka | wombatless").getList("items")).hasSize(2);
    }

    @Test
    void recordsAreFoundByTheNamesOfTheirParties() {
        assertThat(search("Germany Lucca", "kind", "commitments", "limit", "200")
                        .getInt("counts.total"))
                .isGreaterThan(30);
        assertThat(search("13(d)").getString("items[0].id")).isEqualTo("un-gge-2015-13d");
        String party = freshId("team");
        sending("""
                {"id": "%s", "type": "group", "name": {"en": "Wombat team"},
                 "citations": [{"document": "g7-lucca-2017", "locator": "L49", "confidence": "unconfirmed"}]}""".formatted(party)).post("/v1/parties").then().statusCode(201);
        String commitment = freshId("said-by-team");
        sending("""
                {"id": "%s", "parties": ["%s"], "modality": "support", "subject": {"en": "Something"}, "summary": {"en": "It was said."},
                 "documents": ["g7-lucca-2017"], "citations": [{"document": "g7-lucca-2017", "locator": "L49", "confidence": "unconfirmed"}]}""".formatted(commitment, party)).post("/v1/commitments").then().statusCode(201);
        assertThat(search("wombat", "kind", "commitments").getList("items.id")).containsExactly(commitment);
        patching("{\"name\": {\"en\": \"Bandicoot team\"}}")
                .header("If-Match", "\"1\"")
                .patch("/v1/parties/" + party)
                .then()
                .statusCode(200);
        assertThat(search("bandicoot", "kind", "commitments").getList("items.id"))
                .containsExactly(commitment);
        assertThat(search("wombat", "kind", "commitments").getList("items")).isEmpty();
    }

    @Test
    void aMatchInTheTitleCountsMore() {
        List<String> ids = search("\"supply chain\"", "kind", "norms").getList("items.id");
        assertThat(ids.subList(0, 2)).containsExactlyInAnyOrder("un-gge-2015-13i", "g7-lucca-2017-9");
    }

    @Test
    void hitsAreCountedByKindPartyAndYearAndNarrowedBySuch() {
        JsonPath all = search("cybercrime");
        Map<String, Integer> kinds = all.getMap("counts.by.kind");
        assertThat(kinds.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(all.getInt("counts.total"));
        JsonPath narrowed = search("cybercrime", "kind", "commitments", "party", "ar");
        assertThat(narrowed.getList("items.kind")).isNotEmpty().containsOnly("commitments");
        narrowed.<List<String>>getList("items.parties")
                .forEach(parties -> assertThat(parties).contains("ar"));
        assertThat(narrowed.getInt("counts.total"))
                .isEqualTo(narrowed.getList("items").size())
                .isLessThan(all.getInt("counts.total"));
        assertThat(search("cybercrime", "year", "2016").getList("items.date"))
                .isNotEmpty()
                .allMatch(date -> date.toString().startsWith("2016"));
    }

    @Test
    void snippetsMarkTheMatchInTheReadersLanguageAndEscapeTheRest() {
        put("Axolotl <script>alert(1)</script>", "en");
        assertThat(search("axolotl").getString("items[0].snippets[0].html"))
                .contains("<mark>Axolotl</mark>")
                .doesNotContain("<script>");
        JsonPath french = anybody()
                .header("Accept-Language", "fr")
                .queryParam("q", "stabilité")
                .queryParam("kind", "norms")
                .get("/v1/search")
                .jsonPath();
        assertThat(french.getString("items[0].snippets[0].language")).isEqualTo("fr");
        assertThat(french.getString("items[0].snippets[0].html")).containsPattern("<mark>stabilité</mark>");
    }

    @Test
    void pagesFollowEachOtherWithoutRepeating() {
        List<String> walked = new ArrayList<>();
        String next = "/v1/search?q=cyber&limit=50";
        while (next != null) {
            JsonPath page = anybody()
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            walked.addAll(page.getList("items.record"));
            next = page.getString("next");
        }
        assertThat(walked).doesNotHaveDuplicates().hasSize(search("cyber").getInt("counts.total"));
    }

    @ParameterizedTest
    @CsvSource({"'\"'", "'*'", "'-'", "'((('", "'a AND OR NOT'", "'field:value'", "'\\'", "'~2^9'", "'/regex/'", "'😀'"
    })
    void noInputBreaksTheSearch(String q) {
        assertThat(search(q).getInt("counts.total")).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*", "ab* cd* ef* gh* ij* kl*", "a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u"})
    void fewBeginningsAndFewWordsAreTaken(String q) {
        anybody().queryParam("q", q).get("/v1/search").then().statusCode(400).body("errors[0].parameter", equalTo("q"));
    }
}
