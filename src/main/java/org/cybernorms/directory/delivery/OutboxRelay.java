package org.cybernorms.directory.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries queued messages to the mail server. A message is marked before it is handed over and is never handed over
 * twice: where the service ends in between, it stays {@code interrupted}.
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(20);

    private final MessageRenderer letters;
    private final Deputies deputies;
    private final MailSender post;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final ExecutorService hands;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    OutboxRelay(
            MessageRenderer letters,
            Deputies deputies,
            MailSender post,
            Clock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "registry.mail-connections") int connections) {
        this.letters = letters;
        this.deputies = deputies;
        this.post = post;
        this.clock = clock;
        this.metrics = metrics;
        this.hands = Executors.newFixedThreadPool(connections, work -> {
            Thread thread = new Thread(work, "courier");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is being handed over may end; nothing else begins. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        hands.shutdown();
        if (!hands.awaitTermination(CLAIM_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("A message is still being sent; its state remains interrupted");
        }
    }

    /** What is due now: messages that were interrupted, deputies of those who stay silent, and all that waits. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        if (stopping) {
            return;
        }
        Instant now = now();
        QuarkusTransaction.requiringNew()
                .run(() -> OutboxMessage.update(
                        "state = ?1, fallbackAt = ?2 where state = ?3 and claimedAt < ?4",
                        OutboxMessage.State.interrupted,
                        now,
                        OutboxMessage.State.sending,
                        now.minus(TIMEOUT)));
        deputies.call(now);
        for (String id : waiting(now)) {
            if (!stopping && inHand.add(id)) {
                hands.execute(() -> carryOrFail(id));
            }
        }
    }

    /** A message that cannot be written is not tried for ever; one that was handed over is left to be interrupted. */
    private void carryOrFail(String id) {
        try {
            carry(id);
        } catch (RuntimeException e) {
            LOG.errorf(e, "A message could not be sent");
            QuarkusTransaction.requiringNew()
                    .run(() -> OutboxMessage.update(
                            "state = ?1 where id = ?2 and state = ?3",
                            OutboxMessage.State.failed,
                            id,
                            OutboxMessage.State.queued));
        } finally {
            inHand.remove(id);
        }
    }

    private List<String> waiting(Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> OutboxMessage.<OutboxMessage>find(
                        "state = ?1 and dueAt <= ?2", Sort.ascending("dueAt", "id"), OutboxMessage.State.queued, now)
                .page(Page.ofSize(BATCH))
                .list()
                .stream()
                .map(dispatch -> dispatch.id)
                .toList());
    }

    private void carry(String id) {
        if (stopping) {
            return;
        }
        String link = AcknowledgementLink.make();
        String reference = AcknowledgementLink.make();
        Optional<RenderedMessage> letter = QuarkusTransaction.requiringNew().call(() -> claim(id, link, reference));
        letter.ifPresent(ready -> {
            MailSender.DeliveryStatus fate = ready.address() == null
                    ? null
                    : post.send(id, reference, ready.address(), ready.subject(), ready.text());
            QuarkusTransaction.requiringNew().run(() -> settle(id, fate, ready));
            if (ready.isTest()) { // of other messages nobody is told, not even how many there are
                metrics.counter("registry.messages", "fate", fate == null ? "unaddressed" : fate.name())
                        .increment();
            }
        });
    }

    /** Takes a message, unless another replica has it or its occasion has ended. */
    private Optional<RenderedMessage> claim(String id, String link, String reference) {
        boolean mine = OutboxMessage.update(
                        "state = ?1, claimedAt = ?2, linkHash = ?3, reference = ?4, attempts = attempts + 1"
                                + " where id = ?5 and state = ?6",
                        OutboxMessage.State.sending,
                        now(),
                        AcknowledgementLink.hash(link),
                        reference,
                        id,
                        OutboxMessage.State.queued)
                == 1;
        if (!mine) {
            return Optional.empty();
        }
        Optional<RenderedMessage> letter = letters.write(OutboxMessage.<OutboxMessage>findById(id), link);
        if (letter.isEmpty()) {
            OutboxMessage.update("state = ?1 where id = ?2", OutboxMessage.State.failed, id);
        }
        return letter;
    }

    /** Writes only what became of the message: others may note at the same time that it was acknowledged. */
    private void settle(String id, MailSender.@Nullable DeliveryStatus fate, RenderedMessage letter) {
        OutboxMessage dispatch = OutboxMessage.findById(id);
        Instant now = now();
        Instant fallback = letter.fallbackAfter().map(now::plus).orElse(null);
        Instant atOnce = fallback == null ? null : now;
        if (fate == null) {
            become(dispatch, OutboxMessage.State.unaddressed, atOnce);
            return;
        }
        dispatch.channel = "email";
        switch (fate) {
            case sent -> {
                dispatch.sentAt = now;
                become(dispatch, OutboxMessage.State.sent, fallback);
            }
            case refused -> become(dispatch, OutboxMessage.State.bounced, atOnce);
            case unknown -> become(dispatch, OutboxMessage.State.interrupted, atOnce);
            case later -> {
                boolean enough = dispatch.attempts >= MOST_ATTEMPTS;
                dispatch.dueAt = now.plus(Duration.ofSeconds(1L << 2 * dispatch.attempts));
                become(
                        dispatch,
                        enough ? OutboxMessage.State.failed : OutboxMessage.State.queued,
                        enough ? atOnce : null);
            }
        }
    }

    private static void become(OutboxMessage dispatch, OutboxMessage.State state, @Nullable Instant fallbackAt) {
        dispatch.state = state;
        dispatch.fallbackAt = fallbackAt;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
