package org.cybernorms.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.cybernorms.api.model.FilterCounts;
import org.cybernorms.http.JsonEntity;
import org.cybernorms.http.LazyJson;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.Hit;
import org.cybernorms.projection.Projection;
import org.cybernorms.projection.Selection;
import org.cybernorms.projection.VagueDate;
import org.jspecify.annotations.Nullable;

/** Lists the records of a kind and the parts that views show: one page of what a query asks for. */
@ApplicationScoped
public class RecordLists {

    private static final int MOST_FREQUENT = 100;
    private static final int COUNTED = 200;
    private static final int ALL = 100_000;

    private final Kinds kinds;
    private final EntryLog log;
    private final Moments moments;
    private final Projection projection;
    private final Representations representations;
    private final BodyCodec codec;
    private final Pager pager;
    private final Cache<Selection, FilterCounts> counted =
            Caffeine.newBuilder().maximumSize(COUNTED).build();

    RecordLists(
            Kinds kinds,
            EntryLog log,
            Moments moments,
            Projection projection,
            Representations representations,
            BodyCodec codec,
            Pager pager) {
        this.kinds = kinds;
        this.log = log;
        this.moments = moments;
        this.projection = projection;
        this.representations = representations;
        this.codec = codec;
        this.pager = pager;
    }

    /** A page of keys: what was found, and where the next page is. */
    private record Found(Selection selection, Pager.Page<Hit> page) {}

    /**
     * A page of records of a kind.
     *
     * @param schema the schema of the page in the contract
     */
    public JsonEntity list(Kind<?> kind, String schema, ListQuery query) {
        Begun begun = begin(kind, query, null);
        Supplier<JsonEntity> page = () -> {
            Found found = find(begun);
            return Representations.page(schema, representations.found(kind, found.page.items()), found.page);
        };
        return representations.dependOnCaller(kind) ? page.get() : new LazyJson(schema, page);
    }

    /**
     * A page of records of a kind, made into items by hand.
     *
     * @param item makes an item of a record
     */
    public <T, I> Pager.Page<I> page(Kind<T> kind, ListQuery query, Function<T, I> item) {
        Pager.Page<Hit> page = find(begin(kind, query, null)).page;
        Map<Long, Entry> entries =
                log.entries(page.items().stream().map(Hit::number).toList());
        return page.map(hit -> item.apply(representations.model(kind, entry(entries, hit))));
    }

    /** A page of parts, and how many there are in all. */
    public record Parts<T>(
            List<T> items,
            FilterCounts counts,
            @Nullable String next,
            @Nullable String cursor) {}

    /**
     * A page of the parts that a view shows.
     *
     * @param type the model of its items
     * @param period only what overlaps it
     * @param names the facets whose values are counted
     */
    public <T> Parts<T> view(
            View view, Class<T> type, ListQuery query, @Nullable VagueDate period, List<String> names) {
        Found found = find(begin(view, query, period));
        Pager.Page<T> page = found.page.map(hit -> representations.part(type, hit));
        return new Parts<>(page.items(), counts(found.selection, names), page.next(), page.cursor());
    }

    private record Begun(Pager.Position position, Selection selection) {}

    private Begun begin(Listed listed, ListQuery query, @Nullable VagueDate period) {
        Selections.Order order = Selections.order(listed, query);
        List<String> words = Selections.words(query);
        Map<String, List<String>> filters = Selections.filters(listed, query);
        Set<String> behind = kinds.behind(listed);
        long now = query.cursor() == null ? moments.newest(behind, moments.of(query.asOf())) : 0;
        Pager.Position position = pager.position(query, 1, now);
        long asOf = query.cursor() == null ? now : moments.known(position.asOf());
        moments.describe(behind, asOf, query.asOf());
        return new Begun(
                position,
                new Selection(
                        listed.name(),
                        behind,
                        filters,
                        words,
                        query.validOn(),
                        period,
                        asOf,
                        order.key(),
                        order.descending(),
                        position.isFirst() ? null : position.after().get(0),
                        query.limit()));
    }

    private Found find(Begun begun) {
        Projection.Page found = projection.page(begun.selection);
        return new Found(
                begun.selection,
                pager.page(begun.position, found.hits(), found.next().map(List::of)));
    }

    /**
     * How many there are in all under the filters of a page, and how many of each value of some facets. The register
     * after an entry never changes, so what was counted once is kept for the other pages and readers.
     */
    private FilterCounts counts(Selection selection, List<String> names) {
        return counted.get(selection.whole(), whole -> {
            Projection.Counts counts = projection.counts(whole, names, MOST_FREQUENT);
            return new FilterCounts().total(counts.total()).by(counts.by());
        });
    }

    /** All records of a kind with these facets, as they were after an entry, as the caller sees them. */
    public <T> List<T> all(Kind<T> kind, Map<String, List<String>> filters, long asOf) {
        return first(kind, filters, null, asOf, ALL);
    }

    /** The first of those that are true on a day. */
    public <T> List<T> first(
            Kind<T> kind, Map<String, List<String>> filters, @Nullable LocalDate on, long asOf, int limit) {
        List<T> models = new ArrayList<>();
        entries(kind, filters, on, asOf, limit).forEach(entry -> models.add(representations.model(kind, entry)));
        return models;
    }

    /** The entries of records of a kind with these facets, ordered by id. */
    public List<Entry> entries(
            Kind<?> kind, Map<String, List<String>> filters, @Nullable LocalDate on, long asOf, int limit) {
        return entries(Selection.of(kind.name(), filters, on, asOf, limit));
    }

    /** The entries of a selection, in its order. */
    public List<Entry> entries(Selection selection) {
        List<Hit> hits = projection.page(selection).hits();
        Map<Long, Entry> entries = log.entries(hits.stream().map(Hit::number).toList());
        return hits.stream().map(hit -> entry(entries, hit)).toList();
    }

    private static Entry entry(Map<Long, Entry> entries, Hit hit) {
        return Optional.ofNullable(entries.get(hit.number()))
                .orElseThrow(() -> new IllegalStateException("entry " + hit.number() + " is missing"));
    }
}
