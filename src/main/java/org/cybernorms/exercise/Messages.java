package org.cybernorms.exercise;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cybernorms.api.model.Exercise;
import org.cybernorms.api.model.ExerciseState;
import org.cybernorms.api.model.ExerciseType;
import org.cybernorms.assurance.Matter;
import org.cybernorms.assurance.Occasion;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;
import org.cybernorms.record.Bodies;

/** What the messages of an exercise tell, while it is running. */
@ApplicationScoped
class Messages implements Occasion {

    static final String NAME = "exercises/";

    private final Exercises kind;
    private final Heads heads;
    private final Bodies bodies;

    Messages(Exercises kind, Heads heads, Bodies bodies) {
        this.kind = kind;
        this.heads = heads;
        this.bodies = bodies;
    }

    @Override
    public String prefix() {
        return NAME;
    }

    @Override
    public Optional<Matter> matter(String id) {
        return heads.find(kind.name(), id)
                .map(Shown::entry)
                .filter(entry -> !entry.isWithdrawal())
                .map(entry -> bodies.bind(kind, bodies.open(kind, entry)))
                .filter(exercise -> exercise.getState() == ExerciseState.RUNNING)
                .map(Messages::matter);
    }

    private static Matter matter(Exercise exercise) {
        List<Map<String, String>> contents = new ArrayList<>();
        contents.add(exercise.getScenario() == null ? Map.of() : exercise.getScenario());
        if (exercise.getInjects() != null) {
            exercise.getInjects().forEach(inject -> contents.add(inject.getText()));
        }
        return new Matter(
                exercise.getType() == ExerciseType.EXERCISE ? "exercise" : "check",
                texts -> texts.of(exercise.getTitle()),
                contents,
                true,
                Optional.ofNullable(exercise.getFallbackAfter()),
                Optional.empty());
    }
}
