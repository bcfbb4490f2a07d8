package org.cybernorms.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is derived from one record so that it can be found: sort keys, validity, facets, words, and parts for views. */
public final class IndexedRecord {

    static final String ALWAYS = "0000-00-00";
    static final String FOREVER = "9999-12-31";
    private static final String REFERS_TO = "*refers-to";
    private static final int VALUE_LENGTH = 400;

    /** A name and value; the dates say from when to when it was true in the world. */
    public record Facet(String name, String value, String validFrom, String validTo) {}

    private final Map<String, String> titles = new LinkedHashMap<>();
    private @Nullable String date;
    private String titleKey = "";
    private String dateKey = "";
    private String validFrom = ALWAYS;
    private String validTo = FOREVER;
    private final StringBuilder text = new StringBuilder();
    private final Set<Facet> facets = new LinkedHashSet<>();
    private final List<Part> parts = new ArrayList<>();

    private final Function<Object, Item> written;
    private final Item item;

    /**
     * @param item what is shown of the record to everybody
     * @param written writes what a view shows of a part
     */
    public IndexedRecord(Item item, Function<Object, Item> written) {
        this.item = item;
        this.written = written;
    }

    /** A part of the record that a view lists, and by what it is found. */
    public record Part(String view, IndexedRecord index) {}

    /** Adds a part for a view. Without a date it belongs to no period. */
    public IndexedRecord part(String view, Object item) {
        IndexedRecord index = new IndexedRecord(written.apply(item), written);
        index.validFrom = FOREVER;
        index.validTo = ALWAYS;
        parts.add(new Part(view, index));
        return index;
    }

    /** The parts, in the order in which they were added; the first has the number 1. */
    public List<Part> parts() {
        return parts;
    }

    /** The text to sort by: English where there is any, else the first language. Its words are found by {@code q}. */
    public IndexedRecord title(@Nullable Map<String, String> title) {
        if (title != null && !title.isEmpty()) {
            titles.putAll(title);
            titleKey = TextFolding.natural(
                    title.getOrDefault("en", title.values().iterator().next()));
        }
        return text(title);
    }

    /** Words that {@code q} finds. */
    public IndexedRecord text(@Nullable Map<String, String> words) {
        if (words != null) {
            words.values().forEach(this::text);
        }
        return this;
    }

    public IndexedRecord text(@Nullable String words) {
        if (words != null) {
            text.append(words).append('\n');
        }
        return this;
    }

    /** The date to sort by, and from which the record is valid. */
    public IndexedRecord date(@Nullable String vagueDate) {
        if (vagueDate != null) {
            date = vagueDate;
            dateKey = day(VagueDate.parse(vagueDate).earliest());
        }
        return valid(vagueDate, null);
    }

    /** The date (or range) to sort by, and at which a part of a record happens. */
    public IndexedRecord at(@Nullable String vaguePeriod) {
        if (vaguePeriod != null) {
            dateKey = first(vaguePeriod);
            validFrom = dateKey;
            validTo = last(vaguePeriod);
        }
        return this;
    }

    /** From when to when the record is true in the world; an open end is {@code null}. */
    public IndexedRecord valid(@Nullable String from, @Nullable String to) {
        validFrom = from == null ? validFrom : first(from);
        validTo = to == null ? validTo : last(to);
        return this;
    }

    public IndexedRecord facet(String name, @Nullable Object value) {
        return facet(name, value, null, null);
    }

    public IndexedRecord facets(String name, @Nullable Collection<?> values) {
        if (values != null) {
            values.forEach(value -> facet(name, value));
        }
        return this;
    }

    /** A facet that was true from one date to another, such as a membership. */
    public IndexedRecord facet(String name, @Nullable Object value, @Nullable String from, @Nullable String to) {
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

    /** Notes that the record refers to another, which is then not withdrawn by mistake. */
    public IndexedRecord refersTo(String kind, String id) {
        return facet(REFERS_TO, reference(kind, id));
    }

    static String reference(String kind, String id) {
        return kind + "/" + id;
    }

    static String referenceName() {
        return REFERS_TO;
    }

    /** The title by language. */
    public Map<String, String> titles() {
        return titles;
    }

    /** The date as it was written, where there is one. */
    public Optional<String> date() {
        return Optional.ofNullable(date);
    }

    /** The ids of the records of a kind to which the record refers. */
    public List<String> referredTo(String kind) {
        return facets.stream()
                .filter(facet -> facet.name().equals(REFERS_TO) && facet.value().startsWith(kind + "/"))
                .map(facet -> facet.value().substring(kind.length() + 1))
                .toList();
    }

    Item item() {
        return item;
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

    Collection<Facet> facets() {
        return facets;
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
