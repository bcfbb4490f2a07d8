package org.cybernorms.directory.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.cybernorms.api.model.PartyRequest;
import org.cybernorms.api.model.Violation;
import org.cybernorms.directory.delivery.ConfidentialTexts;
import org.cybernorms.directory.delivery.Outbox;
import org.cybernorms.directory.delivery.Recipient;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.EntryLog;
import org.cybernorms.record.BodyCodec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Sends requests, each in one transaction with its messages. */
@ApplicationScoped
class RequestSender {

    /** How long an answer is waited for where the form does not say. */
    static final Duration TIMEOUT = Duration.ofDays(30);

    private final RequestValidator forms;
    private final RequestAccess sides;
    private final RequestQueries reading;
    private final Outbox dispatches;
    private final EntryLog log;
    private final ConfidentialTexts texts;
    private final BodyCodec bodies;
    private final ResponseMetadata answer;
    private final Clock clock;
    private final int perDay;

    RequestSender(
            RequestValidator forms,
            RequestAccess sides,
            RequestQueries reading,
            Outbox dispatches,
            EntryLog log,
            ConfidentialTexts texts,
            BodyCodec bodies,
            ResponseMetadata answer,
            Clock clock,
            @ConfigProperty(name = "registry.requests-per-day") int perDay) {
        this.forms = forms;
        this.sides = sides;
        this.reading = reading;
        this.dispatches = dispatches;
        this.log = log;
        this.texts = texts;
        this.bodies = bodies;
        this.answer = answer;
        this.clock = clock;
        this.perDay = perDay;
    }

    /**
     * Sends a request, once under its id.
     *
     * @param key used to make the id if the form has none ({@code Idempotency-Key})
     */
    PartyRequest send(PartyRequest form, @Nullable String key) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = now();
            Optional<JsonNode> sender = forms.sender(form);
            String from = sender.map(contact -> contact.path("party").asText()).orElse("");
            if (sender.isPresent()) {
                sides.requireOwn(from);
            }
            boolean named = form.getId() != null;
            if (!named && key != null) {
                form.setId(idOf(from, key));
            }
            Optional<RequestEntity> known = form.getId() == null
                    ? Optional.empty()
                    : RequestEntity.find("fromParty = ?1 and id = ?2", from, form.getId())
                            .firstResultOptional();
            if (known.isPresent()) {
                return again(known.get(), form, named);
            }
            List<Violation> faults = forms.faults(form, sender, now);
            if (!faults.isEmpty()) {
                throw ProblemException.of(ProblemType.UNPROCESSABLE, faults);
            }
            List<Recipient> recipients = forms.recipients(form, now);
            if (recipients.isEmpty()) {
                throw ProblemException.of(
                        ProblemType.UNPROCESSABLE,
                        List.of(new Violation()
                                .pointer("/to")
                                .detail("has no contact of this category that the network shares")));
            }
            requireMeasure(from, now);
            return send(form, from, recipients, now);
        });
    }

    /** A UUID that looks random (RFC 9562 §5.4), as all ids of requests do. */
    private static String idOf(String from, String key) {
        UUID digest = UUID.nameUUIDFromBytes((from + "\n" + key).getBytes(StandardCharsets.UTF_8));
        return new UUID((digest.getMostSignificantBits() & ~0xf000L) | 0x4000L, digest.getLeastSignificantBits())
                .toString();
    }

    private PartyRequest send(PartyRequest form, String from, List<Recipient> recipients, Instant now) {
        String id = form.getId() == null ? UUID.randomUUID().toString() : form.getId();
        RequestEntity exchange = new RequestEntity(id, form, from, texts.keep(form.getText()), now, sides.name());
        exchange.persistAndFlush();
        Instant deadline = exchange.replyBy == null ? now.plus(TIMEOUT) : exchange.replyBy;
        dispatches.queue(RequestTrigger.NAME + exchange.number(), recipients, now, deadline, List.of());
        answer.created("/v1/requests/" + id);
        return reading.show(exchange);
    }

    /** Sent once more under the same id, perhaps because the answer was lost. */
    private PartyRequest again(RequestEntity known, PartyRequest form, boolean named) {
        String text = texts.of(Set.of(known.sealed)).get(known.sealed);
        boolean same = known.isLike(form) && (text == null || bodies.text(text).equals(form.getText()));
        if (!same && !named) {
            throw ProblemException.of(
                    ProblemType.UNPROCESSABLE,
                    "This Idempotency-Key was used for another request. Send a new key for each request.");
        }
        if (!same) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "Another request was sent with the id `" + known.id + "`. Use a new random UUID.");
        }
        return reading.show(known);
    }

    private void requireMeasure(String from, Instant now) {
        List<RequestEntity> newest = RequestEntity.find(
                        "fromParty = ?1 and sentAt > ?2 order by sentAt", from, now.minus(Duration.ofDays(1)))
                .list();
        if (newest.size() >= perDay) {
            Instant free = newest.get(newest.size() - perDay).sentAt.plus(Duration.ofDays(1));
            throw ProblemException.tooManyRequests(
                    "Daily limit of " + perDay + " requests of `parties/" + from + "` reached.",
                    Math.max(1, Duration.between(now, free).toSeconds() + 1));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
