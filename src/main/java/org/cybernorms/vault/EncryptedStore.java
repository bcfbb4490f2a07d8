package org.cybernorms.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Values that the log names by digest but must be able to erase: kept outside it, encrypted (AES-256-GCM, NIST SP
 * 800-38D), under the SHA-256 of the ciphertext. So no database file, backup or dump holds them in plain text, and what
 * is erased is gone although no entry is altered.
 */
@ApplicationScoped
public class EncryptedStore {

    private static final String FILE = "sealing.key";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String PROBE = "This is the key.";

    private final Blobs blobs;
    private final EntityManager database;
    private final Optional<String> given;
    private final Path folder;
    private final SecureRandom random = new SecureRandom();
    private @Nullable SecretKey key;

    EncryptedStore(
            Blobs blobs,
            EntityManager database,
            @ConfigProperty(name = "registry.sealing-key") Optional<String> given,
            @ConfigProperty(name = "registry.data-dir") String folder) {
        this.blobs = blobs;
        this.database = database;
        this.given = given.filter(text -> !text.isBlank());
        this.folder = Path.of(folder);
    }

    /** Makes sure that there is a key and that it is the right one; returns where it comes from. */
    @Transactional
    public String ensure() {
        KeyCheck seal = database.find(KeyCheck.class, KeyCheck.ONLY);
        String from = given.isPresent()
                ? "REGISTRY_SEALING_KEY"
                : folder.resolve(FILE).toString();
        if (seal == null) {
            database.persist(new KeyCheck(encrypt(PROBE.getBytes(StandardCharsets.UTF_8))));
        } else if (!decrypt(seal.probe())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(PROBE::equals)
                .isPresent()) {
            throw new IllegalStateException(
                    "The key from " + from
                            + " is not the key that contacts were encrypted with. Restore the original key; encrypted data cannot be read without it.");
        }
        return from;
    }

    /** Encrypts and keeps bytes and returns their digest; the same bytes get another digest each time. */
    public String keep(byte[] bytes) {
        return blobs.keep(encrypt(bytes));
    }

    /** Encrypts and keeps a text and returns its digest. */
    public String keep(String text) {
        return keep(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The decrypted bytes under a digest, unless they were erased. */
    public Optional<byte[]> decrypted(String digest) {
        return blobs.bytes(digest).map(bytes -> decrypt(bytes)
                .orElseThrow(() -> new IllegalStateException("an encrypted value cannot be decrypted")));
    }

    /** The decrypted texts under these digests that were not erased. */
    public Map<String, String> decrypted(Collection<String> digests) {
        Map<String, String> texts = new HashMap<>();
        blobs.bytes(digests)
                .forEach((digest, bytes) -> texts.put(
                        digest,
                        decrypt(bytes)
                                .map(text -> new String(text, StandardCharsets.UTF_8))
                                .orElseThrow(
                                        () -> new IllegalStateException("an encrypted value cannot be decrypted"))));
        return texts;
    }

    /** Which of these digests were not erased. */
    public Set<String> present(Collection<String> digests) {
        return blobs.present(digests);
    }

    /** Deletes for good. */
    public void erase(Set<String> digests) {
        blobs.delete(digests);
    }

    private byte[] encrypt(byte[] bytes) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] hidden = run(Cipher.ENCRYPT_MODE, nonce, bytes)
                .orElseThrow(() -> new IllegalStateException("a value cannot be encrypted"));
        return ByteBuffer.allocate(NONCE_BYTES + hidden.length)
                .put(nonce)
                .put(hidden)
                .array();
    }

    private Optional<byte[]> decrypt(byte[] sealed) {
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] hidden = new byte[sealed.length - NONCE_BYTES];
        ByteBuffer.wrap(sealed).get(nonce).get(hidden);
        return run(Cipher.DECRYPT_MODE, nonce, hidden);
    }

    private Optional<byte[]> run(int mode, byte[] nonce, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(bytes));
        } catch (javax.crypto.AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized SecretKey key() {
        if (key == null) {
            byte[] bytes = Base64.getDecoder().decode(given.orElseGet(this::fromFile));
            if (bytes.length != KEY_BYTES) {
                throw new IllegalStateException("REGISTRY_SEALING_KEY must be " + KEY_BYTES + " bytes in Base64");
            }
            key = new SecretKeySpec(bytes, "AES");
        }
        return key;
    }

    private String fromFile() {
        return KeyFile.read(folder, FILE, () -> {
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            return Base64.getEncoder().encodeToString(fresh);
        });
    }
}
