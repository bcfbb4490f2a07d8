package org.cybernorms.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads request bodies on the event loop, before a worker is taken: who sends slowly occupies a connection and no thread.
 * A body has to be complete within a time, and not larger than the caller may send; all that are in memory together have
 * a bound, because until a key is looked at everybody may send as much as its owner.
 */
@ApplicationScoped
class RequestBodies {

    private static final int AFTER_THE_ADDRESS = 900;
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    /** The share of the heap that bodies may fill: an eighth, and room for two of the largest. */
    private static final long MOST = Math.max(Runtime.getRuntime().maxMemory() / 8, 2L * BodyLimits.CONTENT);

    private final ProblemPages problems;
    private final long milliseconds;
    private final AtomicLong held = new AtomicLong();

    RequestBodies(ProblemPages problems, @ConfigProperty(name = "registry.body-timeout") java.time.Duration timeout) {
        this.problems = problems;
        this.milliseconds = timeout.toMillis();
    }

    void filters(@Observes Filters filters) {
        filters.register(this::read, AFTER_THE_ADDRESS);
    }

    private void read(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!WITH_BODY.contains(request.method())) {
            routing.next();
            return;
        }
        int limit = BodyLimits.of(request);
        Buffer body = Buffer.buffer();
        long timer = routing.vertx().setTimer(milliseconds, late -> refuse(routing, ProblemType.REQUEST_TIMEOUT));
        request.exceptionHandler(failure -> routing.vertx().cancelTimer(timer));
        routing.addEndHandler(answered -> held.addAndGet(-body.length()));
        request.handler(chunk -> {
            body.appendBuffer(chunk);
            boolean room = held.addAndGet(chunk.length()) <= MOST;
            if ((body.length() > limit || !room) && routing.vertx().cancelTimer(timer)) {
                refuse(routing, room ? ProblemType.CONTENT_TOO_LARGE : ProblemType.SERVICE_UNAVAILABLE);
            }
        });
        request.endHandler(end -> {
            if (routing.vertx().cancelTimer(timer)) {
                ((RoutingContextInternal) routing).setBody(body);
                routing.next();
            }
        });
    }

    private void refuse(RoutingContext routing, ProblemType type) {
        routing.response().putHeader("Connection", "close");
        if (type == ProblemType.SERVICE_UNAVAILABLE) {
            routing.response().putHeader("Retry-After", "1");
        }
        routing.request().handler(rest -> {});
        routing.addEndHandler(sent -> routing.request().connection().close());
        problems.answer(routing, type);
    }
}
