package org.cybernorms.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds what callers can ask for: how much work is in progress at once (503), and how much one address may ask for in a
 * minute (429, draft-ietf-httpapi-ratelimit-headers-10). Answers that are kept ready cost nothing of either.
 */
@ApplicationScoped
class Admission {

    private static final int AFTER_THE_CACHE = 240;
    private static final int ADDRESSES = 100_000;
    private static final long EXPENSIVE = 10;
    private static final long NANOSECONDS = 1_000_000_000;

    /** What costs many times as much as a record. */
    private static final Pattern COSTLY = Pattern.compile(
            "/v1/(search|coverage|timeline|citations/check|meetings/[^/]+/reports|documents/[^/]+/citations)");

    private final ProblemPages problems;
    private final int mostInProgress;
    private final int perMinute;
    private final String policy;
    private final AtomicInteger inProgress = new AtomicInteger();
    private final Cache<String, Bucket> budgets = Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    Admission(
            ProblemPages problems,
            @ConfigProperty(name = "registry.requests-in-progress") int mostInProgress,
            @ConfigProperty(name = "registry.requests-per-minute") int perMinute) {
        this.problems = problems;
        this.mostInProgress = mostInProgress;
        this.perMinute = perMinute;
        this.policy = "\"address\";q=" + perMinute + ";w=60";
    }

    void filters(@Observes Filters filters) {
        filters.register(this::admit, AFTER_THE_CACHE);
    }

    private void admit(RoutingContext routing) {
        if (!routing.request().path().startsWith("/v1/")) {
            routing.next();
        } else if (!hasBudget(routing)) {
            problems.answer(routing, ProblemType.TOO_MANY_REQUESTS);
        } else if (inProgress.incrementAndGet() > mostInProgress) {
            inProgress.decrementAndGet();
            routing.response().putHeader("Retry-After", "1");
            problems.answer(routing, ProblemType.SERVICE_UNAVAILABLE);
        } else {
            routing.addEndHandler(end -> inProgress.decrementAndGet());
            routing.next();
        }
    }

    private boolean hasBudget(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Bucket bucket = budgets.get(network(request.remoteAddress().hostAddress()), none -> Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build());
        long cost = COSTLY.matcher(request.path()).matches() ? EXPENSIVE : 1;
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(cost);
        HttpServerResponse response = routing.response();
        response.putHeader("RateLimit-Policy", policy);
        response.putHeader(
                "RateLimit",
                "\"address\";r=" + probe.getRemainingTokens() + ";t=" + seconds(probe.getNanosToWaitForReset()));
        if (!probe.isConsumed()) {
            response.putHeader("Retry-After", String.valueOf(Math.max(1, seconds(probe.getNanosToWaitForRefill()))));
        }
        return probe.isConsumed();
    }

    private static long seconds(long nanoseconds) {
        return (nanoseconds + NANOSECONDS - 1) / NANOSECONDS;
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
