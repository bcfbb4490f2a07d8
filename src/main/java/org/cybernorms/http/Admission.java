package org.cybernorms.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds what callers can ask for: how much work is in progress at once (503), and how much one address, or a caller whose
 * key or token is known, may ask for in a minute (429). A caller that is known does not depend on what others ask for from
 * the same address; all that is not known, invented keys too, counts for the address. Answers that are kept ready cost
 * nothing of either.
 */
@ApplicationScoped
class Admission {

    private static final int AFTER_THE_CACHE = 240;
    private static final long EXPENSIVE = 10;

    /** What costs many times as much as a record. */
    private static final Pattern COSTLY = Pattern.compile(
            "/v1/(search|coverage|timeline|citations/check|meetings/[^/]+/reports|documents/[^/]+/citations)");

    private final ProblemPages problems;
    private final KnownCallers known;
    private final int mostInProgress;
    private final AtomicInteger inProgress = new AtomicInteger();
    private final Budgets addresses;
    private final Budgets callers;
    private final String policies;

    Admission(
            ProblemPages problems,
            KnownCallers known,
            @ConfigProperty(name = "registry.requests-in-progress") int mostInProgress,
            @ConfigProperty(name = "registry.requests-per-minute") int perAddress,
            @ConfigProperty(name = "registry.caller-requests-per-minute") int perCaller) {
        this.problems = problems;
        this.known = known;
        this.mostInProgress = mostInProgress;
        this.addresses = new Budgets("address", perAddress);
        this.callers = new Budgets("caller", perCaller);
        this.policies = addresses.policy() + ", " + callers.policy();
    }

    void filters(@Observes Filters filters) {
        filters.register(this::admit, AFTER_THE_CACHE);
    }

    /** What is refused for lack of room is not counted against anybody. */
    private void admit(RoutingContext routing) {
        if (!routing.request().path().startsWith("/v1/")) {
            routing.next();
        } else if (inProgress.incrementAndGet() > mostInProgress) {
            inProgress.decrementAndGet();
            routing.response().putHeader("Retry-After", "1");
            problems.answer(routing, ProblemType.SERVICE_UNAVAILABLE);
        } else if (!hasBudget(routing)) {
            inProgress.decrementAndGet();
            problems.answer(routing, ProblemType.TOO_MANY_REQUESTS);
        } else {
            routing.addEndHandler(end -> inProgress.decrementAndGet());
            routing.next();
        }
    }

    private boolean hasBudget(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        HttpServerResponse response = routing.response();
        response.putHeader("RateLimit-Policy", policies);
        long cost = COSTLY.matcher(request.path()).matches() ? EXPENSIVE : 1;
        KnownCallers.Credential credential = known.of(request.headers());
        boolean left = credential != null && credential.caller() != null
                ? callers.take(credential.caller(), cost, response)
                : addresses.take(network(request.remoteAddress().hostAddress()), cost, response);
        if (left && credential != null && !credential.isFresh()) {
            known.recogniseAfter(routing, credential);
        }
        return left;
    }

    /** An address of version 4, or the network of one of version 6: a subscriber has a /64 (RFC 6177). */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] groups = address.split(":", -1);
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < Math.min(4, groups.length); i++) {
            network.append(groups[i]).append(':');
        }
        return network.toString();
    }
}
