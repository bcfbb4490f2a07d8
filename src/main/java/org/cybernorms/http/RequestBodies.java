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
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads request bodies on the event loop, before a worker is taken: who sends slowly occupies a connection and no thread.
 * A body has to be complete within a time, and not larger than the caller may send.
 */
@ApplicationScoped
class RequestBodies {

    private static final int AFTER_THE_ADDRESS = 900;
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final ProblemPages problems;
    private final long milliseconds;

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
        request.handler(chunk -> {
            if (body.length() <= limit) {
                body.appendBuffer(chunk);
            }
            if (body.length() > limit && routing.vertx().cancelTimer(timer)) {
                refuse(routing, ProblemType.CONTENT_TOO_LARGE);
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
        routing.response().endHandler(sent -> routing.request().connection().close());
        problems.answer(routing, type);
    }
}
