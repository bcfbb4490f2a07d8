package org.cybernorms.http;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.cybernorms.contract.Contract;
import org.jspecify.annotations.Nullable;

/** What is answered outside the contract's operations: the contract itself, pages for people, and faults of HTTP. */
@ApplicationScoped
class Pages {

    private static final int BEFORE_ALL_ELSE = 1000;
    /** Ways of writing an address of an operation that mean the same to some servers; here each has one address. */
    private static final Pattern UNUSUAL = Pattern.compile("//|;|/$");

    private static final int ADDRESS = 8_192;
    private static final int HEADERS = 16_384;
    private static final List<Integer> FAULTS = List.of(400, 404, 405, 406, 408, 413, 414, 415, 431, 500, 503);

    /** RFC 9727 §4 */
    private static final String LINKSET =
            "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";

    private static final String HTML = "text/html; charset=utf-8";

    private final String catalogue;
    private final Contract contract;
    private final ProblemPages problemPages;
    private final Template problem;
    private final Template problems;

    Pages(
            Contract contract,
            ProblemPages problemPages,
            @Location("problem.html") Template problem,
            @Location("problems.html") Template problems) {
        this.catalogue = Contract.resource("web/api-catalog.json");
        this.contract = contract;
        this.problemPages = problemPages;
        this.problem = problem;
        this.problems = problems;
    }

    void filters(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    void routes(@Observes Router router) {
        serve(router, "/openapi.yaml", request -> page(request, "application/yaml", contract.text()));
        serve(router, "/.well-known/api-catalog", request -> page(request, LINKSET, catalogue));
        serve(
                router,
                "/problems",
                request -> page(
                        request,
                        HTML,
                        problems.data("types", ProblemType.values()).render()));
        serve(router, "/problems/:slug", request -> ProblemType.ofSlug(request.pathParam("slug"))
                .ifPresentOrElse(
                        type -> page(request, HTML, problem.data("type", type).render()),
                        () -> problemPages.answer(request, 404)));
        for (int status : FAULTS) {
            router.errorHandler(status, request -> problemPages.answer(request, status));
        }
    }

    private void serve(Router router, String path, Handler<RoutingContext> page) {
        router.get(path).handler(page);
        router.head(path).handler(page);
        router.route(path).handler(request -> {
            request.response().putHeader("Allow", "GET, HEAD");
            problemPages.answer(request, 405);
        });
    }

    private void check(RoutingContext request) {
        HttpServerRequest http = request.request();
        if (String.valueOf(http.getHeader("Accept")).isBlank()) {
            http.headers().remove("Accept"); // an empty one asks for nothing in particular
        }
        if (StrictText.addressFault(http.uri()).isPresent()) {
            problemPages.answer(request, 400);
        } else if (http.path().startsWith("/v1") && UNUSUAL.matcher(http.path()).find()) {
            problemPages.answer(request, 404);
        } else if (http.uri().length() > ADDRESS) {
            problemPages.answer(request, 414);
        } else if (size(http.headers()) > HEADERS) {
            problemPages.answer(request, 431);
        } else if (isTooLarge(http.getHeader("Content-Length"), BodyLimits.of(http))) {
            request.response().putHeader("Connection", "close");
            problemPages.answer(request, 413);
        } else {
            request.next();
        }
    }

    private static int size(MultiMap headers) {
        int size = 0;
        for (Map.Entry<String, String> header : headers) {
            size += header.getKey().length() + header.getValue().length() + 4;
        }
        return size;
    }

    private static boolean isTooLarge(@Nullable String length, int limit) {
        return length != null && (length.length() > 12 || Long.parseLong(length) > limit);
    }

    private static void page(RoutingContext request, String type, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        String etag = Preconditions.etag(sum.getValue());
        HttpServerResponse response = request.response()
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-cache")
                .putHeader("ETag", etag)
                .putHeader("Vary", "Accept-Encoding");
        response.headers().remove("Content-Encoding"); // "identity" would forbid to compress it
        if (Preconditions.has(request.request().getHeader("If-None-Match"), etag)) {
            response.setStatusCode(304).end();
        } else if (request.request().method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", String.valueOf(bytes.length)).end();
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }
}
