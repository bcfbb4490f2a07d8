package org.cybernorms.directory.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.api.model.Exercise;
import org.cybernorms.api.model.ExerciseStatus;
import org.cybernorms.api.model.ExerciseType;
import org.cybernorms.api.model.Inject;
import org.cybernorms.api.model.Violation;
import org.cybernorms.log.Renaming;
import org.cybernorms.log.Upcaster;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Audience;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Lookup;
import org.threeten.extra.PeriodDuration;

/** The kind exercise: who runs it, its facets and rules. */
@ApplicationScoped
class Exercises implements Kind<Exercise> {

    static final String NAME = "exercises";
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final Templates templates;

    Exercises(Templates templates) {
        this.templates = templates;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String noun() {
        return "exercise";
    }

    @Override
    public Class<Exercise> type() {
        return Exercise.class;
    }

    @Override
    public List<Upcaster> upcasters() {
        return List.of(new Renaming().rename("state", "status"));
    }

    @Override
    public String propose(Exercise exercise) {
        Map<String, String> title = exercise.getTitle();
        return title.getOrDefault("en", title.values().iterator().next());
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of("startedAt", SortKey.date, "title", SortKey.title);
    }

    @Override
    public void index(Exercise exercise, IndexedRecord index) {
        String day = exercise.getStartedAt() == null
                ? null
                : exercise.getStartedAt().toLocalDate().toString();
        index.title(exercise.getTitle())
                .at(day)
                .facet("type", exercise.getType())
                .facet("status", exercise.getStatus())
                .facet("publish", Boolean.TRUE.equals(exercise.getPublish()))
                .facets("network", exercise.getNetworks());
    }

    /** The secretariats of its networks run it; nobody else sees the scenario. */
    @Override
    public Audience audience(JsonNode exercise) {
        Set<String> networks = new HashSet<>();
        exercise.path("networks").forEach(network -> networks.add(network.asText()));
        return new Audience(Set.of(), networks, Set.of());
    }

    @Override
    public Optional<String> closed(JsonNode exercise, boolean withdrawing) {
        String state = exercise.path("status").asText();
        if (withdrawing) {
            return state.equals(ExerciseStatus.RUNNING.toString())
                    ? Optional.of("The exercise is running. End it first.")
                    : Optional.empty();
        }
        return state.equals(ExerciseStatus.DRAFT.toString())
                ? Optional.empty()
                : Optional.of("The exercise was started and can no longer be changed.");
    }

    @Override
    public void derive(Exercise exercise) {
        if (exercise.getStatus() == null) {
            exercise.setStatus(ExerciseStatus.DRAFT);
        }
    }

    @Override
    public List<Violation> faults(String id, Exercise exercise, Lookup lookup) {
        List<Violation> faults = new ArrayList<>();
        length(exercise.getDeadline(), "/deadline").ifPresent(faults::add);
        if (exercise.getFallbackAfter() != null) {
            length(exercise.getFallbackAfter(), "/fallbackAfter").ifPresent(faults::add);
        }
        if (faults.isEmpty()
                && exercise.getFallbackAfter() != null
                && !START.plus(PeriodDuration.parse(exercise.getFallbackAfter()))
                        .isBefore(START.plus(PeriodDuration.parse(exercise.getDeadline())))) {
            faults.add(new Violation().pointer("/fallbackAfter").detail("must be shorter than `deadline`"));
        }
        List<Inject> injects = exercise.getInjects() == null ? List.of() : exercise.getInjects();
        for (int i = 0; i < injects.size(); i++) {
            length(injects.get(i).getAfter(), "/injects/" + i + "/after").ifPresent(faults::add);
        }
        boolean known = exercise.getTemplate() == null
                || templates.find(exercise.getTemplate()).isPresent();
        if (!known) {
            faults.add(new Violation()
                    .pointer("/template")
                    .detail("unknown template; `GET /v1/exercise-templates` lists the templates"));
        }
        if (exercise.getType() == ExerciseType.EXERCISE
                && exercise.getScenario() == null
                && exercise.getTemplate() == null) {
            faults.add(new Violation().pointer("/scenario").detail("either `scenario` or `template` is required"));
        }
        return faults;
    }

    /** A length must be longer than zero and at most a year. */
    private static Optional<Violation> length(String text, String pointer) {
        try {
            LocalDateTime end = START.plus(PeriodDuration.parse(text));
            return end.isAfter(START) && !end.isAfter(START.plusYears(1))
                    ? Optional.empty()
                    : Optional.of(
                            new Violation().pointer(pointer).detail("must be longer than zero and at most a year"));
        } catch (DateTimeException e) {
            return Optional.of(
                    new Violation().pointer(pointer).detail("must be an ISO 8601 duration; for example: PT4H"));
        }
    }
}
