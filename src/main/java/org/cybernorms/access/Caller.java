package org.cybernorms.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.Projection;
import org.jspecify.annotations.Nullable;

/** Who sends this request: as what the caller is known, what that allows, and whose data it may see. */
@RequestScoped
public class Caller {

    private static final String PARTIES = "parties";
    private static final String NETWORKS = "networks";

    private final SecurityIdentity identity;
    private final Projection projection;
    private final EntryLog log;
    private final Clock clock;
    private @Nullable Set<String> networks;

    Caller(SecurityIdentity identity, Projection projection, EntryLog log, Clock clock) {
        this.identity = identity;
        this.projection = projection;
        this.log = log;
        this.clock = clock;
    }

    /** The name under which changes are recorded. */
    public String name() {
        return identity.isAnonymous() ? "anonymous" : identity.getPrincipal().getName();
    }

    public boolean isAnonymous() {
        return identity.isAnonymous();
    }

    /** Whether a scope holds for all records. */
    public boolean everywhere(String scope) {
        return grants().everywhere(scope);
    }

    /** Whether a scope holds for a record of this party. */
    public boolean may(String scope, @Nullable String party) {
        return everywhere(scope)
                || (party != null && grants().reach(scope, PARTIES).contains(party));
    }

    /** The parties for which a role brings a scope. */
    public Set<String> parties(String scope) {
        return grants().reach(scope, PARTIES);
    }

    /** Whether a scope holds for what this network runs. */
    public boolean mayIn(String scope, String network) {
        return everywhere(scope) || grants().reach(scope, NETWORKS).contains(network);
    }

    /** The parties for which the caller works. */
    public Set<String> parties() {
        return ids(PARTIES, Set.of("member", "nominator"));
    }

    /** The networks that the caller runs. */
    public Set<String> runs() {
        return ids(NETWORKS, Set.of("secretariat"));
    }

    /** Whether the caller is anybody's member, which is the community of the register (TLP:GREEN). */
    public boolean isMember() {
        return grants().roles().stream().anyMatch(Role::isBounded);
    }

    /** The networks that share with the caller: as member or secretariat, or through a party that is a member today. */
    public Set<String> networks() {
        if (networks == null) {
            Set<String> found = new TreeSet<>(ids(NETWORKS, Set.of("member", "secretariat")));
            Set<String> parties = parties();
            if (!parties.isEmpty()) {
                LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
                parties.forEach(
                        party -> found.addAll(projection.having(NETWORKS, "member", party, today, log.newest())));
            }
            networks = found;
        }
        return networks;
    }

    private Set<String> ids(String kind, Collection<String> names) {
        return grants().roles().stream()
                .filter(role -> role.kind().equals(kind) && names.contains(role.name()))
                .map(Role::id)
                .collect(Collectors.toCollection(HashSet::new));
    }

    List<String> roles() {
        return grants().roles().stream().map(Role::toString).toList();
    }

    Set<String> scopes() {
        return grants().all();
    }

    <T> @Nullable T attribute(String name) {
        return identity.getAttribute(name);
    }

    Grants grants() {
        Grants grants = identity.getAttribute(Grants.ATTRIBUTE);
        return grants == null ? Grants.NONE : grants;
    }
}
