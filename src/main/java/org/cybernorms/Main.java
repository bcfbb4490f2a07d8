package org.cybernorms;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        // A malformed address is answered by us, with a problem that says what is wrong, and not with an empty 400.
        System.setProperty("vertx.disableURIValidation", "true");
        // REGISTRY_DATA_DIR may be relative to the folder in which the service was started.
        System.setProperty("h2.implicitRelativePath", "true");
        Quarkus.run(args);
    }
}
