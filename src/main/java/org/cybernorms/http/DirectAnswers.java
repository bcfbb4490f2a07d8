package org.cybernorms.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Answers plain reads (JSON, no query, no preferences) on the event loop where they need no database. All other requests go
 * on to their operation, which answers the same.
 */
@ApplicationScoped
class DirectAnswers {

    private static final int AFTER_ADMISSION = 230;
    private static final Set<String> JSON = Set.of(MediaType.WILDCARD, MediaType.APPLICATION_JSON);

    private final DirectReads reads;
    private final AnswerHeaders headers;
    private final ResponseCache cache;

    DirectAnswers(DirectReads reads, AnswerHeaders headers, ResponseCache cache) {
        this.reads = reads;
        this.headers = headers;
        this.cache = cache;
    }

    void filters(@Observes Filters filters) {
        filters.register(this::answer, AFTER_ADMISSION);
    }

    private void answer(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Optional<ResponseCache.Answer> answer =
                ResponseCache.isPlain(request) && wantsJson(request.headers()) && request.query() == null
                        ? reads.read(request.path()).flatMap(this::made)
                        : Optional.empty();
        answer.ifPresentOrElse(found -> cache.send(request, routing.response(), found), routing::next);
    }

    private static boolean wantsJson(MultiMap headers) {
        String accept = headers.get("Accept");
        return (accept == null || (JSON.contains(accept) && ResponseCache.isShort(headers, "Accept")))
                && !headers.contains("Accept-Language");
    }

    private Optional<ResponseCache.Answer> made(DirectReads.Representation read) {
        ResponseMetadata metadata = read.metadata();
        String etag = Objects.requireNonNull(metadata.etag());
        return headers.isOver(Objects.requireNonNull(metadata.lastModified()))
                ? Optional.of(ResponseCache.answer(
                        read.template(),
                        read.json(),
                        etag,
                        headers.of(metadata, List.copyOf(read.languages().all()), true),
                        Objects.requireNonNull(metadata.current())))
                : Optional.empty();
    }
}
