package org.cybernorms.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A text that is the same for all callers, with its entity tag. */
class Page {

    private final String type;
    private final Buffer text;
    private final String etag;

    Page(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        this.type = type;
        this.text = Buffer.buffer(bytes);
        this.etag = Preconditions.etag(sum.getValue());
    }

    void answer(RoutingContext request) {
        HttpServerResponse response = request.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-cache")
                .putHeader("ETag", etag)
                .putHeader("Vary", "Accept, Accept-Encoding");
        response.headers().remove("Content-Encoding"); // "identity" would forbid to compress it
        if (Preconditions.has(request.request().getHeader("If-None-Match"), etag)) {
            response.setStatusCode(304).end();
        } else if (request.request().method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", String.valueOf(text.length())).end();
        } else {
            response.end(text);
        }
    }
}
