package org.cybernorms.http;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text that is well-formed or nothing: no overlong UTF-8, no lone surrogates, no NUL. */
public final class StrictText {

    private static final Pattern BROKEN_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private StrictText() {}

    public static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with a text, if anything. */
    public static Optional<String> fault(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of("must not contain the character NUL");
        }
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                ? Optional.empty()
                : Optional.of("must not contain half a surrogate pair");
    }

    /** What is wrong with the percent-encoding of an address (RFC 3986 §2.1), if anything. */
    static Optional<String> addressFault(String address) {
        if (!address.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            return Optional.of("must be percent-encoded: only printable ASCII characters may stand in an address");
        }
        if (BROKEN_PERCENT.matcher(address).find()) {
            return Optional.of("has a % that two hexadecimal digits do not follow");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) == '%') {
                bytes.write(Integer.parseInt(address.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(address.charAt(i));
            }
        }
        Optional<String> text = utf8(bytes.toByteArray());
        if (text.isEmpty()) {
            return Optional.of("must be percent-encoded UTF-8");
        }
        if (text.get().chars().anyMatch(c -> c < 0x20)) {
            return Optional.of("must not contain control characters");
        }
        try {
            new URI(address);
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("has a character that must be percent-encoded");
        }
    }
}
