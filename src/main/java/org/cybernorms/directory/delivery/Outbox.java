package org.cybernorms.directory.delivery;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cybernorms.api.model.ManualResult;

/** The messages to contacts. What is queued here is sent by {@link OutboxRelay}. */
@ApplicationScoped
public class Outbox {

    private static final int BATCH = 500;

    private final EntityManager database;
    private final Clock clock;

    Outbox(EntityManager database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Queues the messages of an occasion, in the transaction of the caller.
     *
     * @param injects when each further message is due
     */
    public void queue(
            String occasion,
            Collection<Recipient> participants,
            Instant start,
            Instant deadline,
            List<Instant> injects) {
        int count = 0;
        for (Recipient participant : participants) {
            OutboxMessage.to(occasion, participant, 0, start, deadline).persist();
            for (int i = 0; i < injects.size(); i++) {
                OutboxMessage.to(occasion, participant, i + 1, injects.get(i), deadline)
                        .persist();
            }
            count++;
            if (count % BATCH == 0) {
                database.flush();
                database.clear();
            }
        }
    }

    /** Sends nothing more; what is answered from now on is late. */
    public void end(String occasion) {
        OutboxMessage.delete(
                "occasion = ?1 and state = ?2 and (inject > 0 or step > 0)", occasion, OutboxMessage.State.queued);
        OutboxMessage.update(
                "state = ?1 where occasion = ?2 and state = ?3",
                OutboxMessage.State.failed,
                occasion,
                OutboxMessage.State.queued);
        OutboxMessage.update("fallbackAt = null where occasion = ?1", occasion);
        OutboxMessage.update(
                "deadlineAt = ?1 where occasion = ?2 and deadlineAt > ?1",
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                occasion);
    }

    /** Asks no further deputy. */
    public void settle(String occasion) {
        OutboxMessage.delete("occasion = ?1 and state = ?2 and step > 0", occasion, OutboxMessage.State.queued);
        OutboxMessage.update("fallbackAt = null where occasion = ?1", occasion);
    }

    /** How each contact did, by contact. */
    Map<String, TestOutcome> outcomes(String occasion) {
        Map<String, TestOutcome> outcomes = new LinkedHashMap<>();
        Instant now = clock.instant();
        OutboxMessage.<OutboxMessage>list("occasion", Sort.ascending("nominee"), occasion).stream()
                .collect(Collectors.groupingBy(row -> row.nominee, LinkedHashMap::new, Collectors.toList()))
                .forEach((nominee, rows) -> outcomes.put(nominee, TestOutcome.of(rows, now)));
        return outcomes;
    }

    Optional<TestOutcome> outcome(String occasion, String nominee) {
        List<OutboxMessage> rows = OutboxMessage.list("occasion = ?1 and nominee = ?2", occasion, nominee);
        return rows.isEmpty() ? Optional.empty() : Optional.of(TestOutcome.of(rows, clock.instant()));
    }

    /** All tests of a contact, the newest first. Messages for other reasons are not included. */
    Map<String, List<OutboxMessage>> tests(String nominee) {
        return OutboxMessage.<OutboxMessage>list("nominee", Sort.descending("dueAt"), nominee).stream()
                .filter(row -> OutboxMessage.isTest(row.occasion))
                .collect(Collectors.groupingBy(row -> row.occasion, LinkedHashMap::new, Collectors.toList()));
    }

    /** Records what came in another way, in the transaction of the caller. */
    void record(TestOutcome outcome, ManualResult result, Instant at) {
        OutboxMessage main = outcome.main();
        OutboxMessage.delete(
                "occasion = ?1 and nominee = ?2 and step = ?3", main.occasion, main.nominee, OutboxMessage.BY_HAND);
        database.clear(); // it may hold the record that takes its place
        OutboxMessage hand = main.next(main.nominee, OutboxMessage.BY_HAND, at);
        hand.channel = result.getChannel() == null ? null : result.getChannel().toString();
        switch (result.getOutcome()) {
            case ACKNOWLEDGED -> {
                hand.state = OutboxMessage.State.sent;
                hand.acknowledgedAt = at.truncatedTo(ChronoUnit.MICROS);
            }
            case BOUNCED -> hand.state = OutboxMessage.State.bounced;
            case INVALID -> hand.state = OutboxMessage.State.invalid;
        }
        hand.persist();
        boolean answered = hand.acknowledgedAt != null;
        OutboxMessage.update(
                "fallbackAt = ?1 where occasion = ?2 and nominee = ?3 and fallbackAt is not null",
                answered ? null : at,
                main.occasion,
                main.nominee);
    }

    /** The message whose link this is. */
    Optional<OutboxMessage> byLink(String hash) {
        return OutboxMessage.<OutboxMessage>find("linkHash", hash).firstResultOptional();
    }

    /** Acknowledges a message, once; returns whether this call did. */
    boolean acknowledge(OutboxMessage dispatch, Instant now) {
        OutboxMessage.update(
                "fallbackAt = null where occasion = ?1 and nominee = ?2", dispatch.occasion, dispatch.nominee);
        return OutboxMessage.update("acknowledgedAt = ?1 where id = ?2 and acknowledgedAt is null", now, dispatch.id)
                == 1;
    }
}
