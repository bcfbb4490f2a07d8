package org.cybernorms.access;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import org.cybernorms.contract.Contract;
import org.cybernorms.http.KnownCallers;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Gives the bearer of an access token what the roles in it bring, and nothing else that stands in it. Changes are
 * recorded under the role, because the log keeps no persons.
 */
@ApplicationScoped
class TokenRoles implements SecurityIdentityAugmentor {

    private final Contract contract;

    private final UnknownRoles unknown;

    TokenRoles(Contract contract, UnknownRoles unknown) {
        this.contract = contract;
        this.unknown = unknown;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        AccessTokenCredential token = identity.getCredential(AccessTokenCredential.class);
        if (token == null) {
            return Uni.createFrom().item(identity);
        }
        unknown.report(token.getToken(), identity.getRoles());
        return Uni.createFrom().item(bearer(identity));
    }

    private SecurityIdentity bearer(SecurityIdentity identity) {
        Grants grants = Grants.of(Set.of(), identity.getRoles(), contract.roles());
        String author = grants.roles().stream().findFirst().map(Role::author).orElse("token");
        QuarkusSecurityIdentity.Builder bearer = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(author))
                .addRoles(grants.all())
                .addAttribute(Grants.ATTRIBUTE, grants);
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            bearer.addAttribute(Keys.EXPIRES_AT, Instant.ofEpochSecond(token.getExpirationTime()));
            bearer.addAttribute(KnownCallers.SUBJECT, String.valueOf(token.getSubject()));
        }
        return bearer.build();
    }
}
