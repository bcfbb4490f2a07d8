package org.cybernorms.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dates of HTTP (RFC 9110 §5.6.7). */
final class HttpDates {

    private static final DateTimeFormatter FIXED = formatter("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

    /** {@code Sun Nov  6 08:49:37 1994}, as C writes it. */
    private static final DateTimeFormatter ASCTIME = formatter("EEE MMM ppd HH:mm:ss yyyy");

    private static final int LONGEST = 40;
    private static final int YEARS_BACK = 50;

    private HttpDates() {}

    static String format(Instant instant) {
        return FIXED.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Reads the three forms that there were; null for anything else, which is to be ignored (RFC 9110 §13.1.3). */
    static @Nullable Instant parse(@Nullable String date) {
        if (date == null || date.length() > LONGEST) {
            return null;
        }
        String text = date.strip();
        return Stream.of(FIXED, rfc850(), ASCTIME)
                .flatMap(formatter -> parse(text, formatter))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Instant> parse(String text, DateTimeFormatter formatter) {
        try {
            return Stream.of(LocalDateTime.parse(text, formatter).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Stream.empty();
        }
    }

    /** {@code Sunday, 06-Nov-94 08:49:37 GMT}: a year that would be more than 50 years ahead is past. */
    private static DateTimeFormatter rfc850() {
        LocalDate base = LocalDate.now(ZoneOffset.UTC).minusYears(YEARS_BACK - 1L);
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, base)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
