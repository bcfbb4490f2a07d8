package org.cybernorms.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** How many bytes a body may have. */
final class BodyLimits {

    /** Of a caller without key or token. */
    static final int ANONYMOUS = 64 << 10;

    static final int LIMIT = 1 << 20;

    /** The content of a document, or an attachment. */
    static final int CONTENT = 20 << 20;

    private static final Pattern CONTENTS =
            Pattern.compile("/v1/documents/[^/]+/content|/v1/points-of-contact/[^/]+/attachments/[^/]+");

    private BodyLimits() {}

    static int of(HttpServerRequest request) {
        boolean anonymous =
                !request.headers().contains("X-API-Key") && !request.headers().contains("Authorization");
        if (anonymous) {
            return ANONYMOUS;
        }
        return CONTENTS.matcher(request.path()).matches() ? CONTENT : LIMIT;
    }
}
