package org.cybernorms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Vocabularies that may grow are open to clients: a value that a later release adds does not break one of today. */
class VocabulariesTest {

    /** Enumerations that do not grow: standards, the calendar, and what only requests contain. */
    private static final List<String> CLOSED = List.of(
            "Confidence",
            "ErasableField",
            "ManualResult/outcome",
            "MappingRelation",
            "NewRequestStep/step",
            "NominationDecision/status",
            "PatchOperation/op",
            "PointOfContactInput/tlpOf",
            "TlpLabel",
            "Weekday");

    private final JsonNode schemas;

    VocabulariesTest() throws IOException {
        schemas = new YAMLMapper().readTree(Path.of("openapi.yaml").toFile()).at("/components/schemas");
    }

    @Test
    void onlyTheseEnumerationsAreClosed() {
        assertThat(new TreeSet<>(places("enum"))).containsExactlyElementsOf(CLOSED);
    }

    @Test
    void openVocabulariesAreStringsAndListTheKnownValues() {
        assertThat(places("x-extensible-enum")).hasSizeGreaterThan(40);
        assertThat(schemas.findParents("x-extensible-enum")).allSatisfy(schema -> {
            assertThat(schema.path("type").asText()).isEqualTo("string");
            assertThat(schema.path("x-extensible-enum")).isNotEmpty();
        });
    }

    /** Generators of Java clients make code of an enumeration without a name in an array that does not compile. */
    @Test
    void enumerationsInArraysHaveNames() {
        assertThat(schemas.findValues("items")).noneMatch(items -> items.has("enum"));
    }

    private List<String> places(String keyword) {
        List<String> places = new ArrayList<>();
        schemas.properties().forEach(schema -> collect(schema.getKey(), schema.getValue(), keyword, places));
        return places;
    }

    private static void collect(String place, JsonNode schema, String keyword, List<String> places) {
        if (schema.path(keyword).isArray()) {
            places.add(place);
        }
        schema.properties().forEach(member -> {
            if (member.getKey().equals("properties")) {
                member.getValue()
                        .properties()
                        .forEach(each -> collect(place + "/" + each.getKey(), each.getValue(), keyword, places));
            } else if (member.getValue().isObject()) {
                collect(place, member.getValue(), keyword, places);
            }
        });
    }
}
