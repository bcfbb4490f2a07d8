package org.cybernorms.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.buffer.Unpooled;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Finished answers to reads without a key, sent on the event loop before anything else of the request is looked at. An
 * answer is kept by address, {@code Accept} and {@code Accept-Language}, as long as its condition holds: that no entry was
 * appended on which it depends. The bound is in bytes.
 */
@ApplicationScoped
class ResponseCache {

    /** After CORS, before authentication and routing. */
    private static final int BEFORE_ROUTING = 250;

    private static final int OVERHEAD = 1_200;
    private static final int LONGEST_KEY = 2_000;
    private static final int LONGEST_HEADER = 300;
    private static final int LONGEST_TAG = 100;

    /**
     * One answer.
     *
     * @param template the path of its operation
     * @param etag without a content coding
     * @param codedEtag in gzip
     * @param headers all but the tag
     * @param current whether it still is what the operation would answer
     */
    record Answer(
            String template,
            Buffer body,
            String etag,
            String codedEtag,
            List<Map.Entry<String, String>> headers,
            BooleanSupplier current) {}

    private record Key(
            String address,
            @Nullable String accept,
            @Nullable String languages) {}

    private final Cache<Key, Answer> answers;

    ResponseCache(@ConfigProperty(name = "registry.cache-share") double share) {
        answers = Caffeine.newBuilder()
                .maximumWeight((long) (Runtime.getRuntime().maxMemory() * share))
                .weigher((Key key, Answer answer) -> OVERHEAD + key.address.length() + answer.body.length())
                .build();
    }

    void filters(@Observes Filters filters) {
        filters.register(this::serve, BEFORE_ROUTING);
    }

    private static @Nullable Key key(HttpServerRequest request) {
        if (!isPlain(request)) {
            return null;
        }
        MultiMap headers = request.headers();
        return isShort(headers, "Accept") && isShort(headers, "Accept-Language")
                ? new Key(request.uri(), headers.get("Accept"), headers.get("Accept-Language"))
                : null;
    }

    /** Whether a header is absent or one line; one that is longer than any browser sends is not worth its place. */
    static boolean isShort(MultiMap headers, String name) {
        String value = headers.get(name);
        return value == null
                || (value.length() <= LONGEST_HEADER && headers.getAll(name).size() == 1);
    }

    /** Whether a request is a read of what everybody may see, with nothing that its operation would have to judge. */
    static boolean isPlain(HttpServerRequest request) {
        MultiMap headers = request.headers();
        return request.method() == HttpMethod.GET
                && !headers.contains("X-API-Key")
                && !headers.contains("Authorization")
                && !headers.contains("Accept-Datetime")
                && isSimple(headers)
                && request.uri().length() <= LONGEST_KEY;
    }

    /** An answer to be kept; the headers need no content type. */
    static Answer answer(
            String template,
            byte[] json,
            String etag,
            List<Map.Entry<String, String>> headers,
            BooleanSupplier current) {
        List<Map.Entry<String, String>> all = new ArrayList<>(headers);
        all.add(Map.entry("Content-Type", "application/json;charset=UTF-8"));
        all.sort(Map.Entry.comparingByKey(String.CASE_INSENSITIVE_ORDER));
        return new Answer(
                template, Buffer.buffer(Unpooled.wrappedBuffer(json)), etag, EntityTags.coded(etag), all, current);
    }

    /** Whether preconditions are such that the contract accepts them without a look: one tag, or any, or none. */
    private static boolean isSimple(MultiMap headers) {
        if (headers.contains("If-Match") || headers.contains("If-Unmodified-Since")) {
            return false;
        }
        String tag = headers.get("If-None-Match");
        return tag == null
                ? !headers.contains("If-Modified-Since")
                : tag.length() < LONGEST_TAG
                        && isShort(headers, "If-None-Match")
                        && tag.length() > 2
                        && (tag.startsWith("\"") || tag.startsWith("W/\""))
                        && tag.indexOf('"', tag.indexOf('"') + 1) == tag.length() - 1;
    }

    private void serve(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Key key = key(request);
        Answer answer = key == null ? null : answers.getIfPresent(key);
        if (answer != null && answer.current.getAsBoolean()) {
            answer(request, routing.response(), answer);
        } else {
            routing.next(); // an answer that is no longer current is replaced by the next one
        }
    }

    /** Sends an answer and keeps it. */
    void send(HttpServerRequest request, HttpServerResponse response, Answer answer) {
        keep(request, answer);
        answer(request, response, answer);
    }

    private static void answer(HttpServerRequest request, HttpServerResponse response, Answer answer) {
        PathTemplate.set(request, answer.template);
        MultiMap headers = response.headers();
        answer.headers.forEach(header -> headers.add(header.getKey(), header.getValue()));
        boolean gzip = request.headers().contains("Accept-Encoding"); // see ContentCodings
        String ifNoneMatch = request.getHeader("If-None-Match");
        String known = ifNoneMatch == null ? null : EntityTags.known(ifNoneMatch, answer.etag, gzip);
        if (known != null) {
            headers.add("ETag", known);
            response.setStatusCode(304).end();
        } else {
            headers.add("ETag", gzip ? answer.codedEtag : answer.etag);
            response.end(answer.body);
        }
    }

    /** Keeps the answer to a request. */
    void keep(HttpServerRequest request, Answer answer) {
        Key key = key(request);
        if (key != null) {
            answers.put(key, answer);
        }
    }
}
