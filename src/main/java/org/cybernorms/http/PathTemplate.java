package org.cybernorms.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;

/**
 * The path of an operation with its parameters in braces ({@code /v1/{kind}/{id}}), under which Micrometer counts a
 * request. Quarkus REST sets it for the requests that it handles; without it each path would be a time series of its own.
 */
final class PathTemplate {

    /** The key of Quarkus. */
    private static final String LOCAL = "UrlPathTemplate";

    private PathTemplate() {}

    /** The template of a request; its path where none was set. */
    static String of(HttpServerRequest request) {
        String template = ((HttpServerRequestInternal) request).context().getLocal(LOCAL);
        return template == null ? request.path() : template;
    }

    static void set(HttpServerRequest request, String template) {
        ((HttpServerRequestInternal) request).context().putLocal(LOCAL, template);
    }
}
