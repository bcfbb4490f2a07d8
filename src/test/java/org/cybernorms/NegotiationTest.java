package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cybernorms.support.Exchange;
import org.junit.jupiter.api.Test;

/** Forms, languages and codings (RFC 9110 §12) at every kind of address. */
@QuarkusTest
class NegotiationTest {

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";
    private static final String LINKED = "application/ld+json";
    private static final String CARD = "text/vcard";
    private static final String JS_CARD = "application/jscontact+json";

    /** Addresses, and their forms with the usual one first. */
    private static final Map<String, List<String>> FORMS = Map.ofEntries(
            Map.entry("/v1/norms/un-gge-2015-13c", List.of(JSON, LINKED)),
            Map.entry("/v1/norms/un-gge-2015-13c/versions/1", List.of(JSON, LINKED)),
            Map.entry("/v1/norms/un-gge-2015-13c/versions", List.of(JSON, CSV)),
            Map.entry("/v1/norms/un-gge-2015-13c/diff", List.of("application/json-patch+json")),
            Map.entry("/v1/norms?limit=3", List.of(JSON, CSV, LINKED)),
            Map.entry("/v1/timeline?limit=3", List.of(JSON, CSV)),
            Map.entry("/v1/coverage?party=ca&norm=un-gge-2015-13k&by=implementations", List.of(JSON, CSV)),
            Map.entry("/v1/crosswalk?framework=g7-lucca-2017&to=un-gge-2015", List.of(JSON, CSV)),
            Map.entry("/v1/search?q=cyber&limit=3", List.of(JSON, CSV)),
            Map.entry("/v1/points-of-contact?limit=3", List.of(JSON, CSV, LINKED, CARD, JS_CARD)),
            Map.entry("/v1/points-of-contact/example-technical-desk", List.of(JSON, LINKED, CARD, JS_CARD)),
            Map.entry("/v1/documents/registry-desk-notes/content", List.of("text/plain")),
            Map.entry("/v1/log", List.of(JSON)),
            Map.entry("/v1/me", List.of(JSON)),
            Map.entry("/v1/catalogue", List.of(LINKED)),
            Map.entry("/v1/context", List.of(LINKED)));

    private static Exchange exchange() {
        return new Exchange("http://localhost:" + RestAssured.port);
    }

    @Test
    void eachFormIsSentToThoseWhoAskForIt() {
        FORMS.forEach((path, forms) -> {
            for (String form : forms) {
                String others = forms.size() == 1 ? "" : forms.get(forms.size() - 1) + ";q=0.1, ";
                for (String accept : List.of(
                        form,
                        form.toUpperCase(),
                        form + ";q=0.3",
                        form + "; charset=utf-8",
                        "image/png, " + form + ";q=0.001",
                        "image/png;q=1.0,, " + form + " ; q=0.5 ,",
                        "*/*;q=0.1, " + form,
                        others + form + ";q=0.9",
                        "?, /, a/b/c, */csv, " + form + ";q=x, " + form)) {
                    expect(path, accept, Optional.of(form));
                }
            }
        });
    }

    @Test
    void theUsualFormIsSentToThoseWhoAskForNothingInParticular() {
        FORMS.forEach((path, forms) -> {
            for (String accept : List.of(
                    "*/*", "*/*;q=0.1", "image/png, */*;q=0.5", ";;;", ",", "text", "image/png, *; q=.2, */*; q=.2")) {
                expect(path, accept, Optional.of(forms.get(0)));
            }
            assertThat(exchange().get(path).type()).isEqualTo(forms.get(0));
        });
    }

