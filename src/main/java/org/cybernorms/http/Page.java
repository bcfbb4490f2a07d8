package org.cybernorms.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A text that is the same for all callers, with its entity tag. There is one form of it, whatever is asked for. */
class Page {

    static final String HTML = "text/html; charset=utf-8";

    /** Our own style, scripts and pictures; no other site may show the page in a frame. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String type;
    private final String policy;
    private final Buffer text;
    private final String etag;

    Page(String type, String text) {
        this(type, POLICY, text);
    }

    /** @param policy of a page in HTML */
    Page(String type, String policy, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        this.type = type;
        this.policy = policy;
        this.text = Buffer.buffer(bytes);
        this.etag = EntityTags.of(sum.getValue());
    }

    void answer(RoutingContext routing, ProblemPages problems) {
        HttpServerRequest request = routing.request();
        MultiMap asked = request.headers();
        HttpServerResponse response = routing.response();
        boolean gzip = asked.contains("Accept-Encoding"); // see ContentCodings
        Preconditions.Decision decision =
                Preconditions.decide(name -> value(asked, name), new Preconditions.Selected(etag, gzip, null));
        if (decision.verdict() == Preconditions.Verdict.FAILED) {
            problems.answer(routing, ProblemType.STALE_VERSION);
            return;
        }
        response.headers().remove("Content-Encoding"); // "identity" would forbid to compress it
        response.putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-cache")
                .putHeader("ETag", decision.etag())
                .putHeader("Vary", "Accept-Encoding");
        if (type.equals(HTML)) {
            response.putHeader("Content-Security-Policy", policy).putHeader("X-Frame-Options", "DENY");
        }
        if (decision.verdict() == Preconditions.Verdict.NOT_MODIFIED) {
            response.setStatusCode(304).end();
        } else if (request.method() != HttpMethod.HEAD) {
            response.end(text);
        } else if (gzip) {
            response.putHeader("Content-Encoding", ContentCodings.GZIP).end();
        } else {
            response.putHeader("Content-Length", String.valueOf(text.length())).end();
        }
    }

    /** All lines of a header. */
    private static @Nullable String value(MultiMap headers, String name) {
        return headers.contains(name) ? String.join(", ", headers.getAll(name)) : null;
    }
}
