package org.cybernorms.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;

/** Lets the query parameter {@code format} stand for {@code Accept}, for those who can only give an address. */
@Provider
@PreMatching
class FormatFilter implements ContainerRequestFilter {

    private static final Map<String, String> TYPES = Map.of(
            "json", "application/json",
            "csv", "text/csv",
            "jsonld", "application/ld+json",
            "vcard", "text/vcard",
            "jscontact", "application/jscontact+json");

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> formats = request.getUriInfo().getQueryParameters().get("format");
        if (formats != null && formats.size() == 1 && TYPES.containsKey(formats.get(0))) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, TYPES.get(formats.get(0)));
        }
    }
}
