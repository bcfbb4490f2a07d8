package org.cybernorms.web;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The address of a list on another page. */
public final class ListAddress {

    private static final String CURSOR = "cursor";

    private ListAddress() {}

    /** The address of this request, its parameters in their order, with another cursor or without; relative to the host. */
    public static String of(UriInfo uri, @Nullable String cursor) {
        URI request = uri.getRequestUri();
        Stream<String> kept = request.getRawQuery() == null
                ? Stream.empty()
                : Arrays.stream(request.getRawQuery().split("&"))
                        .filter(parameter -> !parameter.split("=", 2)[0].equals(CURSOR));
        String query = Stream.concat(kept, cursor == null ? Stream.empty() : Stream.of(CURSOR + "=" + cursor))
                .filter(parameter -> !parameter.isEmpty())
                .collect(Collectors.joining("&"));
        return request.getRawPath() + (query.isEmpty() ? "" : "?" + query);
    }
}
