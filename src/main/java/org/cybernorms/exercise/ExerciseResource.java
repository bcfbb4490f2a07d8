package org.cybernorms.exercise;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.ExercisesApi;
import org.cybernorms.api.model.Exercise;
import org.cybernorms.api.model.ExercisePage;
import org.cybernorms.api.model.ExerciseResult;
import org.cybernorms.api.model.ExerciseResultPage;
import org.cybernorms.api.model.ExerciseState;
import org.cybernorms.api.model.ExerciseStatistics;
import org.cybernorms.api.model.ExerciseTemplatePage;
import org.cybernorms.api.model.ExerciseTrend;
import org.cybernorms.api.model.ExerciseType;
import org.cybernorms.api.model.ManualResult;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.ResultState;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.assurance.Acknowledgements;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on exercises in the contract. */
@NullUnmarked
class ExerciseResource implements ExercisesApi {

    private final Records<Exercise> exercises;
    private final Runs runs;
    private final Figures figures;
    private final Templates templates;
    private final Acknowledgements acknowledgements;

    ExerciseResource(
            Register register,
            Exercises exercises,
            Runs runs,
            Figures figures,
            Templates templates,
            Acknowledgements acknowledgements) {
        this.exercises = register.of(exercises);
        this.runs = runs;
        this.figures = figures;
        this.templates = templates;
        this.acknowledgements = acknowledgements;
    }

    @Override
    public String acknowledge(String link, String acceptLanguage) {
        return acknowledgements.acknowledge(link);
    }

    @Override
    public Exercise changeExercise(String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return exercises.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public Exercise createExercise(Exercise exercise, String reason) {
        return exercises.create(exercise, reason);
    }

    @Override
    public List<PatchOperation> diffExercise(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return exercises.diff(id, from, to);
    }

    @Override
    public Exercise endExercise(String id, String ifMatch) {
        return runs.end(id, ifMatch);
    }

    @Override
    public Exercise getExercise(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return exercises.get(id, asOf);
    }

    @Override
    public ExerciseStatistics getExerciseStatistics(String id) {
        return figures.statistics(id);
    }

    @Override
    public Exercise getExerciseVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return exercises.version(id, version);
    }

    @Override
    public ExerciseResultPage listExerciseResults(
            String id, List<ResultState> state, Integer limit, String cursor, String format) {
        return figures.results(id, state, limit, cursor);
    }

    @Override
    public ExerciseTemplatePage listExerciseTemplates() {
        return new ExerciseTemplatePage().items(templates.all());
    }

    @Override
    public ExerciseTrend listExerciseTrend(List<String> network, String format) {
        return figures.trend(network);
    }

    @Override
    public VersionPage listExerciseVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return exercises.versions(id);
    }

    @Override
    public ExercisePage listExercises(
            List<String> network,
            List<ExerciseState> state,
            List<ExerciseType> type,
            List<String> id,
            String q,
            String sort,
            Integer limit,
            String cursor,
            LocalDate validOn,
            String asOf,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return exercises.list((items, next) -> new ExercisePage().items(items).next(next));
    }

    @Override
    public ExerciseResult recordExerciseResult(String id, String contact, ManualResult manualResult) {
        return figures.record(id, contact, manualResult);
    }

    @Override
    public Exercise replaceExercise(String id, Exercise exercise, String ifMatch, String ifNoneMatch, String reason) {
        return exercises.replace(id, exercise, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public String showAcknowledgement(String link, String acceptLanguage) {
        return acknowledgements.show(link);
    }

    @Override
    public Exercise startExercise(String id, String ifMatch) {
        return runs.start(id, ifMatch);
    }

    @Override
    public void withdrawExercise(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        exercises.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
