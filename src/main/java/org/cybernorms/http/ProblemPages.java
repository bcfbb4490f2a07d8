package org.cybernorms.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.cybernorms.api.model.Problem;

/** Problems (RFC 9457) of requests that no operation has seen. */
@ApplicationScoped
class ProblemPages {

    private final ObjectMapper json;

    ProblemPages(ObjectMapper json) {
        this.json = json;
    }

    void answer(RoutingContext routing, int status) {
        answer(routing, ProblemType.ofStatus(status).orElse(ProblemType.INTERNAL_ERROR));
    }

    void answer(RoutingContext routing, ProblemType type) {
        HttpServerResponse response = routing.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        Problem body = ProblemException.problem(type).detail(type.explanation());
        StrictText.addressFault(routing.request().uri())
                .ifPresent(found -> body.detail("1 violation was found.").errors(List.of(found)));
        try {
            response.setStatusCode(type.status())
                    .putHeader("Content-Type", ProblemMappers.MEDIA_TYPE)
                    .putHeader("Content-Language", "en")
                    .putHeader("Cache-Control", "no-store")
                    .end(json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
