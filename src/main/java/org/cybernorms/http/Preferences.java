package org.cybernorms.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lists of preferences of RFC 9110 §12.4: {@code Accept}, {@code Accept-Encoding}, {@code Accept-Language}. An
 * element that is malformed is left out, and the others count. The work is linear in the length of the header.
 */
final class Preferences {

    /**
     * One element.
     *
     * @param value in lower case
     * @param parameters those before the weight, by their names in lower case
     * @param weight from 0 (refused) to 1
     */
    record Preference(String value, Map<String, String> parameters, double weight) {

        boolean isRefused() {
            return weight == 0;
        }
    }

    private static final String TOKEN = "!#$%&'*+-.^_`|~";
    private static final int LONGEST_WEIGHT = 10;

    private Preferences() {}

    /** The elements in the order of the header; none where there is no header. */
    static List<Preference> of(@Nullable String header) {
        List<Preference> preferences = new ArrayList<>();
        if (header != null) {
            for (String element : split(header, ',')) {
                preference(element).ifPresent(preferences::add);
            }
        }
        return preferences;
    }

    private static Optional<Preference> preference(String element) {
        List<String> parts = split(element, ';');
        String value = parts.isEmpty() ? "" : parts.get(0).toLowerCase(Locale.ROOT);
        if (value.isEmpty() || element.strip().startsWith(";")) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).toLowerCase(Locale.ROOT);
            String given = unquoted(part.substring(equals + 1));
            if (!isToken(name) || given == null) {
                return Optional.empty();
            }
            if (name.equals("q")) { // what follows the weight has no meaning any more (RFC 9110 §12.5.1)
                double weight = weight(given);
                return weight > 1 ? Optional.empty() : Optional.of(new Preference(value, parameters, weight));
            }
            parameters.put(name, given);
        }
        return Optional.of(new Preference(value, parameters, 1));
    }

    /** More than 1 where it is none; {@code .5} is read too: Java has sent {@code *; q=.2} for years. */
    private static double weight(String text) {
        boolean digits = text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        boolean number = digits && text.length() <= LONGEST_WEIGHT && text.indexOf('.') == text.lastIndexOf('.');
        return number && !text.isEmpty() && !text.equals(".") ? Double.parseDouble(text) : 2;
    }

    /** What is between separators that are not quoted; empty parts are left out. A quote that nothing closes quotes nothing. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean closed = true;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator) {
                String part = text.substring(begin, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                begin = i + 1;
            } else if (text.charAt(i) == '"' && closed) {
                int end = closing(text, i);
                closed = end > 0;
                i = closed ? end : i;
            }
        }
        return parts;
    }

    /** Where a quoted string ends; negative where it does not. */
    private static int closing(String text, int opening) {
        for (int i = opening + 1; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                return i;
            }
            if (text.charAt(i) == '\\') {
                i++;
            }
        }
        return -1;
    }

    /** The value of a parameter, without its quotes; null where it is neither a token nor a quoted string. */
    private static @Nullable String unquoted(String value) {
        if (isToken(value)) {
            return value;
        }
        int last = value.length() - 1;
        if (last < 1 || value.charAt(0) != '"' || value.charAt(last) != '"') {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < last; i++) {
            if (value.charAt(i) == '"' || (value.charAt(i) == '\\' && ++i == last)) {
                return null;
            }
            text.append(value.charAt(i));
        }
        return text.toString();
    }

    /** RFC 9110 §5.6.2 */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!alphanumeric && TOKEN.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
