package org.cybernorms.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Sends the part of a content that a request asks for (RFC 9110 §14). */
@ApplicationScoped
class RangeAnswers {

    private static final String CONTENT_RANGE = "Content-Range";

    private final ProblemEntities problems;

    RangeAnswers(ProblemEntities problems) {
        this.problems = problems;
    }

    /** Makes 206 or 416 of the answer where {@code Range} says so; several ranges are answered by the whole. */
    void answer(
            ContainerRequestContext request,
            ContainerResponseContext response,
            byte[] content,
            @Nullable String etag,
            ResponseMetadata metadata) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Accept-Ranges", "bytes");
        ByteRange range = request.getMethod().equals(HttpMethod.GET)
                        && ByteRange.isMeant(request.getHeaderString("If-Range"), etag, metadata.lastModified())
                ? ByteRange.of(request.getHeaderString("Range"), content.length)
                : null;
        if (range == null) {
            return;
        }
        if (range.isSatisfiable(content.length)) {
            headers.putSingle(CONTENT_RANGE, "bytes " + range.from() + "-" + range.to() + "/" + content.length);
            response.setEntity(Arrays.copyOfRange(content, range.from(), range.to() + 1));
            response.setStatus(206);
        } else {
            problems.replace(
                    response,
                    ProblemException.problem(ProblemType.RANGE_NOT_SATISFIABLE)
                            .detail("The content has " + content.length + " bytes."),
                    metadata);
            response.getHeaders().putSingle("Accept-Ranges", "bytes");
            response.getHeaders().putSingle(CONTENT_RANGE, "bytes */" + content.length);
        }
    }
}
