package org.cybernorms.directory.contact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.jcajce.JcaKeyFingerprintCalculator;
import org.cybernorms.api.model.Violation;

/** Public keys (RFC 9580): never a key without its fingerprint, never a fingerprint of another key. */
final class OpenPgp {

    private static final String POINTER = "/openPgpKey/armoredKey";

    private OpenPgp() {}

    static Optional<Violation> fault(String armored, String fingerprint) {
        try {
            byte[] bytes = armored.getBytes(StandardCharsets.US_ASCII);
            PGPPublicKeyRing ring = new PGPPublicKeyRing(
                    PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes)), new JcaKeyFingerprintCalculator());
            String found =
                    HexFormat.of().withUpperCase().formatHex(ring.getPublicKey().getFingerprint());
            return found.equals(fingerprint)
                    ? Optional.empty()
                    : Optional.of(new Violation()
                            .pointer(POINTER)
                            .detail("must have the given `fingerprint`, but has " + found));
        } catch (IOException | RuntimeException e) {
            return Optional.of(
                    new Violation().pointer(POINTER).detail("must be a valid OpenPGP public key in ASCII armor"));
        }
    }
}
