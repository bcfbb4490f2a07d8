package org.cybernorms.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;

/**
 * Reads which forms a request takes: by the query parameter {@code format}, for those who can only give an address, or else
 * by {@code Accept}. Quarkus REST, which would judge {@code Accept} by rules of its own, does not see it; the contract
 * filter tells it the form that was chosen.
 */
@Provider
@PreMatching
class FormatFilter implements ContainerRequestFilter {

    private static final Map<String, String> TYPES = Map.of(
            "json", "application/json",
            "csv", "text/csv",
            "jsonld", "application/ld+json",
            "vcard", "text/vcard",
            "jscontact", "application/jscontact+json");

    private final RequestedForm form;

    FormatFilter(RequestedForm form) {
        this.form = form;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> formats = request.getUriInfo().getQueryParameters().get("format");
        String accept = formats != null && formats.size() == 1 && TYPES.containsKey(formats.get(0))
                ? TYPES.get(formats.get(0))
                : request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept != null) {
            form.takes(MediaRanges.of(accept));
            request.getHeaders().remove(HttpHeaders.ACCEPT);
        }
    }
}
