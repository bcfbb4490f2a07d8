package org.cybernorms.directory.exercise;

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
import org.cybernorms.api.model.ExerciseStatus;
import org.cybernorms.directory.delivery.Outbox;
import org.cybernorms.directory.delivery.Recipient;
import org.cybernorms.directory.delivery.Recipients;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.record.RecordWriter;
import org.threeten.extra.PeriodDuration;

/** Starts and ends exercises. Each step is a version of the exercise, in one transaction with its messages. */
@ApplicationScoped
class ExerciseLifecycle {

    static final String WRITE = "exercises:write";

    private final RecordWriter writer;
    private final Exercises exercises;
    private final Templates templates;
    private final Outbox dispatches;
    private final Recipients participants;
    private final Caller caller;
    private final Clock clock;
    private final ObjectMapper json;

    ExerciseLifecycle(
            RecordWriter writer,
            Exercises exercises,
            Templates templates,
            Outbox dispatches,
            Recipients participants,
            Caller caller,
            Clock clock,
            ObjectMapper json) {
        this.writer = writer;
        this.exercises = exercises;
        this.templates = templates;
        this.dispatches = dispatches;
        this.participants = participants;
        this.caller = caller;
        this.clock = clock;
        this.json = json;
    }

    Exercise start(String id) {
        return writer.amend(exercises, id, null, (shown, own) -> {
            require(own, ExerciseStatus.DRAFT, "is already started");
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant deadline = after(now, own.path("deadline").asText());
            fill(own);
            own.put("status", ExerciseStatus.RUNNING.toString())
                    .put("startedAt", now.toString())
                    .put("deadlineAt", deadline.toString());
            List<Instant> injects = new ArrayList<>();
            own.path("injects")
                    .forEach(inject ->
                            injects.add(after(now, inject.path("after").asText())));
            List<Recipient> all = participants.of(
                    texts(own.path("networks")), texts(own.path("categories")), texts(own.path("parties")), now);
            if (all.isEmpty()) {
                throw ProblemException.of(
                        ProblemType.CONFLICT, "The networks have no accepted contact in these categories.");
            }
            dispatches.queue(ExerciseTrigger.NAME + id, all, now, deadline, injects);
            return own;
        });
    }

    Exercise end(String id) {
        return writer.amend(exercises, id, null, (shown, own) -> {
            require(own, ExerciseStatus.RUNNING, "is not running");
            dispatches.end(ExerciseTrigger.NAME + id);
            return own.put("status", ExerciseStatus.ENDED.toString())
                    .put(
                            "endedAt",
                            clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        });
    }

    private void require(ObjectNode exercise, ExerciseStatus state, String otherwise) {
        texts(exercise.path("networks")).forEach(network -> require(caller, network));
        if (!exercise.path("status").asText().equals(state.toString())) {
            throw ProblemException.of(ProblemType.CONFLICT, "The exercise " + otherwise + ".");
        }
    }

    static void require(Caller caller, String network) {
        if (!caller.mayIn(WRITE, network)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Your role does not include the secretariats of all networks of the exercise.");
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
