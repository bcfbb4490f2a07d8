package org.cybernorms.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.cybernorms.api.model.Problem;
import org.cybernorms.contract.Contract;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps every exception to a problem (RFC 9457). */
class ProblemMappers {

    static final String MEDIA_TYPE = "application/problem+json";
    static final MediaType TYPE = MediaType.valueOf(MEDIA_TYPE);
    private static final int RETRY_SECONDS = 5;
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final Contract contract;
    private final ObjectMapper json;
    private final ProtectedResource resource;

    ProblemMappers(Contract contract, ObjectMapper json, ProtectedResource resource) {
        this.contract = contract;
        this.json = json;
        this.resource = resource;
    }

    @ServerExceptionMapper
    RestResponse<String> problem(ProblemException exception) {
        RestResponse.ResponseBuilder<String> response = respond(exception.problem());
        if (exception.retryAfter() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, exception.retryAfter());
        }
        return response.build();
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    RestResponse<String> unauthorized() {
        return respond(
                        ProblemException.problem(ProblemType.UNAUTHORIZED)
                                .detail(
                                        "Send a valid API key in `X-API-Key` or a valid access token in `Authorization: Bearer`."))
                .build();
    }

    @ServerExceptionMapper
    RestResponse<String> forbidden(ForbiddenException exception) {
        return respond(ProblemException.problem(ProblemType.FORBIDDEN)
                        .detail("Missing scope for this operation. `GET /v1/me` lists your scopes."))
                .build();
    }

    /** Jakarta REST reports a malformed parameter as 404 with a cause; the answer is 400. */
    @ServerExceptionMapper
    RestResponse<String> notFound(NotFoundException exception) {
        return exception.getCause() == null
                ? respond(ProblemException.problem(ProblemType.NOT_FOUND).detail("No resource has this URL."))
                        .build()
                : respond(ProblemException.problem(ProblemType.INVALID_REQUEST)
                                .detail("A parameter has an invalid format or value."))
                        .build();
    }

    @ServerExceptionMapper
    RestResponse<String> notAllowed(NotAllowedException exception, UriInfo uri) {
        String allow = String.join(", ", contract.methods(uri.getPath()));
        return respond(ProblemException.problem(ProblemType.METHOD_NOT_ALLOWED)
                        .detail("Allowed methods: " + allow + "."))
                .header(HttpHeaders.ALLOW, allow)
                .build();
    }

    @ServerExceptionMapper
    RestResponse<String> notSupported(NotSupportedException exception, UriInfo uri, Request request) {
        RestResponse.ResponseBuilder<String> response =
                respond(ProblemException.problem(ProblemType.UNSUPPORTED_MEDIA_TYPE)
                        .detail("Supported media types of the body: "
                                + String.join(", ", contract.bodyTypes(request.getMethod(), uri.getPath())) + "."));
        if (contract.methods(uri.getPath()).contains("PATCH")) {
            response.header("Accept-Patch", "application/merge-patch+json");
        }
        return response.build();
    }

    @ServerExceptionMapper
    RestResponse<String> other(WebApplicationException exception) {
        int status = exception.getResponse().getStatus();
        return ProblemType.ofStatus(status)
                .filter(type -> type != ProblemType.INTERNAL_ERROR)
                .map(type -> respond(ProblemException.problem(type).detail(type.explanation()))
                        .build())
                .orElseGet(() -> failure(exception));
    }

    /** Logs a failure on one line with its causes, and the stack trace at level DEBUG. */
    @ServerExceptionMapper
    RestResponse<String> failure(Throwable exception) {
        if (Overload.causes(exception)) {
            LOG.warnf("The database does not respond in time: %s", Overload.describe(exception));
            return respond(ProblemException.problem(ProblemType.SERVICE_UNAVAILABLE)
                            .detail(ProblemType.SERVICE_UNAVAILABLE.explanation()))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                    .build();
        }
        String instance = "urn:uuid:" + UUID.randomUUID();
        LOG.errorf("A request failed: %s: %s", instance, Overload.describe(exception));
        LOG.debugf(exception, "Stack trace of %s", instance);
        return respond(ProblemException.problem(ProblemType.INTERNAL_ERROR)
                        .detail("The service failed. Quote `instance` to the operator.")
                        .instance(instance))
                .build();
    }

    private RestResponse.ResponseBuilder<String> respond(Problem problem) {
        RestResponse.ResponseBuilder<String> response = RestResponse.ResponseBuilder.<String>create(
                        problem.getStatus(), problem.getTitle())
                .entity(written(problem))
                .type(MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, "en")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.getStatus() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, resource.challenge());
        }
        if (problem.getEtag() != null) {
            response.header(HttpHeaders.ETAG, problem.getEtag());
        }
        if (problem.getHistory() != null) {
            response.header(HttpHeaders.LINK, "<" + problem.getHistory() + ">; rel=\"version-history\"");
        }
        return response;
    }

    /** Serialised here: after a failure of the writer of another format, that writer would be called again. */
    private String written(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
