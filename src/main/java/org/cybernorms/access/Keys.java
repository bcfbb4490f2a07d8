package org.cybernorms.access;

import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cybernorms.api.model.AccessKey;
import org.cybernorms.api.model.AccessKeyPage;
import org.cybernorms.api.model.IssuedAccessKey;
import org.cybernorms.api.model.NewAccessKey;
import org.cybernorms.api.model.Scope;
import org.cybernorms.api.model.Violation;
import org.cybernorms.http.Cursor;
import org.cybernorms.http.Instants;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.EntryLog;
import org.jspecify.annotations.Nullable;

/** API keys: issued, listed, revoked, and recognised when they are used. */
@ApplicationScoped
class Keys {

    static final String ADMINISTRATOR = "admin";

    /** The attribute of an identity that says when its key ends. */
    static final String EXPIRES_AT = "expiresAt";

    private static final String LAST = "9999-01-01T00:00:00Z";
    private static final Duration REPEATABLE = Duration.ofDays(1);
    private static final Duration USE_IS_KEPT_TO = Duration.ofMinutes(1);

    private final Clock clock;
    private final Caller caller;
    private final EntryLog log;
    private final ResponseMetadata answer;
    private final Pager pager;

    Keys(Clock clock, Caller caller, EntryLog log, ResponseMetadata answer, Pager pager) {
        this.clock = clock;
        this.caller = caller;
        this.log = log;
        this.answer = answer;
        this.pager = pager;
    }

