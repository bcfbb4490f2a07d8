package org.cybernorms.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** Rate limits: one token bucket for each address or each caller (draft-ietf-httpapi-ratelimit-headers-10). */
final class Budgets {

    private static final int MOST = 100_000;
    private static final long NANOSECONDS = 1_000_000_000;

    private final String name;
    private final int perMinute;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    Budgets(String name, int perMinute) {
        this.name = '"' + name + '"';
        this.perMinute = perMinute;
    }

    String policy() {
        return name + ";q=" + perMinute + ";w=60";
    }

    /** Consumes the cost of a request and sets the headers RateLimit and Retry-After; false where too little is left. */
    boolean take(String whose, long cost, HttpServerResponse response) {
        Bucket bucket = buckets.get(whose, none -> Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(cost);
        response.putHeader(
                "RateLimit",
                name + ";r=" + probe.getRemainingTokens() + ";t=" + seconds(probe.getNanosToWaitForReset()));
        if (!probe.isConsumed()) {
            response.putHeader("Retry-After", String.valueOf(Math.max(1, seconds(probe.getNanosToWaitForRefill()))));
        }
        return probe.isConsumed();
    }

    private static long seconds(long nanoseconds) {
        return (nanoseconds + NANOSECONDS - 1) / NANOSECONDS;
    }
}
