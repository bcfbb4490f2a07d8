package org.cybernorms.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a client gets a token for this service (RFC 9728), and the challenge that leads there. */
@Singleton
class ProtectedResource {

    static final String PATH = "/.well-known/oauth-protected-resource";

    private final String url;
    private final boolean tokens;
    private final Optional<String> issuer;

    ProtectedResource(
            @ConfigProperty(name = "registry.public-url") String url,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean tokens,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer) {
        this.url = url;
        this.tokens = tokens;
        this.issuer = issuer;
    }

    /** The metadata; without an authorization server where no provider is connected. */
    Page page() {
        ObjectNode metadata = JsonNodeFactory.instance
                .objectNode()
                .put("resource", url)
                .put("resource_name", "Cyber Norms Registry")
                .put("resource_documentation", url + "/docs/");
        metadata.putArray("bearer_methods_supported").add("header");
        if (tokens) {
            issuer.ifPresent(metadata.putArray("authorization_servers")::add);
        }
        return new Page("application/json", metadata.toString());
    }

    /** {@code WWW-Authenticate} (RFC 9110 §11.6.1, RFC 9728 §5.1). */
    String challenge() {
        return "ApiKey realm=\"registry\", header=\"X-API-Key\", Bearer realm=\"registry\", resource_metadata=\"" + url
                + PATH + "\"";
    }
}
