package org.cybernorms.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.cybernorms.api.model.Violation;
import org.cybernorms.contract.AbsentValues;
import org.cybernorms.contract.AnswerAdditions;
import org.cybernorms.contract.Schemas;

/**
 * Holds every body against its schema in the contract before it is bound, so that all faults are reported at once:
 * encoding, JSON (one value, no duplicate members, bounded depth), then members, types and values.
 */
@Provider
class RequestBodyFilter implements ReaderInterceptor {

    private final ObjectMapper json;
    private final Schemas schemas;
    private final CurrentQuery current;

    RequestBodyFilter(ObjectMapper json, Schemas schemas, CurrentQuery current) {
        this.json = json;
        this.schemas = schemas;
        this.current = current;
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        encoding(context);
        if (context.getType() == byte[].class) {
            return bytes(context);
        }
        byte[] body = context.getInputStream().readNBytes(BodyLimits.LIMIT + 1);
        if (body.length > BodyLimits.LIMIT) {
            throw ProblemException.of(ProblemType.CONTENT_TOO_LARGE, ProblemType.CONTENT_TOO_LARGE.explanation());
        }
        boolean patch = context.getMediaType().getSubtype().equals("merge-patch+json");
        JsonNode sent = AnswerAdditions.remove(parse(body));
        JsonNode value = patch ? AbsentValues.removing(sent) : AbsentValues.remove(sent);
        List<Violation> faults = schemas.faultsAt(current.operation().body(), value);
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, faults);
        }
        if (context.getType() == ObjectNode.class) {
            return value;
        }
        context.setInputStream(new ByteArrayInputStream(json.writeValueAsBytes(value)));
        try {
            return context.proceed();
        } catch (JacksonException | WebApplicationException e) {
            throw unbound(e);
        }
    }

    /** A content of a document: checked by whoever stores it. */
    private static byte[] bytes(ReaderInterceptorContext context) throws IOException {
        byte[] body = context.getInputStream().readNBytes(BodyLimits.CONTENT + 1);
        if (body.length > BodyLimits.CONTENT) {
            throw ProblemException.of(ProblemType.CONTENT_TOO_LARGE, ProblemType.CONTENT_TOO_LARGE.explanation());
        }
        return body;
    }

    private static void encoding(ReaderInterceptorContext context) {
        String coding = context.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Encoding is not supported for request bodies. Send the body without it.");
        }
    }

    /** What fits the schema and still cannot be bound: a time that is written in an unusual way. */
    private static ProblemException unbound(Exception exception) {
        Throwable cause = exception instanceof WebApplicationException ? exception.getCause() : exception;
        StringBuilder pointer = new StringBuilder();
        if (cause instanceof JsonMappingException mapping) {
            mapping.getPath().forEach(step -> pointer.append('/')
                    .append(step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName()));
        }
        return ProblemException.of(
                ProblemType.INVALID_REQUEST,
                List.of(new Violation()
                        .pointer(pointer.toString())
                        .detail("must be an instant in RFC 3339 format; for example: 2026-11-21T09:30:00Z")));
    }

    private JsonNode parse(byte[] body) {
        String text = StrictText.utf8(body).orElseThrow(() -> fault("must be text in UTF-8"));
        try {
            JsonNode value = json.readTree(text);
            if (value == null || value.isMissingNode()) {
                throw fault("a JSON body is required");
            }
            return value;
        } catch (JacksonException e) {
            JsonLocation place = e.getLocation();
            throw fault("must be valid JSON"
                    + (place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")")
                    + ": " + StrictJson.describe(e));
        }
    }

    private static ProblemException fault(String detail) {
        return ProblemException.of(
                ProblemType.INVALID_REQUEST, List.of(new Violation().pointer("").detail(detail)));
    }
}
