package org.cybernorms.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is costly to read from a blob, kept beside it. The database deletes it with the blob. */
@ApplicationScoped
public class BlobTexts {

    private final EntityManager database;

    BlobTexts(EntityManager database) {
        this.database = database;
    }

    /**
     * A way to read blobs.
     *
     * @param version of the reader: what another version has kept is not used
     */
    public record Reading(String name, int version) {}

    /**
     * What a reader has kept.
     *
     * @param text none where it could not read the blob
     */
    public record Kept(Optional<byte[]> text) {}

    public Optional<Kept> find(String digest, Reading reading) {
        return Optional.ofNullable(database.find(BlobText.class, digest))
                .filter(text -> text.isBy(reading))
                .map(text -> new Kept(text.text()));
    }

    /** Keeps what was read, instead of what another reader kept; writers must be in line. */
    public void keep(String digest, Reading reading, byte @Nullable [] text) {
        BlobText before = database.find(BlobText.class, digest);
        if (before == null) {
            database.persist(new BlobText(digest, reading, text));
        } else {
            before.replace(reading, text);
        }
    }
}
