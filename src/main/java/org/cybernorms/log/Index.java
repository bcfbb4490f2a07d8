package org.cybernorms.log;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a kind says of one record so that it can be found: keys to sort by, validity, facets, words. */
public final class Index {

    static final String ALWAYS = "0000-00-00";
    static final String FOREVER = "9999-12-31";
    private static final String REFERS_TO = "*refers-to";
    private static final int VALUE_LENGTH = 400;

    /** A name and value; the dates say from when to when it was true in the world. */
    public record Facet(String name, String value, String validFrom, String validTo) {}

    private String titleKey = "";
    private String dateKey = "";
    private String validFrom = ALWAYS;
    private String validTo = FOREVER;
    private final StringBuilder text = new StringBuilder();
    private final Set<Facet> facets = new LinkedHashSet<>();

    /** The text to sort by: English where there is any, else the first language. Its words are found by {@code q}. */
    public Index title(@Nullable Map<String, String> title) {
        if (title != null && !title.isEmpty()) {
            titleKey = Folding.natural(
                    title.getOrDefault("en", title.values().iterator().next()));
        }
        return text(title);
    }

    /** Words that {@code q} finds. */
    public Index text(@Nullable Map<String, String> words) {
        if (words != null) {
            words.values().forEach(this::text);
        }
        return this;
    }

    public Index text(@Nullable String words) {
        if (words != null) {
            text.append(Folding.fold(words)).append('\n');
        }
        return this;
    }

    /** The date to sort by, and from which the record is valid. */
    public Index date(@Nullable String vagueDate) {
        if (vagueDate != null) {
            dateKey = day(VagueDate.parse(vagueDate).earliest());
        }
        return valid(vagueDate, null);
    }

    /** From when to when the record is true in the world; an open end is {@code null}. */
    public Index valid(@Nullable String from, @Nullable String to) {
        validFrom = from == null ? validFrom : first(from);
        validTo = to == null ? validTo : last(to);
        return this;
    }

    public Index facet(String name, @Nullable Object value) {
        return facet(name, value, null, null);
    }

    public Index facets(String name, @Nullable Collection<?> values) {
        if (values != null) {
            values.forEach(value -> facet(name, value));
        }
        return this;
    }

    /** A facet that was true from one date to another, such as a membership. */
    public Index facet(String name, @Nullable Object value, @Nullable String from, @Nullable String to) {
        if (value != null) {
            String written = value.toString();
            facets.add(new Facet(
                    name,
                    written.substring(0, Math.min(VALUE_LENGTH, written.length())),
                    from == null ? ALWAYS : first(from),
                    to == null ? FOREVER : last(to)));
        }
        return this;
    }

    /** Notes that the record refers to another, so that the other is not withdrawn unawares. */
    public Index refersTo(String kind, String id) {
        return facet(REFERS_TO, reference(kind, id));
    }

    static String reference(String kind, String id) {
        return kind + "/" + id;
    }

    static String referenceName() {
        return REFERS_TO;
    }

    String titleKey() {
        return titleKey;
    }

    String dateKey() {
        return dateKey;
    }

    String validFrom() {
        return validFrom;
    }

    String validTo() {
        return validTo;
    }

    String text() {
        return text.toString();
    }

    List<Facet> facets() {
        return new ArrayList<>(facets);
    }

    private static String first(String vagueDate) {
        return day(VagueDate.parse(vagueDate).earliest());
    }

    private static String last(String vagueDate) {
        return day(VagueDate.parse(vagueDate).latest());
    }

    private static String day(LocalDate date) {
        return date.toString();
    }
}