    @Test
    void wildcardsAndRefusalsCount() {
        FORMS.forEach((path, forms) -> {
            expect(path, "application/*", first(forms, "application/"));
            expect(path, "text/*", first(forms, "text/"));
            expect(
                    path,
                    "text/*;q=0.5, application/json;q=0.4",
                    first(forms, "text/").or(() -> first(forms, JSON)));
            expect(path, "text/html, application/json;q=0.9", first(forms, JSON));
            expect(path, "application/*;q=0, */*", first(forms, "text/"));
            expect(path, forms.get(0) + ";q=0, */*", forms.stream().skip(1).findFirst());
            expect(path, "*/*;q=0, " + forms.get(0), Optional.of(forms.get(0)));
            expect(path, "text/vcard;version=4.0", first(forms, CARD));
            for (String accept : List.of(
                    "image/png",
                    "application/xml, image/*",
                    "*/*;q=0",
                    forms.get(0) + ";q=0.0",
                    "text/vcard;version=3.0",
                    forms.get(0) + ";charset=iso-8859-1")) {
                expect(path, accept, Optional.empty());
            }
        });
    }

    private static Optional<String> first(List<String> forms, String beginning) {
        return forms.stream()
                .filter(form -> form.equals(beginning) || (beginning.endsWith("/") && form.startsWith(beginning)))
                .findFirst();
    }

    private static void expect(String path, String accept, Optional<String> form) {
        Exchange.Answer answer = exchange().get(path, "Accept", accept);
        String described = "Accept: " + accept + " at " + path + ": " + answer.text();
        assertThat(answer.status()).as(described).isEqualTo(form.isPresent() ? 200 : 406);
        assertThat(answer.type()).as(described).isEqualTo(form.orElse("application/problem+json"));
        assertThat(answer.header("Content-Type")).as(described).doesNotContain("q=", "*");
        assertThat(answer.header("Vary")).as(described).contains("Accept");
        if (form.isEmpty()) {
            FORMS.get(path).forEach(offered -> assertThat(answer.text()).contains(offered));
        }
    }

    /** RFC 9110 §5.3: several lines are one list; an answer that is kept ready knows all of them. */
    @Test
    void severalLinesAreOneList() {
        for (String path : List.of("/v1/norms?id=un-gge-2015-13c&id=un-gge-2015-13d", "/v1/norms/un-gge-2015-13d")) {
            for (int time = 0; time < 2; time++) {
                Exchange.Answer both = exchange().get(path, "Accept", "image/png", "Accept", JSON);
                assertThat(both.status()).isEqualTo(200);
                assertThat(exchange().get(path, "Accept", "image/png").status()).isEqualTo(406);
                assertThat(exchange()
                                .get(path, "Accept", JSON + ";q=0.1", "Accept", LINKED)
                                .type())
                        .isEqualTo(LINKED);
                Exchange.Answer french = exchange().get(path, "Accept-Language", "de", "Accept-Language", "fr");
                assertThat(french.header("Content-Language")).startsWith("fr");
                assertThat(exchange().get(path, "Accept-Language", "de").header("Content-Language"))
                        .startsWith("en");
                assertThat(exchange()
                                .get(path, "If-None-Match", "\"x\"", "If-None-Match", both.header("ETag"))
                                .status())
                        .isEqualTo(304);
            }
        }
    }

    @Test
    void theParameterFormatStandsAboveAccept() {
        for (String accept : List.of("*/*", "application/json", "image/png", "text/csv;q=0", ";;", "application/*")) {
            assertThat(exchange()
                            .get("/v1/norms?format=csv&limit=2", "Accept", accept)
                            .type())
                    .as(accept)
                    .isEqualTo(CSV);
        }
        assertThat(exchange().get("/v1/norms?format=xml", "Accept", "text/csv").status())
                .isEqualTo(400);
        assertThat(exchange()
                        .get("/v1/milestones?format=jsonld", "Accept", JSON)
                        .status())
                .isEqualTo(406);
    }

