package org.cybernorms.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes that come and go as they are: a text in UTF-8, or a PDF. */
public final class TextOrPdf {

    public static final String PDF = "application/pdf";
    public static final String TEXT = "text/plain";

    private TextOrPdf() {}

    /** The media type that was sent, exactly; answers 415 to any other, and to a text in another charset. */
    public static String sent(HttpHeaders request) {
        @Nullable MediaType type = request.getMediaType();
        String name = type == null ? "" : type.getType() + "/" + type.getSubtype();
        String charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (!name.equals(PDF) && (!name.equals(TEXT) || (charset != null && !charset.equalsIgnoreCase("utf-8")))) {
            throw ProblemException.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must be text/plain (UTF-8) or application/pdf.");
        }
        return name;
    }

    /** Describes the bytes in the answer; answers 406 to those who want another form. */
    public static void answer(ResponseMetadata answer, RequestedForm form, String type, String digest) {
        form.require(type);
        answer.inRanges()
                .header(HttpHeaders.CONTENT_TYPE, type.equals(PDF) ? PDF : type + "; charset=utf-8")
                .header("Repr-Digest", digest);
    }

    /** A SHA-256 in hexadecimal digits as a header has it (RFC 9530 §3). */
    public static String digest(String hexadecimal) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hexadecimal)) + ":";
    }
}
