package org.cybernorms.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cybernorms.api.model.Counts;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Facets;
import org.cybernorms.log.Folding;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Selection;
import org.cybernorms.log.Selection.SortKey;
import org.cybernorms.log.Shown;
import org.cybernorms.log.VagueDate;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Cursor;
import org.cybernorms.web.ListAddress;
import org.cybernorms.web.Preconditions;
import org.cybernorms.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** Lists of heads: what the query asks for, one page of it, and where the next one is. */
@ApplicationScoped
public class Listing {

    private static final Set<String> COMMON = Set.of("q", "sort", "limit", "cursor", "validOn", "asOf", "format");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST_FREQUENT = 100;
    private static final int COUNTED = 200;
    private static final int COMBINATIONS = 500;

    /** One page, the address of the next, and what it is a page of. */
    public record Page(List<Shown> shown, Optional<String> next, Selection selection) {}

    private final EntryLog log;
    private final Heads heads;
    private final Facets facets;
    private final Answer answer;
    private final Cache<Selection, Counts> counted =
            Caffeine.newBuilder().maximumSize(COUNTED).build();

    Listing(EntryLog log, Heads heads, Facets facets, Answer answer) {
        this.log = log;
        this.heads = heads;
        this.facets = facets;
        this.answer = answer;
    }

