package org.cybernorms.access;

import io.quarkus.panache.common.Sort;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cybernorms.api.model.Fault;
import org.cybernorms.api.model.IssuedKey;
import org.cybernorms.api.model.Key;
import org.cybernorms.api.model.KeyPage;
import org.cybernorms.api.model.NewKey;
import org.cybernorms.api.model.Scope;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Cursor;
import org.cybernorms.web.ListAddress;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** API keys: issued, listed, revoked, and recognised when they are used. */
@ApplicationScoped
class Keys {

    static final String ADMINISTRATOR = "admin";
    private static final Duration USE_IS_KEPT_TO = Duration.ofMinutes(1);

    private final Clock clock;
    private final SecurityIdentity caller;
    private final Answer answer;
    private final UriInfo uri;

    Keys(Clock clock, SecurityIdentity caller, Answer answer, UriInfo uri) {
        this.clock = clock;
        this.caller = caller;
        this.answer = answer;
        this.uri = uri;
    }

    /** Issues a key. Nobody gives what they do not hold. */
    @Transactional
    IssuedKey issue(NewKey wanted) {
        List<Fault> faults = new ArrayList<>();
        for (Scope scope : wanted.getScopes()) {
            if (!caller.hasRole(scope.toString())) {
                faults.add(new Fault().pointer("/scopes").detail(scope + " can be given only by a key that holds it"));
            }
        }
        Instant now = now();
        if (wanted.getExpiresAt() != null && !wanted.getExpiresAt().toInstant().isAfter(now)) {
            faults.add(new Fault().pointer("/expiresAt").detail("must lie in the future"));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.UNPROCESSABLE, faults);
        }
        String id = Secret.newId();
        String secret = Secret.newSecret(id);
        ApiKey key = new ApiKey(
                id,
                Secret.hash(secret),
                wanted.getOwner(),
                wanted.getScopes().stream().map(Scope::toString).toList(),
                now,
                caller.getPrincipal().getName());
        key.expiresAt = wanted.getExpiresAt() == null
                ? null
                : wanted.getExpiresAt().toInstant().truncatedTo(ChronoUnit.MICROS);
        key.persist();
        answer.created("/v1/keys/" + id);
        return new IssuedKey().key(show(key)).secret(secret);
    }

    KeyPage list(@Nullable List<String> owners, int limit, @Nullable String cursor) {
        int walk = ("keys" + owners).hashCode();
        int page = cursor == null
                ? 0
                : Cursor.number(Cursor.decode(cursor, walk, 1).place().get(0));
        List<ApiKey> found = ApiKey.<ApiKey>find(
                        owners == null || owners.isEmpty() ? "1 = 1" : "owner in ?1",
                        Sort.descending("createdAt", "id"),
                        owners == null || owners.isEmpty() ? new Object[0] : new Object[] {owners})
                .range(page, page + limit)
                .list();
        answer.link(ListAddress.of(uri, null), "first");
        KeyPage keys =
                new KeyPage().items(found.stream().limit(limit).map(Keys::show).toList());
        if (found.size() > limit) {
            String next = ListAddress.of(uri, new Cursor(0, walk, List.of(String.valueOf(page + limit))).encode());
            answer.link(next, "next");
            keys.next(next);
        }
        return keys;
    }

    Key get(String id) {
        return show(find(id));
    }

    @Transactional
    void revoke(String id) {
        if (id.equals(ADMINISTRATOR)) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "The administrator's key is set by the operator and cannot be revoked here.");
        }
        ApiKey key = find(id);
        if (key.revokedAt == null) {
            key.revokedAt = now();
        }
    }

    /** The key whose secret this is, if it is good; notes that it was used. */
    @Transactional
    Optional<ApiKey> recognise(String secret) {
        Instant now = now();
        Optional<ApiKey> key = ApiKey.<ApiKey>find("hash", Secret.hash(secret))
                .firstResultOptional()
                .filter(found -> found.isGood(now));
        key.filter(found -> found.lastUsedAt == null
                        || found.lastUsedAt.plus(USE_IS_KEPT_TO).isBefore(now))
                .ifPresent(found -> found.lastUsedAt = now);
        return key;
    }

    private static ApiKey find(String id) {
        return ApiKey.<ApiKey>findByIdOptional(id)
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "No key has the id " + id + "."));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Key show(ApiKey key) {
        return new Key()
                .id(key.id)
                .owner(key.owner)
                .scopes(key.scopes().stream()
                        .map(Scope::fromValue)
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .createdAt(time(key.createdAt))
                .createdBy(key.createdBy)
                .expiresAt(time(key.expiresAt))
                .revokedAt(time(key.revokedAt))
                .lastUsedAt(time(key.lastUsedAt));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
