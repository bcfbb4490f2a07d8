package org.cybernorms.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Leaves out what was written where a client prefers that: {@code Prefer: return=minimal} (RFC 7240 §4.2). */
@Provider
@Priority(MinimalAnswers.AFTER_HEADERS)
class MinimalAnswers implements ContainerResponseFilter {

    /** Response filters run in descending order of their priority. */
    static final int AFTER_HEADERS = 1000;

    private static final Set<String> WRITES = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final Pattern MINIMAL = Pattern.compile("(^|,)\\s*return\\s*=\\s*\"?minimal\"?\\s*($|[,;])");

    private final CurrentQuery current;

    MinimalAnswers(CurrentQuery current) {
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String prefer = request.getHeaderString("Prefer");
        boolean written = response.getStatus() == 200 || response.getStatus() == 201;
        if (prefer == null
                || !written
                || !WRITES.contains(request.getMethod())
                || current.operation().parameters().stream()
                        .noneMatch(parameter -> parameter.name().equals("Prefer"))
                || !MINIMAL.matcher(prefer.toLowerCase(Locale.ROOT)).find()) {
            return;
        }
        response.getHeaders().putSingle("Preference-Applied", "return=minimal");
        response.setEntity(null);
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
    }
}
