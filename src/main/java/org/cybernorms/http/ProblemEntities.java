package org.cybernorms.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import org.cybernorms.api.model.Problem;

/** Problems in place of an answer that was made already. */
@ApplicationScoped
class ProblemEntities {

    private final ObjectMapper json;

    ProblemEntities(ObjectMapper json) {
        this.json = json;
    }

    /** Written here: the writer of the form that was asked for would write it otherwise. */
    byte[] written(Problem problem) {
        try {
            return json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replaces entity, status and headers. */
    void replace(ContainerResponseContext response, Problem problem, ResponseMetadata metadata) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.clear();
        headers.putSingle(HttpHeaders.VARY, AnswerHeaders.vary(metadata));
        headers.putSingle(HttpHeaders.CONTENT_LANGUAGE, "en");
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.getEtag() != null) {
            headers.putSingle(HttpHeaders.ETAG, problem.getEtag());
        }
        response.setEntity(written(problem), new Annotation[0], ProblemMappers.TYPE);
        response.setStatus(problem.getStatus());
    }
}
