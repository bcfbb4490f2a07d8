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
import org.cybernorms.support.House;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The catalogue that ships: cited, in our own words, and saying what the sources say. */
class CatalogueTest {

    private static final Path FOLDER = Path.of("src/main/resources/catalogue");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final java.util.Map<String, JsonNode> FILES = new java.util.HashMap<>();
    private static final int RUN = 12;

    private static final List<String> KINDS = House.kindsThatCite();

    /** The records of a kind in all files. */
    private static List<JsonNode> records(String kind) throws IOException {
        List<JsonNode> records = new ArrayList<>();
        for (String name : contents()) {
            if (name.endsWith(".yaml")) {
                JsonNode file = FILES.computeIfAbsent(name, CatalogueTest::read);
                JsonNode list = file.isArray() ? (name.equals(kind + ".yaml") ? file : null) : file.path(kind);
                if (list != null) {
                    list.forEach(records::add);
                }
            }
        }
        return records;
    }

    private static JsonNode read(String name) {
        try {
            return YAML.readTree(FOLDER.resolve(name).toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> contents() throws IOException {
        List<String> names = new ArrayList<>();
        YAML.readTree(FOLDER.resolve("contents.yaml").toFile()).forEach(name -> names.add(name.asText()));
        return names;
    }

    private static JsonNode record(String kind, String id) throws IOException {
        return records(kind).stream()
                .filter(record -> record.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyFileIsInTheContents() throws IOException {
        List<String> files = new ArrayList<>();
        files(FOLDER).forEach(file -> files.add(file.getFileName().toString()));
        files.remove("contents.yaml");
        assertThat(contents()).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void everyRecordCitesADocumentThatIsARecord() throws IOException {
        Set<String> documents = new HashSet<>();
        records("documents")
                .forEach(document -> documents.add(document.path("id").asText()));
        for (String kind : KINDS) {
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
        JsonNode commitment = record("commitments", "nals-2016-budapest-convention");
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
    void noRealAddressOrNumberIsInIt() throws IOException {
        for (Path file : files(FOLDER)) {
            assertThat(Files.readString(file))
                    .doesNotContainPattern("[\\w.]+@(?!([\\w.]+\\.)?example\\.org)[\\w.]+")
                    .doesNotContainPattern("\\+(?!1-555-01\\d\\d)[\\d-]{6,}");
        }
    }

    @Test
    void noSentenceOfTheSourcesStandsInTheRepository() throws IOException {
        Set<List<String>> sources = new HashSet<>();
        for (Path source : sources()) {
            sources.addAll(runs(Files.readString(source)));
        }
        for (Path file : files(
                Path.of("src"), Path.of("docs"), Path.of("examples"), Path.of("openapi.yaml"), Path.of("README.md"))) {
            if (file.toString().matches(".*\\.(java|yaml|md|html|properties|sh|sql|txt|json)")) {
                Set<List<String>> shared = runs(withoutTitles(Files.readString(file)));
                shared.retainAll(sources);
                assertThat(shared).as(file.toString()).isEmpty();
            }
        }
    }

    @Test
    void everyLineThatIsCitedIsThere() throws IOException {
        sources();
        java.util.Map<String, List<String>> texts = texts();
        int checked = 0;
        for (String kind : KINDS) {
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
        assertThat(checked).isGreaterThan(1_000);
    }

    @Test
    void everyRowOfTheTablesOfCanadaIsAMilestone() throws IOException {
        Set<String> lines = new HashSet<>();
        List<String> notStated = new ArrayList<>();
        List<String> ranges = new ArrayList<>();
        for (JsonNode implementation : records("implementations")) {
            String plan = implementation.path("partOf").asText();
            if (plan.equals("ca-action-plan-2010-2015") || plan.equals("ca-action-plan-2019")) {
                for (JsonNode step : implementation.path("milestones")) {
                    String line = step.at("/citations/0/locator").asText();
                    assertThat(lines.add(line)).as(line).isTrue();
                    if (step.path("status").asText().equals("not-stated")) {
                        notStated.add(line);
                    }
                    if (step.path("target").asText().contains("/")) {
                        ranges.add(line);
                    }
                }
            }
        }
        assertThat(lines).hasSize(60);
        assertThat(notStated).containsExactlyInAnyOrder("L178", "L180", "L189");
        assertThat(ranges).containsExactly("L227");
    }

    @Test
    void measuresAndNetworksSpeakFourLanguagesAndNothingDoubtfulIsConfirmed() throws IOException {
        for (String kind : List.of("cbms", "networks")) {
            for (JsonNode record : records(kind)) {
                for (String text : List.of("title", "summary")) {
                    assertThat(record.path(text).properties())
                            .extracting(java.util.Map.Entry::getKey)
                            .as(record.path("id").asText())
                            .contains("en", "fr", "es", "pt");
                }
            }
        }
        for (int number = 7; number <= 11; number++) {
            assertThat(record("cbms", "oas-cbm-" + number).path("citations"))
                    .extracting(citation -> citation.path("confidence").asText())
                    .contains("unconfirmed");
        }
        for (JsonNode obligation : record("cbms", "osce-cbm-8").path("obligations")) {
            if (obligation.has("every") || obligation.has("within")) {
                assertThat(obligation.at("/citations/0/confidence").asText()).isEqualTo("unconfirmed");
            }
        }
    }

    @Test
    void twoAmountsForOneProgrammeAndAnUnlistedNominatorSurvive() throws IOException {
        Set<Double> amounts = new HashSet<>();
        for (JsonNode implementation : records("implementations")) {
            implementation
                    .path("amounts")
                    .forEach(amount -> amounts.add(amount.path("value").asDouble()));
        }
        assertThat(amounts).contains(9_000_000d, 9_100_000d, 507_700_000d, 108_800_000d, 144_900_000d, 80_000_000d);
        JsonNode meeting = record("meetings", "oas-cicte-wg-2021");
        List<String> listed = new ArrayList<>();
        meeting.path("participants").forEach(participant -> {
            if (participant.path("party").asText().equals("ca")) {
                assertThat(participant.path("listed").asBoolean()).isFalse();
                assertThat(participant.path("roles"))
                        .extracting(JsonNode::asText)
                        .contains("nominator", "presenter");
            }
            if (participant.path("listed").asBoolean()
                    && participant.path("party").asText().length() == 2) {
                listed.add(participant.path("party").asText());
            }
        });
        assertThat(listed).hasSize(16).doesNotContain("ca");
    }

    @Test
    void whatIsCitedSpeaksOfTheThing() throws IOException {
        sources();
        java.util.Map<String, List<String>> texts = texts();
        List<String> silent = new ArrayList<>();
        int checked = 0;
        for (String kind : KINDS) {
            for (JsonNode record : records(kind)) {
                Set<String> said = new HashSet<>();
                boolean cited = false;
                for (JsonNode citation : record.findParents("locator")) {
                    List<String> lines = texts.get(citation.path("document").asText());
                    if (lines != null) {
                        String[] range = citation.path("locator")
                                .asText()
                                .replace("L", "")
                                .split("-");
                        for (int line = Integer.parseInt(range[0]);
                                line <= Integer.parseInt(range[range.length - 1]);
                                line++) {
                            said.addAll(stems(lines.get(line - 1)));
                        }
                        cited = true;
                    }
                }
                if (cited) {
                    checked++;
                    Set<String> own = stems(record.toString().replaceAll("\"(fr|es|pt)\":\"[^\"]*\"", ""));
                    own.retainAll(said);
                    if (own.isEmpty()) {
                        silent.add(kind + "/" + record.path("id").asText());
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(500);
        assertThat(silent).isEmpty();
    }

    /** The beginnings of the long words and the numbers in a text. */
    private static Set<String> stems(String text) {
        Set<String> stems = new HashSet<>();
        java.util.regex.Pattern.compile("[a-z]{5,}|[a-z]+[0-9]+|[0-9]{2,}")
                .matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .forEach(word -> stems.add(
                        word.group().substring(0, Math.min(6, word.group().length()))));
        return stems;
    }

    private static java.util.Map<String, List<String>> texts() throws IOException {
        return java.util.Map.of(
                "g7-lucca-2017", source("g7-lucca-declaration-2017.txt"),
                "nals-2016", source("nals-2016.txt"),
                "nals-2016-us", source("nals-2016.txt"),
                "nals-2016-ca", source("nals-2016.txt"),
                "eu-us-cyber-dialogue-2016", source("eu-us-cyber-dialogue-2016.txt"),
                "canada-norms-implementation-2019", source("canada-norms-implementation-2019.txt"),
                "oas-cicte-working-group-2021", source("oas-cicte-working-group-2021.txt"));
    }

    /** Titles and addresses of documents and names of bodies stay as they are. */
    private static String withoutTitles(String text) throws IOException {
        String rest = text.replaceAll("\\s+", " ");
        for (JsonNode document : records("documents")) {
            for (JsonNode title : document.path("title")) {
                rest = rest.replace(title.asText(), "");
            }
            rest = document.has("url") ? rest.replace(document.path("url").asText(), "") : rest;
        }
        for (JsonNode party : records("parties")) {
            for (JsonNode name : party.path("name")) {
                rest = rest.replace(name.asText(), "");
            }
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
