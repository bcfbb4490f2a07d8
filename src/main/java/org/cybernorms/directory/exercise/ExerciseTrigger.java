package org.cybernorms.directory.exercise;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cybernorms.api.model.Exercise;
import org.cybernorms.api.model.ExerciseStatus;
import org.cybernorms.api.model.ExerciseType;
import org.cybernorms.directory.delivery.Notification;
import org.cybernorms.directory.delivery.NotificationTrigger;
import org.cybernorms.log.EntryLog;
import org.cybernorms.record.Visibility;

/** The contents of the messages of a running exercise. */
@ApplicationScoped
class ExerciseTrigger implements NotificationTrigger {

    static final String NAME = "exercises/";

    private final Exercises kind;
    private final EntryLog log;
    private final Visibility visibility;

    ExerciseTrigger(Exercises kind, EntryLog log, Visibility visibility) {
        this.kind = kind;
        this.log = log;
        this.visibility = visibility;
    }

    @Override
    public String prefix() {
        return NAME;
    }

    @Override
    public Optional<Notification> matter(String id) {
        return log.current(kind.name(), id)
                .filter(entry -> !entry.isWithdrawal())
                .map(entry -> visibility.decrypted(kind, entry).model())
                .filter(exercise -> exercise.getStatus() == ExerciseStatus.RUNNING)
                .map(ExerciseTrigger::matter);
    }

    private static Notification matter(Exercise exercise) {
        List<Map<String, String>> contents = new ArrayList<>();
        contents.add(exercise.getScenario() == null ? Map.of() : exercise.getScenario());
        if (exercise.getInjects() != null) {
            exercise.getInjects().forEach(inject -> contents.add(inject.getText()));
        }
        return new Notification(
                exercise.getType() == ExerciseType.EXERCISE ? "exercise" : "check",
                texts -> texts.of(exercise.getTitle()),
                contents,
                true,
                Optional.ofNullable(exercise.getFallbackAfter()),
                Optional.empty());
    }
}
