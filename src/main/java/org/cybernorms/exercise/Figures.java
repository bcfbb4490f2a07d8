package org.cybernorms.exercise;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cybernorms.access.Caller;
import org.cybernorms.api.model.Exercise;
import org.cybernorms.api.model.ExerciseResult;
import org.cybernorms.api.model.ExerciseResultPage;
import org.cybernorms.api.model.ExerciseState;
import org.cybernorms.api.model.ExerciseStatistics;
import org.cybernorms.api.model.ExerciseTrend;
import org.cybernorms.api.model.ManualResult;
import org.cybernorms.api.model.ResponseFigures;
import org.cybernorms.api.model.ResultState;
import org.cybernorms.assurance.Results;
import org.cybernorms.log.EntryLog;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Cursor;
import org.cybernorms.web.ListAddress;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** Results of exercises for those who run them, statistics for everybody where they are published. */
@ApplicationScoped
class Figures {

    private static final int NEWEST = 200;

    private final Register register;
    private final Records<Exercise> exercises;
    private final Results results;
    private final Caller caller;
    private final EntryLog log;
    private final Answer answer;
    private final UriInfo uri;

    Figures(
            Register register,
            Exercises exercises,
            Results results,
            Caller caller,
            EntryLog log,
            Answer answer,
            UriInfo uri) {
        this.register = register;
        this.exercises = register.of(exercises);
        this.results = results;
        this.caller = caller;
        this.log = log;
        this.answer = answer;
        this.uri = uri;
    }

    ExerciseResultPage results(String id, @Nullable List<ResultState> states, int limit, @Nullable String cursor) {
        running(id);
        int walk = (uri.getPath() + states).hashCode();
        String after =
                cursor == null ? "" : Cursor.decode(cursor, walk, 1).place().get(0);
        ExerciseResultPage page = results.page(id, states, after, limit);
        plain().link(ListAddress.of(uri, null), "first");
        if (page.getItems().size() > limit) {
            List<ExerciseResult> items = page.getItems().subList(0, limit);
            String next = ListAddress.of(
                    uri, new Cursor(0, walk, List.of(items.get(limit - 1).getContact())).encode());
            answer.link(next, "next");
            page.items(items).next(next);
        }
        return page;
    }

    ExerciseResult record(String id, String contact, ManualResult result) {
        Exercise exercise = running(id);
        if (isEnded(exercise)) {
            throw ProblemException.of(ProblemType.CONFLICT, "The exercise has ended; its figures stand.");
        }
        OffsetDateTime start = exercise.getStartedAt();
        ExerciseResult recorded = results.record(id, start.toInstant(), contact, result);
        plain();
        return recorded;
    }

    ExerciseStatistics statistics(String id) {
        Exercise exercise = exercises.get(id, null);
        plain();
        if (!isOpen(exercise)) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "There are no statistics of " + id + " that you may see.");
        }
        return statistics(exercise);
    }

    ExerciseTrend trend(@Nullable List<String> networks) {
        Map<String, List<String>> filters = new HashMap<>(Map.of("state", List.of(ExerciseState.ENDED.toString())));
        if (networks != null && !networks.isEmpty()) {
            filters.put("network", networks);
        }
        List<Exercise> ended = new ArrayList<>(register.all(Exercises.NAME, Exercise.class, filters, log.last()));
        plain();
        ended.removeIf(exercise -> !isOpen(exercise));
        ended.sort(java.util.Comparator.comparing(Exercise::getStartedAt));
        return new ExerciseTrend()
                .items(ended.subList(Math.max(0, ended.size() - NEWEST), ended.size()).stream()
                        .map(this::statistics)
                        .toList());
    }

    /** The answer is about the messages of an exercise, not about its version. */
    private Answer plain() {
        return answer.withoutTag().withoutLinks();
    }

    private ExerciseStatistics statistics(Exercise exercise) {
        List<ResponseFigures> figures = results.figures(exercise.getId());
        return new ExerciseStatistics()
                .exercise(exercise.getId())
                .title(exercise.getTitle())
                .state(exercise.getState())
                .startedAt(exercise.getStartedAt())
                .endedAt(exercise.getEndedAt())
                .all(figures.get(0))
                .categories(figures.subList(1, figures.size()));
    }

    private boolean isOpen(Exercise exercise) {
        return exercise.getState() != ExerciseState.DRAFT
                && (runs(exercise) || (isEnded(exercise) && Boolean.TRUE.equals(exercise.getPublish())));
    }

    private boolean runs(Exercise exercise) {
        return exercise.getNetworks().stream().allMatch(network -> caller.mayIn(Runs.WRITE, network));
    }

    private static boolean isEnded(Exercise exercise) {
        return exercise.getState() == ExerciseState.ENDED;
    }

    private Exercise running(String id) {
        Exercise exercise = exercises.get(id, null);
        exercise.getNetworks().forEach(network -> Runs.require(caller, network));
        if (exercise.getState() == ExerciseState.DRAFT) {
            throw ProblemException.of(ProblemType.CONFLICT, "The exercise has not been started.");
        }
        return exercise;
    }
}
