package org.cybernorms.directory.exercise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cybernorms.api.model.ExerciseTemplate;
import org.cybernorms.contract.Contract;

/** The scenarios that ship with the service. */
@Singleton
class Templates {

    private static final String FILE = "exercise-templates.yaml";

    private final List<ExerciseTemplate> templates;

    Templates() {
        try {
            templates =
                    new YAMLMapper().readValue(Contract.resource(FILE), new TypeReference<List<ExerciseTemplate>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(FILE + " cannot be read", e);
        }
    }

    List<ExerciseTemplate> all() {
        return templates;
    }

    Optional<ExerciseTemplate> find(String id) {
        return templates.stream()
                .filter(template -> template.getId().equals(id))
                .findFirst();
    }
}
