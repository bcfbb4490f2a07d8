package org.cybernorms.log;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What is too large for an entry: bytes by their SHA-256, which the entry names. */
@ApplicationScoped
public class Blobs implements PanacheRepositoryBase<Blob, String> {

    /** Keeps bytes and tells their digest in lower-case hexadecimal digits. */
    public String keep(byte[] bytes) {
        String digest = digest(bytes);
        if (findById(digest) == null) {
            persist(new Blob(digest, bytes));
        }
        return digest;
    }

    public Optional<byte[]> bytes(String digest) {
        return findByIdOptional(digest).map(Blob::bytes);
    }

    /** The SHA-256 in lower-case hexadecimal digits. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
