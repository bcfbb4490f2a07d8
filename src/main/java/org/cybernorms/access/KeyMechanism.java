package org.cybernorms.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Set;
import org.cybernorms.contract.Contract;
import org.cybernorms.http.KnownCallers;

/** Recognises callers by {@code X-API-Key}; the scopes of the key become roles, its owner the name. */
@ApplicationScoped
class KeyMechanism implements HttpAuthenticationMechanism, IdentityProvider<KeyMechanism.Request> {

    static final String HEADER = "X-API-Key";

    /** A key that wants to be recognised. */
    static final class Request extends BaseAuthenticationRequest {
        private final String secret;

        Request(String secret) {
            this.secret = secret;
        }
    }

    private final Keys keys;
    private final Contract contract;

    KeyMechanism(Keys keys, Contract contract) {
        this.keys = keys;
        this.contract = contract;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String secret = context.request().getHeader(HEADER);
        return secret == null ? Uni.createFrom().nullItem() : identities.authenticate(new Request(secret));
    }

    @Override
    public Uni<SecurityIdentity> authenticate(Request request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identity(request.secret));
    }

    @ActivateRequestContext
    SecurityIdentity identity(String secret) {
        ApiKey key = keys.recognise(secret).orElseThrow(AuthenticationFailedException::new);
        Grants grants = Grants.of(key.scopes(), key.roles(), contract.roles());
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(key.owner))
                .addRoles(grants.all())
                .addAttribute(Grants.ATTRIBUTE, grants)
                .addAttribute(KnownCallers.SUBJECT, key.id);
        if (key.expiresAt != null) {
            identity.addAttribute(Keys.EXPIRES_AT, key.expiresAt);
        }
        return identity.build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom()
                .item(new ChallengeData(401, "WWW-Authenticate", "ApiKey realm=\"registry\", header=\"X-API-Key\""));
    }

    @Override
    public Class<Request> getRequestType() {
        return Request.class;
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(Request.class);
    }
}
