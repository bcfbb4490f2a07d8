package org.cybernorms.exercise;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
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
import org.cybernorms.log.Heads;
import org.cybernorms.log.Selection;
import org.cybernorms.log.Selection.SortKey;
import org.cybernorms.record.Bodies;
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

    private final Exercises kind;
    private final Records<Exercise> exercises;
    private final Results results;
    private final Caller caller;
    private final Heads heads;
    private final EntryLog log;
    private final Bodies bodies;
    private final Answer answer;
    private final UriInfo uri;

    Figures(
            Register register,
            Exercises kind,
            Results results,
            Caller caller,
            Heads heads,
            EntryLog log,
            Bodies bodies,
            Answer answer,
            UriInfo uri) {
        this.kind = kind;
        this.exercises = register.of(kind);
        this.results = results;
        this.caller = caller;
        this.heads = heads;
        this.log = log;
        this.bodies = bodies;
        this.answer = answer;
        this.uri = uri;
    }

    ExerciseResultPage results(String id, @Nullable List<ResultState> states, int limit, @Nullable String cursor) {
        running(id);
        int walk = (uri.getPath() + states).hashCode();
        String after =
                cursor == null ? "" : Cursor.decode(cursor, walk, 1).place().get(0);
        ExerciseResultPage page = results.page(id, states, after, limit);
        answer.link(ListAddress.of(uri, null), "first");
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
        return results.record(id, exercise.getStartedAt().toInstant(), contact, result);
    }

    ExerciseStatistics statistics(String id) {
        Exercise exercise = exercises.clear(id);
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
        Selection newest = new Selection(
                kind.name(), filters, List.of(), null, null, log.last(), SortKey.date, true, null, NEWEST);
        List<ExerciseStatistics> trend = heads.select(newest).shown().stream()
                .map(shown -> bodies.clear(kind, shown.entry()))
                .filter(this::isOpen)
                .sorted(Comparator.comparing(Exercise::getStartedAt))
                .map(this::statistics)
                .toList();
        return new ExerciseTrend().items(trend);
    }

    private ExerciseStatistics statistics(Exercise exercise) {
        List<ResponseFigures> figures = results.figures(exercise.getId());
        ExerciseStatistics statistics = new ExerciseStatistics()
                .exercise(exercise.getId())
                .title(exercise.getTitle())
                .state(exercise.getState())
                .startedAt(exercise.getStartedAt())
                .endedAt(exercise.getEndedAt())
                .all(figures.get(0))
                .categories(figures.subList(1, figures.size()));
        return bodies.show(statistics, ExerciseStatistics.class);
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
        Exercise exercise = exercises.clear(id);
        exercise.getNetworks().forEach(network -> Runs.require(caller, network));
        if (exercise.getState() == ExerciseState.DRAFT) {
            throw ProblemException.of(ProblemType.CONFLICT, "The exercise has not been started.");
        }
        return exercise;
    }
}
