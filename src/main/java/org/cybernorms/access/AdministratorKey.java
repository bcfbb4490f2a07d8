package org.cybernorms.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cybernorms.api.model.Scope;
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

    /** Makes the key known, and tells where it comes from. */
    @Transactional
    public String ensure() {
        String secret = given.orElseGet(this::fromFile);
        if (secret.length() < SHORTEST) {
            throw new IllegalStateException("REGISTRY_ADMIN_KEY must have " + SHORTEST + " characters or more");
        }
        List<String> scopes = Arrays.stream(Scope.values()).map(Scope::toString).toList();
        ApiKey key = ApiKey.findById(Keys.ADMINISTRATOR);
        if (key == null) {
            new ApiKey(
                            Keys.ADMINISTRATOR,
                            Secret.hash(secret),
                            Keys.ADMINISTRATOR,
                            scopes,
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            Keys.ADMINISTRATOR)
                    .persist();
        } else {
            key.hash = Secret.hash(secret);
            key.scopes(scopes);
        }
        return given.isPresent() ? "from REGISTRY_ADMIN_KEY" : "in " + folder.resolve(FILE);
    }

    private String fromFile() {
        Path file = folder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
                Files.writeString(file, Secret.newSecret(Keys.ADMINISTRATOR) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the administrator's key cannot be kept in " + file, e);
        }
    }
}
