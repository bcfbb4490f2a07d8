package org.cybernorms.http;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a content (RFC 9110 §14): both ends are included.
 *
 * @param from behind the end where the range cannot be satisfied
 */
record ByteRange(int from, int to) {

    private static final Pattern RANGE = Pattern.compile("bytes=[ \t,]*(\\d*)-(\\d*)[ \t,]*", Pattern.CASE_INSENSITIVE);
    private static final int DIGITS = 18;

    /**
     * The part that {@code Range} asks for; null where the whole is to be sent: no range, several, another unit, or a header
     * that cannot be read.
     */
    static @Nullable ByteRange of(@Nullable String range, int size) {
        Matcher found = RANGE.matcher(range == null ? "" : range.strip());
        if (!found.matches()) {
            return null;
        }
        if (found.group(1).isEmpty()) {
            if (found.group(2).isEmpty()) {
                return null;
            }
            long last = Math.min(number(found.group(2)), size);
            return last == 0 ? new ByteRange(size, size) : new ByteRange((int) (size - last), size - 1);
        }
        long from = number(found.group(1));
        long to = found.group(2).isEmpty() ? Long.MAX_VALUE : number(found.group(2));
        return to < from ? null : new ByteRange((int) Math.min(from, size), (int) Math.min(to, size - 1L));
    }

    /** Whether a range is meant for what is there now: {@code If-Range}, compared strongly (RFC 9110 §13.1.5). */
    static boolean isMeant(@Nullable String ifRange, @Nullable String etag, @Nullable Instant modified) {
        if (ifRange == null) {
            return true;
        }
        String condition = ifRange.strip();
        if (condition.endsWith("\"")) {
            return condition.equals(etag);
        }
        Instant date = HttpDates.parse(condition);
        return date != null
                && modified != null
                && modified.truncatedTo(ChronoUnit.SECONDS).equals(date);
    }

    boolean isSatisfiable(int size) {
        return from < size;
    }

    private static long number(String digits) {
        return digits.length() > DIGITS ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
    }
}
