package org.cybernorms.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The languages that the reader of this answer prefers, and those that it uses. */
@RequestScoped
public class Languages {

    private static final Pattern PRIVATE = Pattern.compile("[^A-Za-z0-9-]");

    private final LanguagePreference preference;
    private final LanguageUse use = new LanguageUse();

    Languages(HttpHeaders headers, UriInfo uri) {
        String asked = uri.getQueryParameters().getFirst("lang");
        this.preference =
                LanguagePreference.of(asked == null ? headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE) : asked);
    }

    public LanguagePreference preference() {
        return preference;
    }

    /** Puts the best language of a text first. */
    public void order(ObjectNode text) {
        preference.order(text, use);
    }

    /** The same text with the best language first. */
    public Map<String, String> ordered(Map<String, String> text) {
        List<String> tags = preference.order(List.copyOf(text.keySet()), use);
        Map<String, String> ordered = new LinkedHashMap<>();
        tags.forEach(tag -> ordered.put(tag, text.get(tag)));
        return ordered;
    }

    /** Notes the languages of something that is shown. */
    public void add(LanguageUse shown) {
        use.addAll(shown);
    }

    /** Those of these languages that the reader wants, the best first; what is shown depends on them. */
    public List<String> prefer(List<String> tags) {
        List<String> preferred = preference.preferred(tags);
        if (!preferred.isEmpty() && !preferred.equals(tags.subList(0, preferred.size()))) {
            use.first().addAll(preferred);
            use.moved().addAll(preferred);
        }
        return preferred;
    }

    /** All languages in the answer, the best first. */
    List<String> inOrder() {
        List<String> tags = new ArrayList<>(preference.preferred(
                use.first().stream().filter(use.all()::contains).toList()));
        use.all().stream().filter(tag -> !tags.contains(tag)).toList().forEach(tags::add);
        return tags;
    }

    /** What distinguishes this answer from the one that shows texts as they are stored; empty where it is the same. */
    String mark() {
        return use.moved().isEmpty()
                ? ""
                : "."
                        + PRIVATE.matcher(String.join(".", preference.preferred(List.copyOf(use.first()))))
                                .replaceAll(".");
    }
}
