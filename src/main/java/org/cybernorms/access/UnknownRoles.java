package org.cybernorms.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reports in the log what is wrong with the roles in tokens, once for each token and in one line: the operator sees why
 * somebody may do nothing. Of a token only roles are reported, shortened and without control characters.
 */
@ApplicationScoped
class UnknownRoles {

    private static final Logger LOG = Logger.getLogger(UnknownRoles.class);
    private static final int TOKENS = 10_000;
    private static final int ROLES = 10;
    private static final int LENGTH = 110;

    private final String claim;
    private final Cache<String, Boolean> reported =
            Caffeine.newBuilder().maximumSize(TOKENS).build();

    UnknownRoles(@ConfigProperty(name = "quarkus.oidc.roles.role-claim-path") String claim) {
        this.claim = claim;
    }

    /** Looks at the roles that were found in a token. */
    void report(String token, Set<String> roles) {
        if (reported.asMap().putIfAbsent(Secret.hash(token), true) != null) {
            return;
        }
        if (roles.isEmpty()) {
            LOG.warnf("An access token has no roles: its claim %s (REGISTRY_OIDC_ROLES) is absent or empty.", claim);
            return;
        }
        String unknown = roles.stream()
                .filter(role -> Role.parse(role).isEmpty())
                .sorted()
                .limit(ROLES)
                .map(UnknownRoles::printable)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            LOG.warnf(
                    "An access token has roles in its claim %s (REGISTRY_OIDC_ROLES) that are unknown and are ignored: %s",
                    claim, unknown);
        }
    }

    private static String printable(String role) {
        return role.substring(0, Math.min(LENGTH, role.length())).replaceAll("[^\\x21-\\x7e]", "?");
    }
}
