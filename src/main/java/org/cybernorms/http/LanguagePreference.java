package org.cybernorms.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The languages that a reader prefers (RFC 4647 §3.4). Texts show the best first, and nothing is hidden.
 *
 * @param key the same for all headers that mean the same; empty where nothing is preferred
 */
public record LanguagePreference(String key, List<Locale.LanguageRange> ranges) {

    public static final LanguagePreference NONE = new LanguagePreference("", List.of());

    private static final int HEADER = 200;

    /** Reads {@code Accept-Language}; a header that is no list of languages is ignored (RFC 9110 §12.5.4 allows it). */
    static LanguagePreference of(@Nullable String header) {
        if (header == null || header.isBlank() || header.length() > HEADER) {
            return NONE;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(header);
            return ranges.isEmpty() ? NONE : new LanguagePreference(ranges.toString(), ranges);
        } catch (RuntimeException e) { // the JDK's parser throws several, for "-" an index that is out of bounds
            return NONE;
        }
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
    List<String> preferred(List<String> tags) {
        List<String> preferred = new ArrayList<>();
        List<String> rest = new ArrayList<>(tags);
        for (String best = best(rest); best != null; best = best(rest)) {
            preferred.add(best);
            rest.remove(best);
        }
        return preferred;
    }

    private @Nullable String best(List<String> tags) {
        String found = ranges.isEmpty() ? null : Locale.lookupTag(ranges, tags);
        return found == null
                ? null
                : tags.stream().filter(found::equalsIgnoreCase).findFirst().orElse(null);
    }
}
