package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;

/** The contract breaks no client of the last release. */
class ReleasedContractTest {

    @Test
    void theContractIsCompatibleWithTheLastRelease() {
        String released = System.getProperty("registry.released-contract", "");
        Assumptions.assumeTrue(
                !released.isEmpty() && Files.exists(Path.of(released)),
                "No released contract was given: there is no release yet");
        ChangedOpenApi difference = OpenApiCompare.fromLocations(released, "openapi.yaml");
        assertThat(difference.isCompatible())
                .as("missing: %s, changed: %s", difference.getMissingEndpoints(), difference.getChangedOperations())
                .isTrue();
    }
}
