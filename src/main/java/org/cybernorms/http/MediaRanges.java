package org.cybernorms.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms that a client takes: {@code Accept} (RFC 9110 §12.5.1). What is acceptable and what is sent is one decision. */
final class MediaRanges {

    /** What is said of a form beside its name; a range with a parameter wants a form that has it. */
    private static final Map<String, Map<String, String>> PARAMETERS = Map.of(
            "application/json", Map.of("charset", "utf-8"),
            "application/ld+json", Map.of("charset", "utf-8"),
            "application/json-patch+json", Map.of("charset", "utf-8"),
            "application/jscontact+json", Map.of("charset", "utf-8", "version", "1.0"),
            "text/csv", Map.of("charset", "utf-8", "header", "present"),
            "text/html", Map.of("charset", "utf-8"),
            "text/plain", Map.of("charset", "utf-8"),
            "text/vcard", Map.of("charset", "utf-8", "version", "4.0"));

    /** A parameter that is a wish and selects nothing (RFC 6906 §3.1). */
    private static final String PROFILE = "profile";

    private static final int ANY = 0;
    private static final int ANY_SUBTYPE = 1;
    private static final int TYPE = 2;

    /** Takes everything. */
    static final MediaRanges ALL = new MediaRanges(List.of());

    private final List<Preferences.Preference> ranges;

    private MediaRanges(List<Preferences.Preference> ranges) {
        this.ranges = ranges;
    }

    /** A header without a range that can be read asks for nothing in particular, like one that is absent. */
    static MediaRanges of(@Nullable String accept) {
        return accept == null || accept.equals("*/*")
                ? ALL
                : new MediaRanges(Preferences.of(accept).stream()
                        .filter(range -> isRange(range.value()))
                        .toList());
    }

    /** The form with the greatest weight; of several the first. */
    Optional<String> best(Collection<String> offered) {
        String best = null;
        double most = 0;
        for (String type : offered) {
            double weight = weight(type);
            if (weight > most) {
                best = type;
                most = weight;
            }
        }
        return Optional.ofNullable(best);
    }

    boolean take(String type) {
        return weight(type) > 0;
    }

    /** What the most specific range that matches says. */
    private double weight(String type) {
        if (ranges.isEmpty()) {
            return 1;
        }
        int specific = -1;
        double weight = 0;
        for (Preferences.Preference range : ranges) {
            int found = specificity(range, type);
            if (found > specific || (found == specific && found >= 0 && range.weight() > weight)) {
                specific = found;
                weight = range.weight();
            }
        }
        return weight;
    }

    /** How exactly a range names a form; negative where it does not. */
    private static int specificity(Preferences.Preference range, String type) {
        Map<String, String> offered = PARAMETERS.getOrDefault(type, Map.of());
        long wanted = range.parameters().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(PROFILE))
                .count();
        boolean matches = wanted == 0
                || range.parameters().entrySet().stream()
                        .allMatch(parameter -> parameter.getKey().equals(PROFILE)
                                || parameter
                                        .getValue()
                                        .equalsIgnoreCase(
                                                Objects.requireNonNullElse(offered.get(parameter.getKey()), "")));
        if (!matches) {
            return -1;
        }
        String name = range.value();
        if (name.equals(type)) {
            return TYPE + (int) wanted;
        }
        if (name.equals("*/*") || name.equals("*")) {
            return ANY;
        }
        return name.endsWith("/*") && type.startsWith(name.substring(0, name.length() - 1)) ? ANY_SUBTYPE : -1;
    }

    /** {@code *} alone is what old clients of Java send. */
    private static boolean isRange(String value) {
        int slash = value.indexOf('/');
        if (slash < 0) {
            return value.equals("*");
        }
        String type = value.substring(0, slash);
        String subtype = value.substring(slash + 1);
        return Preferences.isToken(type) && Preferences.isToken(subtype) && (!type.equals("*") || subtype.equals("*"));
    }
}