    @Test
    void pagesHaveOneFormWhateverIsAskedFor() {
        Map<String, String> pages = Map.of(
                "/", "text/html",
                "/docs/", "text/html",
                "/problems", "text/html",
                "/problems/not-found", "text/html",
                "/openapi.yaml", "application/yaml",
                "/openapi.json", JSON,
                "/health", "application/health+json",
                "/.well-known/api-catalog", "application/linkset+json");
        pages.forEach((path, type) -> {
            for (String accept : List.of("*/*", "image/png", type + ";q=0.5", ";;", "application/*", "-")) {
                Exchange.Answer answer = exchange().get(path, "Accept", accept);
                assertThat(answer.status()).as(path + " " + accept).isEqualTo(200);
                assertThat(answer.type()).isEqualTo(type);
            }
        });
    }

    @Test
    void problemsComeUnaskedAsProblems() {
        for (String accept : List.of("*/*", "text/csv", JSON, "text/html", ";;")) {
            for (String path : List.of("/v1/norms/no-such", "/v1/norms?limit=0", "/v1/nothing", "/nothing")) {
                Exchange.Answer answer = exchange().get(path, "Accept", accept);
                assertThat(answer.status()).as(path + " " + accept).isIn(400, 404, 406);
                assertThat(answer.type()).isEqualTo("application/problem+json");
            }
        }
    }

    /** RFC 9110 §12.5.2: the header is obsolete. */
    @Test
    void characterSetsAreNotChosen() {
        FORMS.keySet().forEach(path -> {
            for (String charset : List.of("iso-8859-1", "*;q=0", "utf-8;q=0", ";", "é")) {
                assertThat(exchange().get(path, "Accept-Charset", charset).status())
                        .as(path)
                        .isEqualTo(200);
            }
        });
    }

    @Test
    void aBrokenHeaderOfLanguagesIsIgnoredElementByElement() {
        FORMS.keySet().forEach(path -> {
            for (String languages : List.of(
                    "-",
                    "en, -",
                    "--",
                    "-,-",
                    "-;q=0.5",
                    "é",
                    "*",
                    "fr;q=0",
                    ";",
                    "en-",
                    "x".repeat(9_000),
                    "aa-bb,".repeat(2_000))) {
                assertThat(exchange().get(path, "Accept-Language", languages).status())
                        .as(path)
                        .isEqualTo(200);
            }
        });
        String path = "/v1/norms/un-gge-2015-13c";
        for (String languages : List.of("fr", "fr, -", "-, fr;q=0.1", "fr-CA, é", "*;q=0.1, fr", "fr;q=x, fr")) {
            Exchange.Answer french = exchange().get(path, "Accept-Language", languages);
            assertThat(french.header("Content-Language")).as(languages).startsWith("fr, ");
            assertThat(french.header("ETag")).startsWith("\"1.fr");
        }
        assertThat(exchange().get(path, "Accept-Language", "en;q=0, fr;q=0, *").header("Content-Language"))
                .startsWith("es, ");
        assertThat(exchange().get(path, "Accept-Language", "en;q=0").text())
                .isNotEqualTo(exchange().get(path).text());
    }

    @Test
    void theCodingIsTheOneThatIsPreferred() {
        for (String path :
                List.of("/v1/norms", "/v1/norms/un-gge-2015-13c", "/v1/norms?format=csv", "/openapi.yaml", "/")) {
            Map.of(
                            "gzip",
                            true,
                            "gzip;q=0",
                            false,
                            "*;q=0",
                            false,
                            "identity",
                            false,
                            "*",
                            true,
                            "deflate",
                            false,
                            "br, gzip;q=0.1",
                            true,
                            "gzip;q=0.5, identity",
                            false)
                    .forEach((accepted, gzip) -> {
                        Exchange.Answer answer = exchange().get(path, "Accept-Encoding", accepted);
                        assertThat(answer.status()).isEqualTo(200);
                        assertThat(answer.header("Content-Encoding"))
                                .as(path + " " + accepted)
                                .isEqualTo(gzip ? "gzip" : "");
                        assertThat(answer.header("Vary")).contains("Accept-Encoding");
                    });
        }
    }
}
