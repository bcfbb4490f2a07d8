package org.cybernorms;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the service. */
@QuarkusMain
public final class Main {

    private static final String ROLE_CLAIM = "quarkus.oidc.roles.role-claim-path";

    private Main() {}

    public static void main(String... args) {
        // A malformed address is answered by us, with a problem that says what is wrong, and not with an empty 400.
        System.setProperty("vertx.disableURIValidation", "true");
        // Netty looks for ConnectionLimits.
        System.setProperty("io.netty.bootstrap.extensions", "serviceload");
        // REGISTRY_DATA_DIR may be relative to the folder in which the service was started.
        System.setProperty("h2.implicitRelativePath", "true");
        // In development the same process starts again and again, and keeps its port open.
        if (System.setProperty("registry.start-checked", "true") == null) {
            Optional<String> problem = StartCheck.run(ConfigProvider.getConfig());
            if (problem.isPresent()) {
                System.err.println("The registry cannot start: " + problem.get());
                System.exit(1);
            }
        }
        quoteUrl(ConfigProvider.getConfig());
        Quarkus.run(args);
    }

    /** A claim that is named like a URL: Quarkus would take its slashes for steps into objects, unless it is in quotes. */
    private static void quoteUrl(Config config) {
        String claim = config.getOptionalValue(ROLE_CLAIM, String.class).orElse("");
        if (claim.contains("://") && !claim.contains("\"")) {
            System.setProperty(ROLE_CLAIM, "\"" + claim + "\"");
        }
    }
}
