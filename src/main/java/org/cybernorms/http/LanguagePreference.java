package org.cybernorms.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The languages that a reader prefers. Texts show the best first, and nothing is hidden. The best is looked up as RFC 4647
 * §3.4 says; a range of weight 0 excludes the languages that it covers (§3.3.1), unless a longer range names them.
 *
 * @param key the same for all headers that mean the same; empty where nothing is preferred
 * @param ranges in lower case, the most wanted first
 */
public record LanguagePreference(String key, List<String> ranges, List<String> excluded) {

    public static final LanguagePreference NONE = new LanguagePreference("", List.of(), List.of());

    private static final String ANY = "*";
    private static final Pattern RANGE = Pattern.compile("\\*|[a-z]{1,8}(-[a-z0-9]{1,8}|-\\*){0,8}");

    /** How many ranges count, the most wanted first. */
    private static final int MOST = 20;

    /** Reads {@code Accept-Language}; an element that is no range of languages is ignored (RFC 9110 §12.5.4). */
    static LanguagePreference of(@Nullable String header) {
        if (header == null || header.isBlank() || header.equals(ANY)) {
            return NONE;
        }
        List<Preferences.Preference> elements = Preferences.of(header).stream()
                .filter(element -> RANGE.matcher(element.value()).matches())
                .sorted(Comparator.comparingDouble(Preferences.Preference::weight)
                        .reversed())
                .toList();
        List<String> wanted = ranges(elements, false);
        List<String> excluded = ranges(elements, true);
        return wanted.isEmpty() && excluded.isEmpty()
                ? NONE
                : new LanguagePreference(
                        String.join(",", wanted) + (excluded.isEmpty() ? "" : " not " + String.join(",", excluded)),
                        wanted,
                        excluded);
    }

    private static List<String> ranges(List<Preferences.Preference> elements, boolean refused) {
        return elements.stream()
                .filter(element -> element.isRefused() == refused)
                .map(element -> element.value().replace("-*", "")) // (a wildcard within is ignored: RFC 4647 §3.4)
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** Whether the reader prefers nothing in particular. */
    public boolean isNone() {
        return key.isEmpty();
    }

    /** Puts the best language of a text first. */
    public void order(ObjectNode text, LanguageUse use) {
        List<String> tags = new ArrayList<>();
        text.fieldNames().forEachRemaining(tags::add);
        List<String> ordered = order(tags, use);
        if (!ordered.equals(tags)) {
            ObjectNode before = text.deepCopy();
            text.removeAll();
            ordered.forEach(name -> text.set(name, before.get(name)));
        }
    }

    /** The languages of a text with the best first. */
    List<String> order(List<String> tags, LanguageUse use) {
        use.all().addAll(tags);
        String tag = best(tags);
        if (tag == null) {
            return tags;
        }
        use.first().add(tag);
        if (tags.get(0).equals(tag)) {
            return tags;
        }
        use.moved().add(tag);
        List<String> ordered = new ArrayList<>(tags);
        ordered.remove(tag);
        ordered.add(0, tag);
        return ordered;
    }

    /** Those of these languages that the reader wants, the best first. */
    public List<String> preferred(List<String> tags) {
        List<String> preferred = new ArrayList<>();
        List<String> rest = new ArrayList<>(tags);
        for (String best = best(rest); best != null; best = best(rest)) {
            preferred.add(best);
            rest.remove(best);
        }
        return preferred;
    }

    /** The language to show first; null where it does not matter. */
    private @Nullable String best(List<String> tags) {
        for (String range : ranges) {
            String found = range.equals(ANY) ? first(tags) : lookUp(range, tags);
            if (found != null) {
                return found;
            }
        }
        return !tags.isEmpty() && isExcluded(tags.get(0)) ? first(tags) : null;
    }

    /** The first that is not excluded, and that no range names which is wanted less than any other. */
    private @Nullable String first(List<String> tags) {
        return tags.stream()
                .filter(tag -> !isExcluded(tag) && covering(ranges, tag) == 0)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String lookUp(String range, List<String> tags) {
        for (String part = range; !part.isEmpty(); part = shortened(part)) {
            for (String tag : tags) {
                if (tag.equalsIgnoreCase(part) && !isExcluded(tag)) {
                    return tag;
                }
            }
        }
        return null;
    }

    /** Without its last subtag, and without one of a single letter before it (RFC 4647 §3.4). */
    private static String shortened(String range) {
        int end = range.lastIndexOf('-');
        if (end > 2 && range.charAt(end - 2) == '-') {
            end -= 2;
        }
        return end < 0 ? "" : range.substring(0, end);
    }

    private boolean isExcluded(String tag) {
        return !excluded.isEmpty()
                && (covering(excluded, tag) > covering(ranges, tag)
                        || (excluded.contains(ANY) && covering(ranges, tag) == 0));
    }

    /** The length of the longest range that covers a tag as RFC 4647 §3.3.1 says, {@code *} left out. */
    private static int covering(List<String> ranges, String tag) {
        if (ranges.isEmpty()) {
            return 0;
        }
        String name = tag.toLowerCase(Locale.ROOT);
        return ranges.stream()
                .filter(range -> name.equals(range) || name.startsWith(range + "-"))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
