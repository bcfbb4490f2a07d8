package org.cybernorms.directory.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cybernorms.api.model.ContactCategory;
import org.cybernorms.api.model.Delivery;
import org.cybernorms.api.model.ExerciseResult;
import org.cybernorms.api.model.ExerciseResultPage;
import org.cybernorms.api.model.FilterCounts;
import org.cybernorms.api.model.ManualResult;
import org.cybernorms.api.model.ResponseFigures;
import org.cybernorms.api.model.ResultStatus;
import org.cybernorms.api.model.Violation;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.jspecify.annotations.Nullable;

/** What became of messages: of an exercise contact by contact and in figures that name nobody, of others by contact. */
@ApplicationScoped
public class TestResults {

    private final Outbox dispatches;
    private final Clock clock;

    TestResults(Outbox dispatches, Clock clock) {
        this.dispatches = dispatches;
        this.clock = clock;
    }

    /**
     * One page.
     *
     * @param after the contact with which the page before ended, or an empty text
     */
    public ExerciseResultPage page(String exercise, @Nullable List<ResultStatus> states, String after, int limit) {
        Collection<TestOutcome> all =
                dispatches.outcomes(OutboxMessage.TESTS + exercise).values();
        Map<String, Long> counts = new TreeMap<>(all.stream()
                .collect(Collectors.groupingBy(outcome -> outcome.state().toString(), Collectors.counting())));
        List<ExerciseResult> items = all.stream()
                .filter(outcome -> states == null || states.isEmpty() || states.contains(outcome.state()))
                .map(TestOutcome::show)
                .filter(result -> result.getContact().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        return new ExerciseResultPage()
                .items(items)
                .counts(new FilterCounts().total((long) all.size()).by(Map.of("status", counts)));
    }

    /** How messages reached the contacts to which they went. */
    public List<Delivery> deliveries(String occasion) {
        return dispatches.outcomes(occasion).values().stream()
                .map(TestOutcome::delivery)
                .toList();
    }

    /** Records what came in another way. */
    public ExerciseResult record(String exercise, Instant start, String contact, ManualResult result) {
        Instant at = result.getAt() == null ? clock.instant() : result.getAt().toInstant();
        if (at.isBefore(start) || at.isAfter(clock.instant())) {
            throw ProblemException.of(
                    ProblemType.UNPROCESSABLE,
                    List.of(new Violation()
                            .pointer("/at")
                            .detail("must not be before the start of the exercise or in the future")));
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            TestOutcome outcome = find(exercise, contact);
            dispatches.record(outcome, result, at);
            return find(exercise, contact).show();
        });
    }

    private TestOutcome find(String exercise, String contact) {
        return dispatches
                .outcome(OutboxMessage.TESTS + exercise, contact)
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.NOT_FOUND,
                        "The contact `" + contact + "` does not take part in `" + exercise + "`."));
    }

    /** The figures of all contacts, and of each category. */
    public List<ResponseFigures> figures(String exercise) {
        Collection<TestOutcome> all =
                dispatches.outcomes(OutboxMessage.TESTS + exercise).values();
        Map<String, List<TestOutcome>> categories = all.stream()
                .collect(Collectors.groupingBy(outcome -> outcome.main().category, TreeMap::new, Collectors.toList()));
        List<ResponseFigures> figures = new ArrayList<>(List.of(figures(all)));
        categories.forEach(
                (category, outcomes) -> figures.add(figures(outcomes).category(ContactCategory.fromValue(category))));
        return figures;
    }

    private static ResponseFigures figures(Collection<TestOutcome> outcomes) {
        List<Long> times = outcomes.stream()
                .flatMap(outcome -> outcome.elapsed().stream())
                .map(Duration::toSeconds)
                .sorted()
                .toList();
        long acknowledged = count(outcomes, outcome -> outcome.state() == ResultStatus.ACKNOWLEDGED);
        ResponseFigures figures = new ResponseFigures()
                .total((long) outcomes.size())
                .acknowledged(acknowledged)
                .late(count(outcomes, outcome -> outcome.state() == ResultStatus.LATE))
                .unanswered(count(outcomes, outcome -> outcome.state() == ResultStatus.UNANSWERED))
                .bounced(count(outcomes, outcome -> switch (outcome.state()) {
                    case BOUNCED, FAILED, UNADDRESSED, INVALID -> true;
                    default -> false;
                }))
                .byDeputy(count(outcomes, TestOutcome::isByDeputy))
                .medianSeconds(percentile(times, 50))
                .p90Seconds(percentile(times, 90));
        return outcomes.isEmpty()
                ? figures
                : figures.shareAcknowledged(BigDecimal.valueOf(acknowledged)
                        .divide(BigDecimal.valueOf(outcomes.size()), 4, RoundingMode.HALF_UP));
    }

    private static long count(Collection<TestOutcome> outcomes, Predicate<TestOutcome> which) {
        return outcomes.stream().filter(which).count();
    }

    /** The nearest rank: the smallest value that so many in a hundred do not exceed. */
    public static @Nullable Long percentile(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
    }
}
