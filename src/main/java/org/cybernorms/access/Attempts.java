package org.cybernorms.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.cybernorms.http.ProblemException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Slows down guessing: an address that sent too many wrong keys, tokens or links must wait (RFC 6585 §4). */
@ApplicationScoped
public class Attempts {

    private static final int ADDRESSES = 100_000;

    private final Cache<String, Bucket> buckets;
    private final int perMinute;
    private final HttpServerRequest request;
    private final MeterRegistry metrics;

    Attempts(
            @ConfigProperty(name = "registry.wrong-attempts-per-minute") int perMinute,
            HttpServerRequest request,
            MeterRegistry metrics) {
        this.perMinute = perMinute;
        this.request = request;
        this.metrics = metrics;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    /** Refuses the request where the address has no attempt left. */
    public void require() {
        Bucket bucket = buckets.getIfPresent(address());
        if (bucket != null && bucket.getAvailableTokens() < 1) {
            long wait = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
            throw ProblemException.tooManyRequests(
                    Math.max(1, Duration.ofNanos(wait).toSeconds() + 1));
        }
    }

    /** Notes a wrong key, token or link. */
    public void wrong() {
        metrics.counter("registry.access.wrong").increment();
        buckets.get(address(), none -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build())
                .tryConsume(1);
    }

    private String address() {
        return request.remoteAddress().hostAddress();
    }
}