    /**
     * The page that the address asks for. Parameters that are not common to all lists are facets.
     *
     * @param more facets instead of or beside those in the address; an empty list takes one out
     * @param period only what is in it, at least in part
     */
    Page page(Listed listed, UriInfo uri, Map<String, List<String>> more, @Nullable VagueDate period) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        @Nullable String validOn = query.getFirst("validOn");
        Map<String, List<String>> filters = filters(listed, query, more);
        String sort = query.containsKey("sort") ? query.getFirst("sort") : listed.order();
        SortKey key = sortKey(listed, sort);
        List<String> words = words(query.getFirst("q"));
        int walk = Arrays.asList(uri.getPath(), filters, sort, words, validOn, period)
                .toString()
                .hashCode();
        Optional<Cursor> cursor =
                Optional.ofNullable(query.getFirst("cursor")).map(text -> Cursor.decode(text, walk, 2));
        if (key == SortKey.entry) {
            cursor.ifPresent(at -> Cursor.number(at.place().get(0)));
        }
        long asOf = cursor.map(this::moment).orElseGet(() -> since(listed, moment(query.getFirst("asOf"))));
        Selection selection = new Selection(
                listed.name(),
                filters,
                words,
                validOn == null ? null : LocalDate.parse(validOn),
                period,
                asOf,
                key,
                sort.startsWith("-"),
                cursor.map(at -> new Selection.Place(
                                at.place().get(0), at.place().get(1)))
                        .orElse(null),
                limit(query));
        Heads.Page found = heads.select(selection);
        Optional<String> next = found.next()
                .map(place ->
                        ListAddress.of(uri, new Cursor(asOf, walk, List.of(place.key(), place.idKey())).encode()));
        describe(uri, asOf, next);
        return new Page(found.shown(), next, selection);
    }

    /** The newest entry that the list depends on: one of its kind, or for a view of any. */
    private long since(Listed listed, long moment) {
        return listed instanceof Kind<?> ? log.last(listed.name(), moment) : moment;
    }

    private static Map<String, List<String>> filters(
            Listed listed, MultivaluedMap<String, String> query, Map<String, List<String>> more) {
        Map<String, List<String>> filters = new TreeMap<>(query);
        filters.keySet().removeAll(COMMON);
        filters.putAll(more);
        filters.values().removeIf(List::isEmpty);
        for (List<String> names : listed.together()) {
            if (filters.keySet().containsAll(names)) {
                filters.put(Listed.joined(names), combinations(names, filters));
                names.forEach(filters::remove);
            }
        }
        return filters;
    }

    private static List<String> combinations(List<String> names, Map<String, List<String>> filters) {
        List<List<String>> values = names.stream()
                .map(name -> filters.getOrDefault(name, List.of()).stream()
                        .distinct()
                        .toList())
                .toList();
        if (values.stream().mapToLong(List::size).reduce(1, (a, b) -> a * b) > COMBINATIONS) {
            throw ProblemException.invalidParameter(
                    names.get(0),
                    "has more than " + COMBINATIONS + " combinations with " + names.subList(1, names.size()));
        }
        List<List<String>> all = List.of(List.of());
        for (List<String> choices : values) {
            all = all.stream()
                    .flatMap(begun -> choices.stream().map(choice -> Stream.concat(begun.stream(), Stream.of(choice))
                            .toList()))
                    .toList();
        }
        return all.stream().map(Listed::joined).toList();
    }

    /**
     * How many there are in all under the filters of a page, and how many of each value of these facets. The register
     * after an entry never changes, so what was counted once is kept for the other pages and readers.
     */
    Counts counts(Page page, List<String> names) {
        Selection whole = page.selection().whole();
        return counted.get(whole, none -> count(whole, names));
    }

    private Counts count(Selection whole, List<String> names) {
        Map<String, Map<String, Long>> by = new LinkedHashMap<>();
        names.forEach(name -> by.put(name, facets.count(whole, name, MOST_FREQUENT)));
        return new Counts()
                .total(facets.count(whole, null, 1).getOrDefault("", 0L))
                .by(by);
    }

    private void describe(UriInfo uri, long asOf, Optional<String> next) {
        answer.shows(
                Preconditions.etag(asOf), log.entry(asOf).map(Entry::recordedAt).orElse(null));
        if (uri.getQueryParameters().containsKey("asOf")
                && isPast(uri.getQueryParameters().getFirst("asOf"))) {
            answer.immutable();
        }
        answer.link(ListAddress.of(uri, null), "first");
        next.ifPresent(address -> answer.link(address, "next"));
    }

    /** The entry number that {@code asOf} stands for; without it, the newest. */
    long moment(@Nullable String asOf) {
        long last = log.last();
        if (asOf == null) {
            return last;
        }
        if (asOf.chars().allMatch(Character::isDigit)) {
            long number = Long.parseLong(asOf);
            if (number > last) {
                throw ProblemException.invalidParameter("asOf", "the newest entry is " + last);
            }
            return number;
        }
        return log.lastAt(instant(asOf));
    }

    private long moment(Cursor cursor) {
        if (cursor.asOf() < 0 || cursor.asOf() > log.last()) {
            throw Cursor.foreign();
        }
        return cursor.asOf();
    }

    /** Whether what {@code asOf} stands for can no longer change. */
    boolean isPast(String asOf) {
        return asOf.chars().allMatch(Character::isDigit)
                || instant(asOf)
                        .isBefore(log.entry(log.last()).map(Entry::recordedAt).orElse(Instant.MIN));
    }

    private static Instant instant(String asOf) {
        try {
            return OffsetDateTime.parse(asOf).toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.invalidParameter(
                    "asOf", "must be an entry number or an instant such as 2026-11-21T09:30:00Z");
        }
    }

    static int limit(MultivaluedMap<String, String> query) {
        return query.containsKey("limit") ? Integer.parseInt(query.getFirst("limit")) : DEFAULT_LIMIT;
    }

    private static SortKey sortKey(Listed kind, String sort) {
        String name = sort.startsWith("-") ? sort.substring(1) : sort;
        return switch (name) {
            case "id" -> SortKey.id;
            case "entry" -> SortKey.entry;
            default ->
                Optional.ofNullable(kind.sortKeys().get(name))
                        .orElseThrow(() -> new IllegalStateException(kind.name() + " has no sort key " + name));
        };
    }

    private static List<String> words(@Nullable String q) {
        List<String> words = new ArrayList<>();
        if (q != null) {
            words.addAll(Arrays.asList(Folding.fold(q).strip().split("\\s+")));
        }
        return words;
    }
}
