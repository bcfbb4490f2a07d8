package org.cybernorms.http;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cybernorms.contract.Contract;
import org.jspecify.annotations.Nullable;

/** Answers outside the operations of the contract: the contract itself, HTML pages, and HTTP errors. */
@ApplicationScoped
class Pages {

    private static final int BEFORE_ALL_ELSE = 1000;
    /** After all filters. */
    private static final int BEFORE_EXTENSIONS = -1;

    /** Ways of writing an address of an operation that mean the same to some servers; here each has one address. */
    private static final Pattern UNUSUAL = Pattern.compile("//|;|/$");

    /** Pages of Quarkus' extensions in place of which there are our own, or which are on the management port. */
    private static final Pattern EXTENSIONS =
            Pattern.compile("/q/openapi.*|/docs/index\\.html|/webjars/scalar/index\\.html");

    private static final int ADDRESS = 8_192;
    private static final int HEADERS = 16_384;
    private static final List<Integer> FAULTS = List.of(400, 404, 405, 406, 408, 413, 414, 415, 431, 500, 503);

    /** RFC 9727 §4 */
    private static final String LINKSET =
            "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"";

    private static final String STYLE = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String PICTURE = "image/svg+xml";

    /** Swagger UI and Scalar set styles, and draw with pictures in their style sheets. */
    private static final String EXPLORER =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Contract contract;
    private final ProblemPages problemPages;
    private final Health health;
    private final ProtectedResource resource;
    private final Template problem;
    private final Template problems;

    Pages(
            Contract contract,
            ProblemPages problemPages,
            Health health,
            ProtectedResource resource,
            @Location("problem.html") Template problem,
            @Location("problems.html") Template problems) {
        this.contract = contract;
        this.problemPages = problemPages;
        this.health = health;
        this.resource = resource;
        this.problem = problem;
        this.problems = problems;
    }

    void filters(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    void routes(@Observes Router router) {
        Page yaml = new Page("application/yaml", contract.yaml());
        Page json = new Page("application/json", contract.json());
        serve(router, "/openapi.yaml", yaml);
        serve(router, "/openapi.json", json);
        serve(router, "/.well-known/api-catalog", new Page(LINKSET, Contract.resource("web/api-catalog.json")));
        serve(router, ProtectedResource.PATH, resource.page());
        serve(router, "/health", health::answer);
        serve(router, "/", new Page(Page.HTML, Contract.resource("web/index.html")));
        serve(router, "/style.css", new Page(STYLE, Contract.resource("web/style.css")));
        serve(router, "/landing.js", new Page(SCRIPT, Contract.resource("web/landing.js")));
        Page icon = new Page(PICTURE, Contract.resource("web/favicon.svg"));
        serve(router, "/favicon.svg", icon);
        serve(router, "/favicon.ico", icon);
        serve(router, "/docs/", new Page(Page.HTML, EXPLORER, Contract.resource("web/docs.html")));
        serve(router, "/docs/start.js", new Page(SCRIPT, Contract.resource("web/docs.js")));
        serve(router, "/reference", new Page(Page.HTML, EXPLORER, Contract.resource("web/reference.html")));
        serve(router, "/reference/start.js", new Page(SCRIPT, Contract.resource("web/reference.js")));
        serve(
                router,
                "/problems",
                new Page(Page.HTML, problems.data("types", ProblemType.values()).render()));
        serve(router, "/problems/:slug", request -> ProblemType.ofSlug(request.pathParam("slug"))
                .ifPresentOrElse(
                        type -> new Page(Page.HTML, problem.data("type", type).render()).answer(request, problemPages),
                        () -> problemPages.answer(request, 404)));
        for (int status : FAULTS) {
            router.errorHandler(status, request -> problemPages.answer(request, status));
        }
    }

    private void serve(Router router, String path, Page page) {
        serve(router, path, request -> page.answer(request, problemPages));
    }

    private void serve(Router router, String path, Handler<RoutingContext> page) {
        router.get(path).order(BEFORE_EXTENSIONS).handler(page);
        router.head(path).order(BEFORE_EXTENSIONS).handler(page);
        router.route(path).order(BEFORE_EXTENSIONS).handler(request -> {
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
        } else if (http.path().startsWith("/v1") && UNUSUAL.matcher(http.path()).find()
                || EXTENSIONS.matcher(http.path()).matches()) {
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
}
