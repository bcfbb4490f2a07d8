package org.cybernorms.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.cybernorms.log.EntryLog;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which catalogue was loaded last, by this build, into which log: a start with the same loads nothing. It is kept beside
 * the database; without it the files are compared with the log once more.
 */
@ApplicationScoped
public class LoadState {

    private static final String FILE = "catalogue.digest";

    private final EntryLog log;
    private final Catalogue catalogue;
    private final Path file;
    private final String build;

    LoadState(
            EntryLog log,
            Catalogue catalogue,
            @ConfigProperty(name = "registry.data-dir") String folder,
            @ConfigProperty(name = "quarkus.application.version") String build) {
        this.log = log;
        this.catalogue = catalogue;
        this.file = Path.of(folder, FILE);
        this.build = build;
    }

    /** Whether the catalogue is loaded. */
    public boolean isLoaded() {
        try {
            return Files.exists(file) && Files.readString(file).equals(state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes that it is. */
    public void loaded() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(FILE + ".new");
            Files.writeString(draft, state());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first entry identifies the log. */
    private String state() {
        String first = log.recordedAt(1).map(Object::toString).orElse("empty");
        return build + "\n" + catalogue.digest() + "\n" + first + "\n";
    }
}
