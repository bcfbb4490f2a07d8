package org.cybernorms.http;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cybernorms.api.model.Violation;
import org.cybernorms.contract.PlainText;

/** Text that is well-formed or nothing: no overlong UTF-8 and nothing that {@link PlainText} refuses. */
public final class StrictText {

    private static final String ADDRESS = "(URL)";
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z]{1,40}");
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

    /** The violation of a URL, if any: invalid percent-encoding (RFC 3986 §2.1), or characters that {@link PlainText} refuses after decoding. */
    static Optional<Violation> addressFault(String address) {
        if (!address.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            return fault(ADDRESS, "must contain only printable ASCII characters; percent-encode all others");
        }
        if (BROKEN_PERCENT.matcher(address).find()) {
            return fault(ADDRESS, "must have two hexadecimal digits after each %");
        }
        for (String part : address.split("[?&]")) {
            String name = part.startsWith("/") ? ADDRESS : part.substring(0, (part + "=").indexOf('='));
            Optional<String> text = decoded(part);
            if (text.isEmpty()) {
                return fault(name, "must be percent-encoded UTF-8");
            }
            Optional<String> fault = PlainText.lineFault(text.get());
            if (fault.isPresent()) {
                return fault(PARAMETER.matcher(name).matches() ? name : ADDRESS, fault.get());
            }
        }
        try {
            new URI(address);
            return Optional.empty();
        } catch (URISyntaxException e) {
            return fault(ADDRESS, "must percent-encode characters that are not allowed in a URL (RFC 3986)");
        }
    }

    private static Optional<String> decoded(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) == '%') {
                bytes.write(Integer.parseInt(part.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(part.charAt(i));
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static Optional<Violation> fault(String parameter, String detail) {
        return Optional.of(new Violation().parameter(parameter).detail(detail));
    }
}
