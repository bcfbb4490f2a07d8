package org.cybernorms.directory.delivery;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.cybernorms.vault.Blobs;

/** The one-time part of a link: 256 random bits; only its hash is kept. */
final class AcknowledgementLink {

    private static final SecureRandom RANDOM = new SecureRandom();

    private AcknowledgementLink() {}

    static String make() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String link) {
        return Blobs.digest(link.getBytes(StandardCharsets.US_ASCII));
    }
}
