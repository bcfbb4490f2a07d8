package org.cybernorms.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.cybernorms.vault.KeyFile;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The first key: from the environment, or else from a file in the data folder that only its owner may read. */
@ApplicationScoped
public class AdministratorKey {

    private static final String FILE = "admin.key";
    private static final int SHORTEST = 32;

    private final Optional<String> given;
    private final Path folder;
    private final Clock clock;

    AdministratorKey(
            @ConfigProperty(name = "registry.admin-key") Optional<String> given,
            @ConfigProperty(name = "registry.data-dir") String folder,
            Clock clock) {
        this.given = given.filter(key -> !key.isBlank());
        this.folder = Path.of(folder);
        this.clock = clock;
    }

    /** Registers the key with the scopes of its role in the contract, and returns where the key comes from. */
    @Transactional
    public String ensure() {
        String secret = given.orElseGet(this::fromFile);
        if (secret.length() < SHORTEST) {
            throw new IllegalStateException("REGISTRY_ADMIN_KEY must have at least " + SHORTEST + " characters");
        }
        ApiKey key = ApiKey.findById(Keys.ADMINISTRATOR);
        if (key == null) {
            new ApiKey(
                            Keys.ADMINISTRATOR,
                            Secret.hash(secret),
                            Keys.ADMINISTRATOR,
                            List.of(),
                            List.of(Role.ADMINISTRATOR),
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            Keys.ADMINISTRATOR)
                    .persist();
        } else {
            key.hash = Secret.hash(secret);
            key.scopes(List.of());
            key.roles(List.of(Role.ADMINISTRATOR));
        }
        return given.isPresent() ? "from REGISTRY_ADMIN_KEY" : "in " + folder.resolve(FILE);
    }

    private String fromFile() {
        return KeyFile.read(folder, FILE, () -> Secret.newSecret(Keys.ADMINISTRATOR));
    }
}
