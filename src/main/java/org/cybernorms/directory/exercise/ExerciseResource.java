package org.cybernorms.directory.exercise;

import java.util.List;
import org.cybernorms.api.ExercisesApi;
import org.cybernorms.api.model.Exercise;
import org.cybernorms.api.model.ExerciseResult;
import org.cybernorms.api.model.ExerciseResultPage;
import org.cybernorms.api.model.ExerciseStatistics;
import org.cybernorms.api.model.ExerciseTemplatePage;
import org.cybernorms.api.model.ExerciseTrend;
import org.cybernorms.api.model.ManualResult;
import org.cybernorms.api.model.ResultStatus;
import org.cybernorms.http.CurrentQuery;
import org.jspecify.annotations.NullUnmarked;

/** The operations on exercises in the contract. */
@NullUnmarked
class ExerciseResource implements ExercisesApi {

    private final ExerciseLifecycle runs;
    private final ExerciseReports figures;
    private final Templates templates;
    private final CurrentQuery query;

    ExerciseResource(ExerciseLifecycle runs, ExerciseReports figures, Templates templates, CurrentQuery query) {
        this.runs = runs;
        this.figures = figures;
        this.templates = templates;
        this.query = query;
    }

    @Override
    public Exercise endExercise(String id, String ifMatch) {
        return runs.end(id);
    }

    @Override
    public ExerciseStatistics getExerciseStatistics(String id) {
        return figures.statistics(id);
    }

    @Override
    public ExerciseResultPage listExerciseResults(String id, List<ResultStatus> status) {
        return figures.results(id, status, query.get());
    }

    @Override
    public ExerciseTemplatePage listExerciseTemplates() {
        return new ExerciseTemplatePage().items(templates.all());
    }

    @Override
    public ExerciseTrend listExerciseTrend(List<String> network) {
        return figures.trend(network);
    }

    @Override
    public ExerciseResult recordExerciseResult(String id, String contact, ManualResult manualResult) {
        return figures.record(id, contact, manualResult);
    }

    @Override
    public Exercise startExercise(String id, String ifMatch) {
        return runs.start(id);
    }
}
