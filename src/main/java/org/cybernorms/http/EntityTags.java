package org.cybernorms.http;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags: {@code "3"} is version 3 of a record, {@code "3.csv"} a form of it, {@code "3.csv.gzip"} that form in gzip
 * (RFC 9110 §8.8.3.3). Proxies that compress make {@code W/"3"}, {@code "3-gzip"} or {@code "3--gzip"} of {@code "3"}; such
 * tags are understood.
 */
public final class EntityTags {

    private static final String CODED = ".gzip\"";
    private static final Pattern TAG = Pattern.compile("(W/)?\"[^\"]*\"");
    private static final Pattern PROXY = Pattern.compile("[-;:_]{1,2}(gzip|br|deflate|zstd)\"$");
    private static final Pattern FORM = Pattern.compile("\\.[^\"]*\"$");

    private EntityTags() {}

    /** The tag of a version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** The tag of the same form in gzip. */
    static String coded(String etag) {
        return etag.substring(0, etag.length() - 1) + CODED;
    }

    /**
     * Whether {@code If-Match} of a change names this version (RFC 9110 §13.1.1). The tag of any form and coding stands for
     * the version, since who holds one of them has read the version; weak tags never match.
     */
    public static boolean nameVersion(String ifMatch, String etag) {
        return isAny(ifMatch)
                || strong(ifMatch).stream().anyMatch(tag -> version(tag).equals(version(etag)));
    }

    /** Whether {@code If-None-Match} of a change names this version (RFC 9110 §13.1.2); weak tags match. */
    public static boolean excludeVersion(String ifNoneMatch, String etag) {
        return isAny(ifNoneMatch)
                || opaque(ifNoneMatch).stream().anyMatch(tag -> version(tag).equals(version(etag)));
    }

    /** Whether {@code If-Match} of a read names this form, in any coding. */
    static boolean nameForm(String ifMatch, String etag) {
        return isAny(ifMatch) || strong(ifMatch).stream().anyMatch(tag -> tag.equals(etag) || tag.equals(coded(etag)));
    }

    /**
     * The tag of the representation that a client names in {@code If-None-Match} and could be sent now, compared weakly; null
     * where it has none. The representation without a coding can always be sent.
     *
     * @param gzip whether the one in gzip could be sent
     */
    static @Nullable String known(String ifNoneMatch, String etag, boolean gzip) {
        if (ifNoneMatch.equals(etag)) {
            return etag;
        }
        String coded = coded(etag);
        if (isAny(ifNoneMatch)) {
            return gzip ? coded : etag;
        }
        List<String> tags = opaque(ifNoneMatch);
        if (gzip && tags.contains(coded)) {
            return coded;
        }
        return tags.contains(etag) ? etag : null;
    }

    static boolean isAny(String condition) {
        return condition.strip().equals("*");
    }

    private static List<String> strong(String header) {
        return TAG.matcher(header)
                .results()
                .map(found -> found.group())
                .filter(tag -> !tag.startsWith("W/"))
                .map(EntityTags::unmarked)
                .toList();
    }

    private static List<String> opaque(String header) {
        return TAG.matcher(header)
                .results()
                .map(found -> found.group())
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .map(EntityTags::unmarked)
                .toList();
    }

    /** Without what a proxy has added. */
    private static String unmarked(String tag) {
        return PROXY.matcher(tag).replaceFirst("\"");
    }

    /** Without form and coding. */
    private static String version(String tag) {
        return FORM.matcher(tag).replaceFirst("\"");
    }
}
