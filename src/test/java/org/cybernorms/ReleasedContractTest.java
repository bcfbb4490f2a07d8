package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cybernorms.support.AllowedChanges;
import org.cybernorms.support.Release;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;

/** The contract breaks no client of the newest release, apart from changes that were reviewed. */
class ReleasedContractTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** What a property is to a client. The comparison of operations looks neither at these nor for properties that are gone. */
    private static final List<String> KEYWORDS = List.of("type", "$ref", "format");

    @TempDir
    Path folder;

    private JsonNode released;
    private JsonNode current;
    private final List<String> needless = new ArrayList<>();

    /** Reads both contracts; in the released one, each part that may differ is as it is now. */
    @BeforeEach
    void read() throws Exception {
        Release newest = Release.newest();
        released = YAML.readTree(newest.contract().toFile());
        current = YAML.readTree(Path.of("openapi.yaml").toFile());
        AllowedChanges.since(newest).contract().forEach(this::allow);
    }

    private void allow(String place) {
        JsonPointer pointer = JsonPointer.compile(place);
        String name = pointer.last().getMatchingProperty();
        if (released.at(pointer).equals(current.at(pointer))
                || !(released.at(pointer.head()) instanceof ObjectNode parent)) {
            needless.add(place);
        } else if (current.at(pointer).isMissingNode()) {
            parent.remove(name);
        } else {
            parent.set(name, current.at(pointer));
        }
    }

    @Test
    void operationsAreCompatibleWithTheNewestRelease() throws Exception {
        Path then = folder.resolve("released.json");
        Files.writeString(then, released.toString());
        ChangedOpenApi difference = OpenApiCompare.fromLocations(then.toString(), "openapi.yaml");
        assertThat(Stream.concat(
                        difference.getMissingEndpoints().stream()
                                .map(endpoint -> endpoint.getMethod() + " " + endpoint.getPathUrl()),
                        difference.getChangedOperations().stream()
                                .filter(operation -> !operation.isCompatible())
                                .map(operation -> operation.getHttpMethod() + " " + operation.getPathUrl())))
                .isEmpty();
        assertThat(difference.isCompatible()).isTrue();
    }

    @Test
    void everyPropertyIsStillThereAndOfItsType() {
        List<String> broken = new ArrayList<>();
        properties("", released, current, broken);
        assertThat(broken).isEmpty();
    }

    private static void properties(String place, JsonNode then, JsonNode now, List<String> broken) {
        then.properties().forEach(member -> {
            String pointer = place + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
            JsonNode other = now.path(member.getKey());
            if (place.endsWith("/properties")) {
                if (other.isMissingNode()) {
                    broken.add(pointer);
                }
                KEYWORDS.stream()
                        .filter(keyword -> !member.getValue().path(keyword).equals(other.path(keyword)))
                        .forEach(keyword -> broken.add(pointer + "/" + keyword));
            }
            properties(pointer, member.getValue(), other, broken);
        });
    }

    @Test
    void everyAllowedChangeIsOne() {
        assertThat(needless).isEmpty();
    }
}
