package org.cybernorms.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is too large for an entry: bytes by their SHA-256, which the entry names. */
@ApplicationScoped
public class Blobs {

    private final EntityManager database;

    Blobs(EntityManager database) {
        this.database = database;
    }

    /** Keeps bytes and returns their digest in lower-case hexadecimal digits. */
    public String keep(byte[] bytes) {
        String digest = digest(bytes);
        if (database.find(Blob.class, digest) == null) {
            database.persist(new Blob(digest, bytes));
        }
        return digest;
    }

    public Optional<byte[]> bytes(String digest) {
        return Optional.ofNullable(database.find(Blob.class, digest)).map(Blob::bytes);
    }

    /** Those of these blobs that are there, by digest. */
    Map<String, byte[]> bytes(Collection<String> digests) {
        Map<String, byte[]> found = new HashMap<>();
        if (!digests.isEmpty()) {
            database.createQuery("from Blob where digest in :digests", Blob.class)
                    .setParameter("digests", Set.copyOf(digests))
                    .getResultList()
                    .forEach(blob -> found.put(blob.digest(), blob.bytes()));
        }
        return found;
    }

    Set<String> present(Collection<String> digests) {
        return digests.isEmpty()
                ? Set.of()
                : Set.copyOf(database.createQuery("select digest from Blob where digest in :digests", String.class)
                        .setParameter("digests", digests)
                        .getResultList());
    }

    void delete(Set<String> digests) {
        if (!digests.isEmpty()) {
            database.createQuery("delete from Blob where digest in :digests")
                    .setParameter("digests", digests)
                    .executeUpdate();
        }
    }

    /** The SHA-256 in lower-case hexadecimal digits. */
    public static String digest(byte[] bytes) {
        return digest(ByteBuffer.wrap(bytes));
    }

    /** The SHA-256 of what is left in a buffer. */
    public static String digest(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
