package org.cybernorms.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Whose keys and tokens were found good a short while ago. Known here by a hash of what is sent, so that the caller of a
 * request is known on the event loop, before authentication. Only authentication adds to it: an invented key leaves
 * nothing behind.
 */
@ApplicationScoped
public class KnownCallers {

    /** The attribute of an identity with the id of its key, or its subject at the token provider. */
    public static final String SUBJECT = "subject";

    private static final int MOST = 100_000;

    /** Longer than any key or token of use. */
    private static final int LONGEST = 8_192;

    /** After this a credential is looked at again: it may have been revoked. */
    private static final long FRESH = Duration.ofMinutes(1).toNanos();

    private static final BiConsumer<RoutingContext, Throwable> NO_ANSWER = (routing, failure) -> {};

    private record Known(String caller, long since) {}

    private final Cache<ByteBuffer, Known> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    /** What a request presents, and whose it is as far as that is known. */
    record Credential(
            String kind, ByteBuffer hash, @Nullable String caller, boolean isFresh) {}

    /** The key or token of a request; none where it has neither, or both. */
    @Nullable
    Credential of(MultiMap headers) {
        String key = headers.get("X-API-Key");
        String token = headers.get("Authorization");
        if ((key == null) == (token == null)) {
            return null;
        }
        String kind = key == null ? "token " : "key ";
        String text = kind + (key == null ? token : key);
        if (text.length() > LONGEST) {
            return null;
        }
        ByteBuffer hash = hash(text);
        Known found = known.getIfPresent(hash);
        return new Credential(
                kind,
                hash,
                found == null ? null : found.caller,
                found != null && System.nanoTime() - found.since < FRESH);
    }

    /** Finds out, when the request has its answer, whose credential it has: reads of public data do not look at it. */
    void recogniseAfter(RoutingContext routing, Credential credential) {
        routing.addEndHandler(end -> {
            routing.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, NO_ANSWER);
            QuarkusHttpUser.getSecurityIdentity(routing, null)
                    .subscribe()
                    .with(identity -> note(credential, identity), wrong -> known.invalidate(credential.hash));
        });
    }

    private void note(Credential credential, @Nullable SecurityIdentity identity) {
        if (identity == null || identity.isAnonymous() || identity.getAttribute(SUBJECT) == null) {
            known.invalidate(credential.hash);
        } else {
            known.put(credential.hash, new Known(credential.kind + identity.getAttribute(SUBJECT), System.nanoTime()));
        }
    }

    private static ByteBuffer hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
