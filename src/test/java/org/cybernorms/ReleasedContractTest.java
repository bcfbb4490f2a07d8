package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.cybernorms.support.AllowedChanges;
import org.cybernorms.support.Release;
import org.junit.jupiter.api.Test;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;

/** The contract breaks no client of the newest release, apart from changes that were reviewed. */
class ReleasedContractTest {

    @Test
    void theContractIsCompatibleWithTheNewestRelease() throws Exception {
        Release newest = Release.newest();
        List<String> allowed = AllowedChanges.since(newest).contract();
        ChangedOpenApi difference =
                OpenApiCompare.fromLocations(newest.contract().toString(), "openapi.yaml");
        List<String> broken = Stream.concat(
                        difference.getMissingEndpoints().stream()
                                .map(endpoint -> endpoint.getMethod() + " " + endpoint.getPathUrl()),
                        difference.getChangedOperations().stream()
                                .filter(operation -> !operation.isCompatible())
                                .map(operation -> operation.getHttpMethod() + " " + operation.getPathUrl()))
                .filter(operation -> !allowed.contains(operation))
                .toList();
        assertThat(broken).isEmpty();
    }
}
