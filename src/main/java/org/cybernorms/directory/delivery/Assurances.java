package org.cybernorms.directory.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cybernorms.api.model.Assurance;
import org.cybernorms.api.model.AssuranceStatus;
import org.cybernorms.api.model.ResultStatus;
import org.cybernorms.directory.contact.ContactAssurance;
import org.cybernorms.http.Instants;
import org.cybernorms.projection.VagueDate;
import org.cybernorms.record.CurrentRecords;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.PeriodDuration;

/** How sure it is that a contact answers: its last test, and what is due by the rules of each network, which are data. */
@ApplicationScoped
public class Assurances implements ContactAssurance {

    private static final Duration RULES_ARE_KEPT = Duration.ofSeconds(5);

    /** The states in which a test has a result. */
    private static final Map<ResultStatus, AssuranceStatus> TOLD = Map.of(
            ResultStatus.QUEUED, AssuranceStatus.SENT,
            ResultStatus.SENT, AssuranceStatus.SENT,
            ResultStatus.ACKNOWLEDGED, AssuranceStatus.ACKNOWLEDGED,
            ResultStatus.LATE, AssuranceStatus.LATE,
            ResultStatus.UNANSWERED, AssuranceStatus.UNANSWERED,
            ResultStatus.BOUNCED, AssuranceStatus.BOUNCED,
            ResultStatus.INVALID, AssuranceStatus.INVALID);

    private final Outbox dispatches;
    private final CurrentRecords records;
    private final Clock clock;
    private final Cache<String, Map<String, String>> rules = Caffeine.newBuilder()
            .expireAfterWrite(RULES_ARE_KEPT)
            .maximumSize(1_000)
            .build();

    Assurances(Outbox dispatches, CurrentRecords records, Clock clock) {
        this.dispatches = dispatches;
        this.records = records;
        this.clock = clock;
    }

    /** The assurance of a contact in each of its networks. */
    @Override
    public List<Assurance> of(String contact, Collection<String> networks, @Nullable LocalDate renewedOn) {
        Instant now = clock.instant();
        Map<String, List<OutboxMessage>> tests = dispatches.tests(contact);
        List<Assurance> all = new ArrayList<>();
        for (String network : networks) {
            Assurance assurance = tests.values().stream()
                    .filter(rows -> rows.get(0).networks().contains(network))
                    .map(rows -> TestOutcome.of(rows, now))
                    .filter(outcome -> TOLD.containsKey(outcome.state()))
                    .findFirst()
                    .map(outcome -> tested(network, outcome))
                    .orElseGet(() -> new Assurance().network(network).status(AssuranceStatus.NEVER_TESTED));
            due(assurance, renewedOn, now);
            all.add(assurance);
        }
        return all;
    }

    private static Assurance tested(String network, TestOutcome outcome) {
        Instant at = outcome.main().sentAt == null ? outcome.main().dueAt : outcome.main().sentAt;
        return new Assurance()
                .network(network)
                .status(Optional.ofNullable(TOLD.get(outcome.state())).orElseThrow())
                .lastTest(Instants.utc(at))
                .exercise(outcome.main().occasion.substring(OutboxMessage.TESTS.length()))
                .channel(outcome.channel())
                .elapsedSeconds(outcome.elapsed().map(Duration::toSeconds).orElse(null));
    }

    private void due(Assurance assurance, @Nullable LocalDate renewedOn, Instant now) {
        Map<String, String> intervals = intervals(assurance.getNetwork(), now);
        String test = intervals.get("test-interval");
        if (test != null && assurance.getLastTest() != null) {
            LocalDate next = plus(assurance.getLastTest().toLocalDate(), test);
            assurance.nextDue(next);
            boolean answered = assurance.getStatus() == AssuranceStatus.ACKNOWLEDGED
                    || assurance.getStatus() == AssuranceStatus.LATE;
            if (answered && !next.isAfter(now.atOffset(ZoneOffset.UTC).toLocalDate())) {
                assurance.status(AssuranceStatus.DUE);
            }
        }
        String renewal = intervals.get("renewal-interval");
        if (renewal != null && renewedOn != null) {
            assurance.renewBy(plus(renewedOn, renewal));
        }
    }

    private static LocalDate plus(LocalDate day, String interval) {
        return day.atStartOfDay().plus(PeriodDuration.parse(interval)).toLocalDate();
    }

    /** The intervals that a network's rules state and that are in force, by what they govern. */
    private Map<String, String> intervals(String network, Instant now) {
        return rules.get(network, none -> {
            Map<String, String> found = new HashMap<>();
            LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
            records.find("networks", network)
                    .ifPresent(record -> record.path("rules").forEach(rule -> {
                        if (rule.has("value") && inForce(rule, today)) {
                            found.put(
                                    rule.path("rule").asText(),
                                    rule.path("value").asText());
                        }
                    }));
            return found;
        });
    }

    private static boolean inForce(JsonNode rule, LocalDate day) {
        String from = rule.path("validFrom").textValue();
        String to = rule.path("validTo").textValue();
        return (from == null || !VagueDate.parse(from).earliest().isAfter(day))
                && (to == null || !VagueDate.parse(to).latest().isBefore(day));
    }
}
