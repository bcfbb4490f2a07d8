package org.cybernorms.directory.exercise;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cybernorms.access.Caller;
import org.cybernorms.api.model.Exercise;
import org.cybernorms.api.model.ExerciseResult;
import org.cybernorms.api.model.ExerciseResultPage;
import org.cybernorms.api.model.ExerciseStatistics;
import org.cybernorms.api.model.ExerciseStatus;
import org.cybernorms.api.model.ExerciseTrend;
import org.cybernorms.api.model.ManualResult;
import org.cybernorms.api.model.ResponseFigures;
import org.cybernorms.api.model.ResultStatus;
import org.cybernorms.directory.delivery.TestResults;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.Selection;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.BodyCodec;
import org.cybernorms.record.RecordLists;
import org.cybernorms.record.RecordReader;
import org.jspecify.annotations.Nullable;

/** TestResults of exercises for those who run them, statistics for everybody where they are published. */
@ApplicationScoped
class ExerciseReports {

    private static final int NEWEST = 200;

    private final Exercises kind;
    private final RecordReader reader;
    private final RecordLists lists;
    private final TestResults results;
    private final Caller caller;
    private final EntryLog log;
    private final BodyCodec codec;
    private final Pager pager;

    ExerciseReports(
            Exercises kind,
            RecordReader reader,
            RecordLists lists,
            TestResults results,
            Caller caller,
            EntryLog log,
            BodyCodec codec,
            Pager pager) {
        this.kind = kind;
        this.reader = reader;
        this.lists = lists;
        this.results = results;
        this.caller = caller;
        this.log = log;
        this.codec = codec;
        this.pager = pager;
    }

    ExerciseResultPage results(String id, @Nullable List<ResultStatus> states, ListQuery query) {
        running(id);
        Pager.Position position = pager.position(query, 1, 0);
        ExerciseResultPage found = results.page(
                id, states, position.isFirst() ? "" : position.after().get(0), query.limit());
        Pager.Page<ExerciseResult> page =
                pager.page(position, found.getItems(), result -> List.of(result.getContact()));
        return found.items(page.items()).next(page.next()).cursor(page.cursor());
    }

    ExerciseResult record(String id, String contact, ManualResult result) {
        Exercise exercise = running(id);
        if (isEnded(exercise)) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "The exercise has ended. Its results can no longer be changed.");
        }
        return results.record(id, exercise.getStartedAt().toInstant(), contact, result);
    }

    ExerciseStatistics statistics(String id) {
        Exercise exercise = reader.publicModel(kind, id);
        if (!isOpen(exercise)) {
            throw ProblemException.of(
                    ProblemType.NOT_FOUND, "No statistics of the exercise `" + id + "` that you can read.");
        }
        return statistics(exercise);
    }

    ExerciseTrend trend(@Nullable List<String> networks) {
        Map<String, List<String>> filters = new HashMap<>(Map.of("status", List.of(ExerciseStatus.ENDED.toString())));
        if (networks != null && !networks.isEmpty()) {
            filters.put("network", networks);
        }
        Selection newest =
                Selection.of(kind.name(), filters, null, log.newest(), NEWEST).by(SortKey.date, true);
        List<ExerciseStatistics> trend = lists.entries(newest).stream()
                .map(entry -> codec.publicModel(kind, entry))
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
                .status(exercise.getStatus())
                .startedAt(exercise.getStartedAt())
                .endedAt(exercise.getEndedAt())
                .all(figures.get(0))
                .categories(figures.subList(1, figures.size()));
        return codec.show(statistics, ExerciseStatistics.class);
    }

    private boolean isOpen(Exercise exercise) {
        return exercise.getStatus() != ExerciseStatus.DRAFT
                && (runs(exercise) || (isEnded(exercise) && Boolean.TRUE.equals(exercise.getPublish())));
    }

    private boolean runs(Exercise exercise) {
        return exercise.getNetworks().stream().allMatch(network -> caller.mayIn(ExerciseLifecycle.WRITE, network));
    }

    private static boolean isEnded(Exercise exercise) {
        return exercise.getStatus() == ExerciseStatus.ENDED;
    }

    private Exercise running(String id) {
        Exercise exercise = reader.publicModel(kind, id);
        exercise.getNetworks().forEach(network -> ExerciseLifecycle.require(caller, network));
        if (exercise.getStatus() == ExerciseStatus.DRAFT) {
            throw ProblemException.of(ProblemType.CONFLICT, "The exercise has not been started.");
        }
        return exercise;
    }
}
