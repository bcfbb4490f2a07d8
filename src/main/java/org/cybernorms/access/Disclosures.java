package org.cybernorms.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cybernorms.api.model.DisclosurePage;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Cursor;
import org.cybernorms.web.ListAddress;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The access log: who read what is not for everybody. Written beside the reading, which it never delays or prevents. */
@ApplicationScoped
public class Disclosures {

    private static final Logger LOG = Logger.getLogger(Disclosures.class);
    private static final int WAITING = 100_000;
    private static final int BATCH = 500;

    private final BlockingQueue<Disclosure> queue = new ArrayBlockingQueue<>(WAITING);
    private final Caller caller;
    private final ResourceInfo resource;
    private final Clock clock;
    private final Answer answer;
    private final UriInfo uri;
    private final MeterRegistry metrics;
    private final Thread writer = new Thread(this::write, "access-log");
    private volatile boolean running = true;

    Disclosures(Caller caller, ResourceInfo resource, Clock clock, Answer answer, UriInfo uri, MeterRegistry metrics) {
        this.caller = caller;
        this.resource = resource;
        this.clock = clock;
        this.answer = answer;
        this.uri = uri;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        writer.setDaemon(true);
        writer.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        writer.join(TimeUnit.SECONDS.toMillis(10));
    }

    /** Notes that the caller is shown members of a record. */
    public void note(String kind, String id, int version, List<String> members) {
        Disclosure disclosure = new Disclosure(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                caller.name(),
                caller.attribute(TokenRoles.SUBJECT),
                kind,
                id,
                version,
                members,
                resource.getResourceMethod().getName());
        if (!queue.offer(disclosure)) {
            metrics.counter("registry.access.unlogged").increment();
            LOG.error("The access log cannot keep up; a reading was not noted");
        }
    }

    private void write() {
        List<Disclosure> batch = new ArrayList<>();
        while (running || !queue.isEmpty()) {
            try {
                Disclosure first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH);
                    List<Disclosure> ready = List.copyOf(batch);
                    QuarkusTransaction.requiringNew().run(() -> ready.forEach(one -> one.persist()));
                    batch.clear();
                }
            } catch (InterruptedException e) {
                running = false;
            } catch (RuntimeException e) {
                metrics.counter("registry.access.unlogged").increment(batch.size());
                LOG.errorf(e, "%d readings could not be noted", batch.size());
                batch.clear();
            }
        }
    }

    DisclosurePage list(
            @Nullable List<String> records,
            @Nullable List<String> readers,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to,
            int limit,
            @Nullable String cursor) {
        List<String> of = records == null ? List.of() : records;
        List<String> by = readers == null ? List.of() : readers;
        Instant begin = from == null ? Instant.EPOCH : from.toInstant();
        Instant end = to == null ? Instant.parse("9999-01-01T00:00:00Z") : to.toInstant();
        int walk = ("access-log" + of + by + begin + end).hashCode();
        long below = cursor == null
                ? Long.MAX_VALUE
                : Cursor.number(Cursor.decode(cursor, walk, 1).place().get(0));
        List<Disclosure> found = Disclosure.<Disclosure>find(
                        "(?1 = 0 or concat('/v1/', kind, '/', record) in ?2) and (?3 = 0 or reader in ?4) and at >= ?5"
                                + " and at < ?6 and id < ?7",
                        Sort.descending("id"),
                        of.size(),
                        of.isEmpty() ? List.of("") : of,
                        by.size(),
                        by.isEmpty() ? List.of("") : by,
                        begin,
                        end,
                        below)
                .page(Page.ofSize(limit + 1))
                .list();
        answer.link(ListAddress.of(uri, null), "first");
        DisclosurePage page = new DisclosurePage()
                .items(found.stream().limit(limit).map(Disclosures::show).toList());
        if (found.size() > limit) {
            String next =
                    ListAddress.of(uri, new Cursor(0, walk, List.of(String.valueOf(found.get(limit - 1).id))).encode());
            answer.link(next, "next");
            page.next(next);
        }
        return page;
    }

    private static org.cybernorms.api.model.Disclosure show(Disclosure disclosure) {
        return new org.cybernorms.api.model.Disclosure()
                .at(disclosure.at.atOffset(ZoneOffset.UTC))
                .reader(disclosure.reader)
                .subject(disclosure.subject)
                .record("/v1/" + disclosure.kind + "/" + disclosure.record)
                .version(disclosure.version)
                .members(disclosure.members())
                .operation(disclosure.operation);
    }
}
