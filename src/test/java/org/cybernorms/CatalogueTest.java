package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The catalogue that ships: cited, in our own words, and saying what the sources say. */
class CatalogueTest {

    private static final Path FOLDER = Path.of("src/main/resources/catalogue");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int RUN = 12;

    private static List<JsonNode> records(String kind) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        YAML.readTree(FOLDER.resolve(kind + ".yaml").toFile()).forEach(records::add);
        return records;
    }

    @Test
    void everyRecordCitesADocumentThatIsARecord() throws IOException {
        Set<String> documents = new HashSet<>();
        records("documents")
                .forEach(document -> documents.add(document.path("id").asText()));
        for (String kind : List.of("documents", "parties", "norms", "mappings", "commitments")) {
            for (JsonNode record : records(kind)) {
                assertThat(record.path("citations"))
                        .as(record.path("id").asText())
                        .isNotEmpty();
                record.findValues("citations")
                        .forEach(citations -> citations.forEach(citation -> assertThat(documents)
                                .contains(citation.path("document").asText())));
            }
        }
    }

    @Test
    void theNormsHaveTheirIdsAndSpeakFourLanguages() throws IOException {
        List<String> expected = new ArrayList<>();
        "abcdefghijk".chars().forEach(letter -> expected.add("un-gge-2015-13" + (char) letter));
        IntStream.rangeClosed(1, 12).forEach(number -> expected.add("g7-lucca-2017-" + number));
        IntStream.rangeClosed(1, 4).forEach(number -> expected.add("nals-2016-" + number));
        assertThat(records("norms"))
                .extracting(norm -> norm.path("id").asText())
                .containsExactlyInAnyOrderElementsOf(expected);
        for (JsonNode norm : records("norms")) {
            for (String text : List.of("title", "summary")) {
                assertThat(norm.path(text).properties())
                        .extracting(java.util.Map.Entry::getKey)
                        .as(norm.path("id").asText())
                        .contains("en", "fr", "es", "pt");
            }
            assertThat(norm.has("officialText")).isFalse();
        }
    }

    @Test
    void everyNormOfLuccaAndOttawaIsMapped() throws IOException {
        Set<String> mapped = new HashSet<>();
        for (JsonNode mapping : records("mappings")) {
            mapped.add(mapping.at("/source/norm").asText());
            mapped.add(mapping.at("/target/norm").asText());
            assertThat(mapping.at("/justification/en").asText()).isNotBlank();
        }
        for (JsonNode norm : records("norms")) {
            assertThat(mapped).contains(norm.path("id").asText());
        }
    }

    @Test
    void theBudapestConventionIsSupportedByTwoPartiesNotThree() throws IOException {
        JsonNode commitment = records("commitments").stream()
                .filter(record -> record.path("id").asText().equals("nals-2016-budapest-convention"))
                .findFirst()
                .orElseThrow();
        assertThat(commitment.path("parties")).extracting(JsonNode::asText).containsExactly("ca", "us");
    }

    @Test
    void differencesBetweenTheTwoSummitTextsStandSideBySide() throws IOException {
        Set<String> values = new HashSet<>();
        records("commitments").forEach(record -> record.path("claims")
                .forEach(claim -> values.add(claim.at("/value/en").asText().toLowerCase(Locale.ROOT))));
        assertThat(values).anyMatch(value -> value.contains("reliable")).anyMatch(value -> value.contains("resilient"));
    }

    @Test
    void noAddressOfAPersonIsInIt() throws IOException {
        for (Path file : files(FOLDER)) {
            assertThat(Files.readString(file))
                    .doesNotContainPattern("[\\w.]+@[\\w.]+")
                    .doesNotContainPattern("\\+\\d{6,}");
        }
    }

    @Test
    void noSentenceOfTheSourcesStandsInTheRepository() throws IOException {
        Set<List<String>> sources = new HashSet<>();
        for (Path source : sources()) {
            sources.addAll(runs(Files.readString(source)));
        }
        for (Path file : files(Path.of("src"), Path.of("openapi.yaml"), Path.of("README.md"))) {
            if (file.toString().matches(".*\\.(java|yaml|md|html|properties|sql)")) {
                Set<List<String>> shared = runs(withoutTitles(Files.readString(file)));
                shared.retainAll(sources);
                assertThat(shared).as(file.toString()).isEmpty();
            }
        }
    }

    @Test
    void everyLineThatIsCitedIsThere() throws IOException {
        sources();
        java.util.Map<String, List<String>> texts = java.util.Map.of(
                "g7-lucca-2017", source("g7-lucca-declaration-2017.txt"),
                "nals-2016", source("nals-2016.txt"),
                "nals-2016-us", source("nals-2016.txt"),
                "nals-2016-ca", source("nals-2016.txt"));
        int checked = 0;
        for (String kind : List.of("documents", "parties", "norms", "mappings", "commitments")) {
            for (JsonNode record : records(kind)) {
                for (JsonNode citation : record.findParents("locator")) {
                    List<String> lines = texts.get(citation.path("document").asText());
                    String locator = citation.path("locator").asText();
                    if (lines != null && locator.matches("L\\d+(-L\\d+)?")) {
                        for (String number : locator.replace("L", "").split("-")) {
                            assertThat(lines.get(Integer.parseInt(number) - 1).strip())
                                    .as(record.path("id").asText() + " cites " + locator)
                                    .isNotEmpty();
                            checked++;
                        }
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    /** Titles and addresses of documents stay as they are. */
    private static String withoutTitles(String text) throws IOException {
        String rest = text.replaceAll("\\s+", " ");
        for (JsonNode document : records("documents")) {
            for (JsonNode title : document.path("title")) {
                rest = rest.replace(title.asText(), "");
            }
            rest = document.has("url") ? rest.replace(document.path("url").asText(), "") : rest;
        }
        return rest;
    }

    /** The source documents, where their folder is given. */
    private static List<Path> sources() throws IOException {
        String folder = System.getProperty("registry.sources", "");
        Assumptions.assumeTrue(
                Files.isDirectory(Path.of(folder)) && !folder.isEmpty(), "No folder of source documents was given");
        return files(Path.of(folder));
    }

    private static List<String> source(String name) throws IOException {
        return Files.readAllLines(Path.of(System.getProperty("registry.sources"), name));
    }

    private static List<Path> files(Path... folders) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> found = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
                found.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        return files;
    }

    private static Set<List<String>> runs(String text) {
        List<String> words = new ArrayList<>();
        java.util.regex.Pattern.compile("[a-z0-9]+")
                .matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .forEach(word -> words.add(word.group()));
        Set<List<String>> runs = new HashSet<>();
        for (int i = 0; i + RUN <= words.size(); i++) {
            runs.add(List.copyOf(words.subList(i, i + RUN)));
        }
        return runs;
    }
}
