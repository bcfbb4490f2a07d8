package org.cybernorms.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller was given.
 *
 * @param scopes what holds everywhere
 * @param roles what the caller is known as
 * @param ofRoles the scopes that each role brings, by its name
 */
record Grants(Set<String> scopes, List<Role> roles, Map<String, Set<String>> ofRoles) {

    static final String ATTRIBUTE = "grants";
    static final Grants NONE = new Grants(Set.of(), List.of(), Map.of());

    static Grants of(Collection<String> scopes, Collection<String> roles, Map<String, Set<String>> ofRoles) {
        return new Grants(
                new LinkedHashSet<>(scopes),
                roles.stream()
                        .map(Role::parse)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList(),
                ofRoles);
    }

    /** All scopes, wherever they end. */
    Set<String> all() {
        Set<String> all = new LinkedHashSet<>(scopes);
        roles.forEach(role -> all.addAll(scopesOf(role)));
        return all;
    }

    /** Whether a scope holds everywhere. */
    boolean everywhere(String scope) {
        return scopes.contains(scope)
                || roles.stream()
                        .anyMatch(role -> !role.isBounded() && scopesOf(role).contains(scope));
    }

    /** The records of a kind at which the scope ends. */
    Set<String> reach(String scope, String kind) {
        return roles.stream()
                .filter(role -> role.kind().equals(kind) && scopesOf(role).contains(scope))
                .map(Role::id)
                .collect(Collectors.toSet());
    }

    private Set<String> scopesOf(Role role) {
        return ofRoles.getOrDefault(role.name(), Set.of());
    }
}
