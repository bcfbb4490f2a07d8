package org.cybernorms.projection;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Current and past versions by list, facets, words and validity, in every order: derived from the log and asked through {@link Selection}. */
@Singleton
public class Projection extends LogIndex {

    private static final String FORM = "5";

    private final EntryLog log;
    private final Indexer indexer;
    private final Range.Numbers numbers = new Range.Numbers();
    private final MatchBits bits = new MatchBits(numbers);
    private final OrderedPages pages = new OrderedPages(bits, numbers);
    private final PerSegment<FacetValues> facets = FacetValues.kept();
    private final FacetCounts counts = new FacetCounts(bits, facets);
    private final FacetPairs pairs = new FacetPairs(bits, facets);

    Projection(EntryLog log, Indexer indexer, @ConfigProperty(name = "registry.data-dir") String dataDir) {
        super(log, Path.of(dataDir, "index"), new KeywordAnalyzer());
        this.log = log;
        this.indexer = indexer;
    }

    /** One page of a selection, and the order key of its last item where there is more. */
    public record Page(List<Hit> hits, Optional<String> next) {}

    /** Two values that a record has together. */
    public record FacetPair(String first, String second) {}

    /** How many records there are, and the addresses of the first of them. */
    public record Records(int count, List<String> first) {}

    @Override
    protected String form() {
        return FORM + " " + indexer.form();
    }

    @Override
    protected void put(IndexWriter to, List<Entry> entries) throws IOException {
        List<Document> documents = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.version() > 1) {
                if (!documents.isEmpty()) {
                    to.addDocuments(documents);
                    documents.clear();
                }
                replaced(to, entry);
            }
            documents.addAll(IndexFields.of(entry, indexer.index(entry), Hit.OPEN));
        }
        if (!documents.isEmpty()) {
            to.addDocuments(documents);
        }
    }

    /** Ends the version before: its documents become those of the past. */
    private void replaced(IndexWriter to, Entry entry) throws IOException {
        Optional<Entry> before = log.version(entry.kind(), entry.id(), entry.version() - 1);
        if (before.isPresent()) {
            to.updateDocuments(
                    new Term(IndexFields.ENTRY, String.valueOf(before.get().number())),
                    IndexFields.of(before.get(), indexer.index(before.get()), entry.number()));
        }
    }

    /** A current record as everybody sees it. */
    public record CurrentVersion(long number, int version, Instant recordedAt, Item item) {}

    /** A current record, from memory alone; none where there is no such record, or where the index is behind the log. */
    public Optional<CurrentVersion> currentVersion(String kind, String id) {
        return askAtOnce(searcher -> IndexValues.current(searcher, kind + "/" + id));
    }

    /** The page that a selection asks for. */
    public Page page(Selection selection) {
        return ask(searcher -> {
            OrderedPages.Found found = pages.find(
                    searcher,
                    new OrderedPages.Wanted(
                            conditions(selection),
                            IndexFields.orderField(selection.list(), selection.sortKey()),
                            selection.descending(),
                            selection.after(),
                            selection.limit() + 1));
            boolean more = found.documents().length > selection.limit();
            int shown = Math.min(found.documents().length, selection.limit());
            List<Hit> hits = IndexValues.hits(searcher, found.documents(), shown);
            return new Page(hits, more ? Optional.of(found.keys().get(shown - 1)) : Optional.empty());
        });
    }

    private IndexQueries.Conditions conditions(Selection selection) {
        return IndexQueries.of(selection, isNow(selection.kinds(), selection.asOf()));
    }

    /** Whether no record of these kinds has changed since an entry. To be asked after the searcher was acquired. */
    private boolean isNow(Collection<String> kinds, long asOf) {
        return kinds.stream().allMatch(kind -> log.newest(kind) <= asOf);
    }

    /** How many there are in all, and by the name of a facet how many have which of its values. */
    public record Counts(long total, Map<String, Map<String, Long>> by) {}

    /** How many of a selection there are, and have which value of some facets, the most frequent first. */
    public Counts counts(Selection selection, List<String> names, int limit) {
        return ask(searcher -> counts.of(searcher, conditions(selection), names, limit));
    }

    /** How many current records a kind has. */
    public long size(String kind) {
        return ask(searcher -> (long) searcher.count(IndexQueries.list(List.of(kind), Hit.OPEN, true)));
    }

    /**
     * Asks for records of some kinds that have a value of one facet together with a value of another.
     *
     * @param on only what was true on this day
     * @param asOf the entry number after which the register is looked at
     */
    public record FacetPairQuery(
            Set<String> kinds,
            String first,
            Set<String> firsts,
            String second,
            Set<String> seconds,
            @Nullable LocalDate on,
            long asOf) {

        /** The same for some of the first values. */
        public FacetPairQuery of(Set<String> some) {
            return new FacetPairQuery(kinds, first, some, second, seconds, on, asOf);
        }
    }

    /** The second values that records have together with each first one. */
    public Map<String, Set<String>> facetPairs(FacetPairQuery query) {
        return ask(searcher -> pairs.valuesByFirst(searcher, conditions(query), query));
    }

    /** The records behind them, ordered by kind and id: their number, and the first. */
    public Map<FacetPair, Records> recordsOfFacetPairs(FacetPairQuery query, int most) {
        return ask(searcher -> pairs.records(searcher, conditions(query), query, most));
    }

    private IndexQueries.Conditions conditions(FacetPairQuery query) {
        return IndexQueries.of(query, isNow(query.kinds(), query.asOf()));
    }

    /** The ids of the records of a kind that have a value of a facet on a day (or ever), after an entry. */
    public Set<String> having(String kind, String facet, String value, @Nullable LocalDate on, long asOf) {
        Long day = on == null ? null : (Long) IndexFields.day(on.toString());
        return ask(searcher -> {
            Query query = new BooleanQuery.Builder()
                    .add(IndexQueries.list(List.of(kind), asOf, isNow(List.of(kind), asOf)), Occur.FILTER)
                    .add(IndexQueries.facet(facet, List.of(value), day), Occur.FILTER)
                    .build();
            Set<String> ids = new TreeSet<>();
            IndexValues.addresses(searcher, query).forEach(address -> ids.add(address.substring(kind.length() + 1)));
            return ids;
        });
    }

    /** The addresses of current records that refer to this one, in their order. */
    public List<String> referrers(String kind, String id, int limit) {
        String address = kind + "/" + id;
        return ask(searcher -> IndexValues.addresses(searcher, referring(address)).stream()
                .filter(referrer -> !referrer.equals(address))
                .limit(limit)
                .toList());
    }

    /** The entries of all current records that refer to this one, by address. */
    public Map<String, Long> referring(String kind, String id) {
        String address = kind + "/" + id;
        Map<String, Long> entries = ask(searcher -> IndexValues.entries(searcher, referring(address)));
        entries.remove(address);
        return entries;
    }

    private static Query referring(String address) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(IndexFields.FACET, IndexFields.REFERENCE + "=" + address)), Occur.FILTER)
                .add(new TermQuery(new Term(IndexFields.CURRENT, IndexFields.RECORD)), Occur.FILTER)
                .build();
    }

    /** Compares the log's numbers and versions, and all that is derived, with what they must be. */
    public ProjectionCheck.Findings check() {
        return ask(searcher -> {
            long end = log.newest();
            return new ProjectionCheck(log, indexer, searcher, end).run();
        });
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        close();
    }
}
