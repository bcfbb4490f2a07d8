package org.cybernorms.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes and hashes secrets. A hash without salt suffices, because a secret cannot be guessed. */
final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 6;

    private Secret() {}

    static String newId() {
        return "k" + HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    /** The id of a request that can be repeated. */
    static String idOf(String request) {
        return "k" + hash(request).substring(0, 2 * ID_BYTES);
    }

    /** The text that is sent as {@code X-API-Key}. */
    static String newSecret(String id) {
        return "cnr_" + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
    }

    static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
