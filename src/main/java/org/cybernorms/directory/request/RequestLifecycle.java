package org.cybernorms.directory.request;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cybernorms.api.model.NewRequestStep;
import org.cybernorms.api.model.PartyRequest;
import org.cybernorms.api.model.RequestStatus;
import org.cybernorms.api.model.Violation;
import org.cybernorms.directory.delivery.ConfidentialTexts;
import org.cybernorms.directory.delivery.Outbox;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.jspecify.annotations.Nullable;

/** What follows a request: it is acknowledged, answered, closed, and what was written is erased. */
@ApplicationScoped
class RequestLifecycle {

    /** After so many, a request is only closed. */
    private static final int MOST = 50;

    private final RequestValidator forms;
    private final RequestAccess sides;
    private final RequestQueries reading;
    private final Outbox dispatches;
    private final ConfidentialTexts texts;
    private final Clock clock;

    RequestLifecycle(
            RequestValidator forms,
            RequestAccess sides,
            RequestQueries reading,
            Outbox dispatches,
            ConfidentialTexts texts,
            Clock clock) {
        this.forms = forms;
        this.sides = sides;
        this.reading = reading;
        this.dispatches = dispatches;
        this.texts = texts;
        this.clock = clock;
    }

    PartyRequest take(String id, NewRequestStep wanted) {
        return QuarkusTransaction.requiringNew().call(() -> {
            RequestEntity exchange = sides.find(id, RequestAccess.WRITE, LockModeType.PESSIMISTIC_WRITE);
            boolean closing = wanted.getStep() == NewRequestStep.StepEnum.CLOSED;
            boolean asAsker = closing && sides.own(RequestAccess.WRITE).contains(exchange.fromParty);
            String party = asAsker ? exchange.fromParty : exchange.toParty;
            sides.requireOwn(party);
            requireOpen(exchange, wanted);
            RequestStepEntity step = new RequestStepEntity(
                    exchange.number(),
                    wanted.getStep().toString(),
                    party,
                    clock.instant().truncatedTo(ChronoUnit.MILLIS));
            step.takenBy = sides.name();
            if (wanted.getText() != null) {
                step.sealed = texts.keep(wanted.getText());
            }
            step.persistAndFlush();
            note(exchange, step);
            return reading.show(exchange);
        });
    }

    private static void requireOpen(RequestEntity exchange, NewRequestStep wanted) {
        if (exchange.closedAt != null) {
            throw ProblemException.of(ProblemType.CONFLICT, "The request is closed. No further step is possible.");
        }
        if (RequestStepEntity.count("exchange", exchange.number()) >= MOST
                && wanted.getStep() != NewRequestStep.StepEnum.CLOSED) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "The maximum of " + MOST + " steps is reached. Close the request and send another one.");
        }
        boolean texted = wanted.getText() != null;
        switch (wanted.getStep()) {
            case ACKNOWLEDGED -> {
                if (exchange.acknowledgedAt != null) {
                    throw ProblemException.of(ProblemType.CONFLICT, "The request is already acknowledged.");
                }
                fault(texted, "cannot be combined with the step `acknowledged`; use `answered`");
            }
            case ANSWERED -> fault(!texted, "is required for the step `answered`");
            case CLOSED -> {}
        }
    }

    private static void fault(boolean wrong, String detail) {
        if (wrong) {
            throw ProblemException.of(
                    ProblemType.UNPROCESSABLE,
                    List.of(new Violation().pointer("/text").detail(detail)));
        }
    }

    private void note(RequestEntity exchange, RequestStepEntity step) {
        exchange.state = step.step;
        String occasion = RequestTrigger.NAME + exchange.number();
        switch (RequestStatus.fromValue(step.step)) {
            case ACKNOWLEDGED -> acknowledged(exchange, step.at);
            case ANSWERED -> {
                acknowledged(exchange, step.at);
                exchange.answeredAt = exchange.answeredAt == null ? step.at : exchange.answeredAt;
                tell(exchange, step);
            }
            case CLOSED -> {
                exchange.closedAt = step.at;
                dispatches.end(occasion);
            }
            case SENT -> throw new IllegalStateException("sending is no step");
        }
    }

    private void acknowledged(RequestEntity exchange, Instant at) {
        if (exchange.acknowledgedAt == null) {
            exchange.acknowledgedAt = at;
            dispatches.settle(RequestTrigger.NAME + exchange.number());
        }
    }

    /** Tells the contact that asked that there is an answer. */
    private void tell(RequestEntity exchange, RequestStepEntity step) {
        forms.sender(exchange, step.at)
                .ifPresent(sender -> dispatches.queue(
                        AnswerTrigger.NAME + exchange.number() + "/" + step.id,
                        List.of(sender),
                        step.at,
                        step.at.plus(RequestSender.TIMEOUT),
                        List.of()));
    }

    /** Notes that a contact acknowledged by its link, in the transaction of the caller. */
    void acknowledgedBy(long number, String contact, Instant at) {
        @Nullable RequestEntity exchange = RequestEntity.findById(number, LockModeType.PESSIMISTIC_WRITE);
        if (exchange != null && exchange.acknowledgedAt == null && exchange.closedAt == null) {
            RequestStepEntity step =
                    new RequestStepEntity(number, RequestStatus.ACKNOWLEDGED.toString(), exchange.toParty, at);
            step.contact = contact;
            step.persist();
            note(exchange, step);
        }
    }

    /** Forgets the texts that the caller's side wrote. */
    PartyRequest erase(String id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            RequestEntity exchange = sides.find(id, RequestAccess.WRITE, LockModeType.PESSIMISTIC_WRITE);
            Set<String> own = sides.own(RequestAccess.WRITE);
            Set<String> digests = new HashSet<>();
            if (own.contains(exchange.fromParty)) {
                digests.add(exchange.sealed);
            }
            for (RequestStepEntity step : reading.steps(exchange)) {
                if (step.sealed != null && own.contains(step.party)) {
                    digests.add(step.sealed);
                }
            }
            texts.erase(digests);
            return reading.show(exchange);
        });
    }
}
