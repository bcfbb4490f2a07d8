package org.cybernorms.exercise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cybernorms.access.Caller;
import org.cybernorms.api.model.Exercise;
import org.cybernorms.api.model.ExerciseState;
import org.cybernorms.assurance.Dispatches;
import org.cybernorms.assurance.Participant;
import org.cybernorms.assurance.Participants;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/** Starts and ends exercises. Each step is a version of the exercise, and stands in one transaction with its messages. */
@ApplicationScoped
class Runs {

    static final String WRITE = "exercises:write";

    private final Records<Exercise> exercises;
    private final Templates templates;
    private final Dispatches dispatches;
    private final Participants participants;
    private final Caller caller;
    private final Clock clock;
    private final ObjectMapper json;

    Runs(
            Register register,
            Exercises exercises,
            Templates templates,
            Dispatches dispatches,
            Participants participants,
            Caller caller,
            Clock clock,
            ObjectMapper json) {
        this.exercises = register.of(exercises);
        this.templates = templates;
        this.dispatches = dispatches;
        this.participants = participants;
        this.caller = caller;
        this.clock = clock;
        this.json = json;
    }

    Exercise start(String id, @Nullable String ifMatch) {
        return exercises.amend(id, ifMatch, null, (shown, own) -> {
            require(own, ExerciseState.DRAFT, "was started already");
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant deadline = after(now, own.path("deadline").asText());
            fill(own);
            own.put("state", ExerciseState.RUNNING.toString())
                    .put("startedAt", now.toString())
                    .put("deadlineAt", deadline.toString());
            List<Instant> injects = new ArrayList<>();
            own.path("injects")
                    .forEach(inject ->
                            injects.add(after(now, inject.path("after").asText())));
            List<Participant> all = participants.of(
                    texts(own.path("networks")), texts(own.path("categories")), texts(own.path("parties")), now);
            if (all.isEmpty()) {
                throw ProblemException.of(
                        ProblemType.CONFLICT, "No accepted contact of these networks and categories takes part.");
            }
            dispatches.queue(Messages.NAME + id, all, now, deadline, injects);
            return own;
        });
    }

    Exercise end(String id, @Nullable String ifMatch) {
        return exercises.amend(id, ifMatch, null, (shown, own) -> {
            require(own, ExerciseState.RUNNING, "is not running");
            dispatches.end(Messages.NAME + id);
            return own.put("state", ExerciseState.ENDED.toString())
                    .put(
                            "endedAt",
                            clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        });
    }

    private void require(ObjectNode exercise, ExerciseState state, String otherwise) {
        texts(exercise.path("networks")).forEach(network -> require(caller, network));
        if (!exercise.path("state").asText().equals(state.toString())) {
            throw ProblemException.of(ProblemType.CONFLICT, "The exercise " + otherwise + ".");
        }
    }

    static void require(Caller caller, String network) {
        if (!caller.mayIn(WRITE, network)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Only the secretariats of all its networks run an exercise.");
        }
    }

    /** Takes from the template what the exercise does not say itself. */
    private void fill(ObjectNode exercise) {
        templates.find(exercise.path("template").asText()).ifPresent(template -> {
            if (!exercise.has("scenario")) {
                exercise.set("scenario", json.valueToTree(template.getScenario()));
            }
            if (!exercise.has("injects") && template.getInjects() != null) {
                exercise.set("injects", json.valueToTree(template.getInjects()));
            }
        });
    }

    private static Instant after(Instant start, String length) {
        return start.atOffset(ZoneOffset.UTC).plus(PeriodDuration.parse(length)).toInstant();
    }

    static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
