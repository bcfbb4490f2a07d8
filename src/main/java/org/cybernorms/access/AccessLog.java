package org.cybernorms.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
import org.cybernorms.api.model.AccessLogEntry;
import org.cybernorms.api.model.AccessLogPage;
import org.cybernorms.http.CurrentQuery;
import org.cybernorms.http.Cursor;
import org.cybernorms.http.KnownCallers;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The access log: who read what is not for everybody. Written beside the reading, which it never delays or prevents. */
@ApplicationScoped
public class AccessLog {

    private static final Logger LOG = Logger.getLogger(AccessLog.class);
    private static final int WAITING = 100_000;
    private static final int BATCH = 500;

    private final BlockingQueue<AccessLogRecord> queue = new ArrayBlockingQueue<>(WAITING);
    private final Caller caller;
    private final CurrentQuery query;
    private final Clock clock;
    private final Pager pager;
    private final MeterRegistry metrics;
    private final Thread writer = new Thread(this::write, "access-log");
    private volatile boolean running = true;

    AccessLog(Caller caller, CurrentQuery query, Clock clock, Pager pager, MeterRegistry metrics) {
        this.caller = caller;
        this.query = query;
        this.clock = clock;
        this.pager = pager;
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
        AccessLogRecord disclosure = new AccessLogRecord(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                caller.name(),
                caller.attribute(KnownCallers.SUBJECT),
                kind,
                id,
                version,
                members,
                query.operation().id());
        if (!queue.offer(disclosure)) {
            metrics.counter("registry.access.unlogged").increment();
            LOG.error("The access log queue is full; an access was not recorded");
        }
    }

    private void write() {
        List<AccessLogRecord> batch = new ArrayList<>();
        while (running || !queue.isEmpty()) {
            try {
                AccessLogRecord first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH);
                    List<AccessLogRecord> ready = List.copyOf(batch);
                    QuarkusTransaction.requiringNew().run(() -> ready.forEach(one -> one.persist()));
                    batch.clear();
                }
            } catch (InterruptedException e) {
                running = false;
            } catch (RuntimeException e) {
                metrics.counter("registry.access.unlogged").increment(batch.size());
                LOG.errorf(e, "%d accesses could not be recorded", batch.size());
                batch.clear();
            }
        }
    }

    AccessLogPage list(@Nullable OffsetDateTime from, @Nullable OffsetDateTime to, ListQuery query) {
        List<String> of = query.values("record");
        List<String> by = query.values("reader");
        Pager.Position position = pager.position(query, 1, 0);
        List<AccessLogRecord> found = AccessLogRecord.<AccessLogRecord>find(
                        "(?1 = 0 or concat('/v1/', kind, '/', record) in ?2) and (?3 = 0 or reader in ?4) and at >= ?5"
                                + " and at < ?6 and id < ?7",
                        Sort.descending("id"),
                        of.size(),
                        of.isEmpty() ? List.of("") : of,
                        by.size(),
                        by.isEmpty() ? List.of("") : by,
                        from == null ? Instant.EPOCH : from.toInstant(),
                        to == null ? Instant.parse("9999-01-01T00:00:00Z") : to.toInstant(),
                        position.isFirst()
                                ? Long.MAX_VALUE
                                : Cursor.number(position.after().get(0)))
                .page(Page.ofSize(query.limit() + 1))
                .list();
        Pager.Page<AccessLogEntry> page = pager.page(position, found, one -> List.of(String.valueOf(one.id)))
                .map(AccessLog::show);
        return new AccessLogPage().items(page.items()).next(page.next()).cursor(page.cursor());
    }

    private static AccessLogEntry show(AccessLogRecord disclosure) {
        return new AccessLogEntry()
                .at(disclosure.at.atOffset(ZoneOffset.UTC))
                .reader(disclosure.reader)
                .subject(disclosure.subject)
                .record("/v1/" + disclosure.kind + "/" + disclosure.record)
                .version(disclosure.version)
                .members(disclosure.members())
                .operation(disclosure.operation);
    }
}