    /**
     * Issues a key. Nobody gives what they do not hold.
     *
     * @param repeatable names the request, so that it can be sent again ({@code Idempotency-Key})
     */
    @Transactional
    IssuedAccessKey issue(NewAccessKey wanted, @Nullable String repeatable) {
        List<String> scopes = wanted.getScopes() == null
                ? List.of()
                : wanted.getScopes().stream().map(Scope::toString).toList();
        List<String> roles = wanted.getRoles() == null ? List.of() : List.copyOf(wanted.getRoles());
        List<Violation> faults = new ArrayList<>(faults(scopes, roles));
        Instant now = now();
        Instant end =
                wanted.getExpiresAt() == null ? null : wanted.getExpiresAt().toInstant();
        if (end != null && !end.isAfter(now)) {
            faults.add(new Violation().pointer("/expiresAt").detail("must be in the future"));
        }
        Instant callersEnd = caller.attribute(EXPIRES_AT);
        if (callersEnd != null && (end == null || end.isAfter(callersEnd))) {
            faults.add(new Violation()
                    .pointer("/expiresAt")
                    .detail("must not be after the expiry of the key that issues it, " + callersEnd));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.UNPROCESSABLE, faults);
        }
        String id = repeatable == null ? Secret.newId() : Secret.idOf(caller.name() + "\n" + repeatable);
        String secret = Secret.newSecret(id);
        ApiKey key = new ApiKey(id, Secret.hash(secret), wanted.getOwner(), scopes, roles, now, caller.name());
        key.expiresAt = end == null ? null : end.truncatedTo(ChronoUnit.MICROS);
        if (repeatable == null) {
            key.persist();
        } else {
            log.lock();
            ApiKey known = ApiKey.findById(id);
            if (known == null) {
                key.persist();
            } else {
                key = again(known, key);
            }
        }
        answer.created("/v1/keys/" + id);
        return new IssuedAccessKey().key(show(key)).secret(secret);
    }

    /** The same key with another secret: whoever repeats the request has not got the first one. */
    private static ApiKey again(ApiKey known, ApiKey wanted) {
        boolean same = known.owner.equals(wanted.owner)
                && known.scopes().equals(wanted.scopes())
                && known.roles().equals(wanted.roles())
                && Objects.equals(known.expiresAt, wanted.expiresAt)
                && known.createdAt.isAfter(wanted.createdAt.minus(REPEATABLE));
        if (!same) {
            throw ProblemException.of(
                    ProblemType.UNPROCESSABLE,
                    "This Idempotency-Key was used for another request, or more than 24 hours ago. Send a new one for each API key.");
        }
        if (known.lastUsedAt != null || known.revokedAt != null) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "The API key `" + known.id + "` of this request has been used or revoked.");
        }
        known.hash = wanted.hash;
        return known;
    }

    private List<Violation> faults(List<String> scopes, List<String> roles) {
        List<Violation> faults = new ArrayList<>();
        if (scopes.isEmpty() && roles.isEmpty()) {
            faults.add(new Violation().pointer("/scopes").detail("either `scopes` or `roles` is required"));
        }
        faults.addAll(foreign(scopes, roles));
        roles.stream()
                .map(Role::parse)
                .flatMap(Optional::stream)
                .filter(role -> role.isBounded()
                        && log.revision(role.kind(), role.id())
                                .filter(revision -> !revision.isWithdrawal())
                                .isEmpty())
                .forEach(role -> faults.add(new Violation()
                        .pointer("/roles")
                        .detail("unknown record `" + role.kind() + "/" + role.id() + "`")));
        return faults;
    }

    /** Scopes and roles that the caller does not hold; an administrator holds every role. */
    private List<Violation> foreign(List<String> scopes, List<String> roles) {
        List<Violation> faults = new ArrayList<>();
        scopes.stream()
                .filter(scope -> !caller.everywhere(scope))
                .forEach(scope -> faults.add(new Violation()
                        .pointer("/scopes")
                        .detail("only a caller who holds `" + scope + "` can grant it")));
        List<String> held = caller.roles();
        roles.stream()
                .filter(role -> !held.contains(Role.ADMINISTRATOR) && !held.contains(role))
                .forEach(role -> faults.add(new Violation()
                        .pointer("/roles")
                        .detail("only a caller who holds `" + role + "` can grant it")));
        return faults;
    }

    AccessKeyPage list(ListQuery query) {
        List<String> wanted = query.values("owner");
        Pager.Position position = pager.position(query, 2, 0);
        List<String> place = position.isFirst() ? List.of(LAST, "") : position.after();
        List<ApiKey> found = ApiKey.<ApiKey>find(
                        "(?1 = 0 or owner in ?2) and (createdAt < ?3 or (createdAt = ?3 and id < ?4))",
                        Sort.descending("createdAt", "id"),
                        wanted.size(),
                        wanted.isEmpty() ? List.of("") : wanted,
                        instant(place.get(0)),
                        place.get(1))
                .page(Page.ofSize(query.limit() + 1))
                .list();
        Pager.Page<AccessKey> page = pager.page(position, found, key -> List.of(key.createdAt.toString(), key.id))
                .map(Keys::show);
        return new AccessKeyPage().items(page.items()).next(page.next()).cursor(page.cursor());
    }

    private static Instant instant(String key) {
        try {
            return Instant.parse(key);
        } catch (DateTimeParseException e) {
            throw Cursor.foreign();
        }
    }

    AccessKey get(String id) {
        return show(find(id));
    }

    @Transactional
    void revoke(String id) {
        if (id.equals(ADMINISTRATOR)) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "The administrator's key is set in the configuration and cannot be revoked here.");
        }
        ApiKey key = find(id);
        if (!foreign(key.scopes(), key.roles()).isEmpty()) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN,
                    "Your key or token must have all scopes and roles of the key that is revoked.");
        }
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
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "No key with the id `" + id + "`."));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static AccessKey show(ApiKey key) {
        return new AccessKey()
                .id(key.id)
                .owner(key.owner)
                .scopes(key.scopes().stream()
                        .map(Scope::fromValue)
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .roles(new LinkedHashSet<>(key.roles()))
                .createdAt(Instants.utc(key.createdAt))
                .createdBy(key.createdBy)
                .expiresAt(Instants.utc(key.expiresAt))
                .revokedAt(Instants.utc(key.revokedAt))
                .lastUsedAt(Instants.utc(key.lastUsedAt));
    }
}
