package org.cybernorms.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares entity tags as RFC 9110 §8.8.3.2 says: strongly for {@code If-Match}, weakly for {@code If-None-Match}. */
public final class Preconditions {

    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    private Preconditions() {}

    /** The tag of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * RFC 9110 §13.1.1; {@code *} stands for whatever is there. The tag of any form of a version stands for the
     * version: {@code "3.fr.csv"} as well as {@code "3"}.
     */
    public static boolean matches(String ifMatch, String etag) {
        return ifMatch.strip().equals("*")
                || tags(ifMatch).stream()
                        .map(tag -> tag.replaceFirst("\\.[^\"]*\"$", "\""))
                        .anyMatch(etag::equals);
    }

    /** RFC 9110 §13.1.2: whether a client already has this; a proxy that compressed it may have made the tag weak. */
    static boolean has(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && (ifNoneMatch.strip().equals("*")
                        || tags(ifNoneMatch).stream().anyMatch(tag -> weak(tag).equals(weak(etag))));
    }

    private static String weak(String tag) {
        return tag.toUpperCase(Locale.ROOT).startsWith("W/") ? tag.substring(2) : tag;
    }

    private static List<String> tags(String header) {
        Matcher matcher = TAG.matcher(header);
        return matcher.results().map(found -> found.group()).toList();
    }
}
