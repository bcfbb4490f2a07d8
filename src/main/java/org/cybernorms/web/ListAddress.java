package org.cybernorms.web;

import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The address of a list on another page. */
public final class ListAddress {

    private ListAddress() {}

    /** The address of this request with another cursor, or without; relative to the host. */
    public static String of(UriInfo uri, @Nullable String cursor) {
        UriBuilder address = UriBuilder.fromPath(uri.getRequestUri().getRawPath());
        uri.getQueryParameters().forEach((name, values) -> {
            if (!name.equals("cursor")) {
                values.forEach(value -> address.queryParam(name, encode(value)));
            }
        });
        return (cursor == null ? address : address.queryParam("cursor", cursor))
                .build()
                .toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
