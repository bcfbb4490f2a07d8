package org.cybernorms.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The languages that the reader of this answer prefers: texts show the best first, and nothing is hidden (RFC 4647 §3.4). */
@RequestScoped
public class Languages {

    private static final Pattern PRIVATE = Pattern.compile("[^A-Za-z0-9-]");

    private final List<Locale.LanguageRange> wanted;
    private final Set<String> all = new TreeSet<>();
    private final Set<String> first = new LinkedHashSet<>();
    private final Set<String> moved = new TreeSet<>();

    Languages(HttpHeaders headers) {
        this.wanted = ranges(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** A header that is no list of languages is ignored (RFC 9110 §12.5.4 lets a server do so). */
    private static List<Locale.LanguageRange> ranges(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** Puts the best language of a text first. */
    public void order(ObjectNode text) {
        List<String> tags = new ArrayList<>();
        text.fieldNames().forEachRemaining(tags::add);
        all.addAll(tags);
        String tag = best(tags);
        if (tag == null) {
            return;
        }
        first.add(tag);
        if (!tags.get(0).equals(tag)) {
            moved.add(tag);
            tags.remove(tag);
            tags.add(0, tag);
            ObjectNode before = text.deepCopy();
            text.removeAll();
            tags.forEach(name -> text.set(name, before.get(name)));
        }
    }

    /** Those of these languages that the reader wants, the best first; what is shown depends on them. */
    public List<String> prefer(List<String> tags) {
        List<String> preferred = preferred(tags);
        if (!preferred.isEmpty() && !preferred.equals(tags.subList(0, preferred.size()))) {
            first.addAll(preferred);
            moved.addAll(preferred);
        }
        return preferred;
    }

    private List<String> preferred(List<String> tags) {
        List<String> preferred = new ArrayList<>();
        List<String> rest = new ArrayList<>(tags);
        for (String best = best(rest); best != null; best = best(rest)) {
            preferred.add(best);
            rest.remove(best);
        }
        return preferred;
    }

    private @Nullable String best(List<String> tags) {
        String found = wanted.isEmpty() ? null : Locale.lookupTag(wanted, tags);
        return found == null
                ? null
                : tags.stream().filter(found::equalsIgnoreCase).findFirst().orElse(null);
    }

    /** All languages in the answer, the best first. */
    List<String> inOrder() {
        List<String> tags = preferred(first.stream().filter(all::contains).toList());
        all.stream().filter(tag -> !tags.contains(tag)).toList().forEach(tags::add);
        return tags;
    }

    /** What sets this answer apart from the one that shows texts as they are stored; empty where it is the same. */
    String mark() {
        return moved.isEmpty()
                ? ""
                : "."
                        + PRIVATE.matcher(String.join(".", preferred(List.copyOf(first))))
                                .replaceAll(".");
    }
}
