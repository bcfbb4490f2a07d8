package org.cybernorms.search;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherLifetimeManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.cybernorms.api.model.FilterCounts;
import org.cybernorms.api.model.KindName;
import org.cybernorms.api.model.SearchHit;
import org.cybernorms.api.model.SearchPage;
import org.cybernorms.http.Cursor;
import org.cybernorms.http.Languages;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.http.ProblemException;
import org.cybernorms.record.BodyCodec;
import org.cybernorms.record.Moments;
import org.jspecify.annotations.Nullable;

/** Answers searches: hits with snippets, the best first, and how many there are by kind, party and year. */
@ApplicationScoped
class Search {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int SNAPSHOTS = 50;

    private static final int COUNTS = 100;

    private final SearchIndex index;
    private final Snippets snippets;
    private final BodyCodec codec;
    private final Languages languages;
    private final Moments moments;
    private final Pager pager;
    private final SearcherLifetimeManager snapshots = new SearcherLifetimeManager();

    Search(SearchIndex index, Snippets snippets, BodyCodec codec, Languages languages, Moments moments, Pager pager) {
        this.index = index;
        this.snippets = snippets;
        this.codec = codec;
        this.languages = languages;
        this.moments = moments;
        this.pager = pager;
    }

    /** A page; all pages of a walk are of the index as it was at the first. */
    SearchPage page(Map<String, List<String>> narrowed, ListQuery query) {
        Query words = SearchWords.of(String.valueOf(query.q()));
        Query narrow = narrow(words, narrowed);
        Pager.Position position = pager.position(query, 3, moments.of(null));
        moments.describe(index.kinds(), moments.newest(index.kinds(), moments.of(null)), null);
        if (position.isFirst()) {
            return index.ask(searcher -> page(searcher, snapshots.record(searcher), words, narrow, position, null));
        }
        return snapshot(words, narrow, position);
    }

    private SearchPage snapshot(Query words, Query narrow, Pager.Position position) {
        long token = Cursor.number(position.after().get(0));
        IndexSearcher searcher = snapshots.acquire(token);
        if (searcher == null) {
            throw ProblemException.invalidParameter(
                    "cursor", "expired after " + KEPT.toMinutes() + " minutes; start again without a cursor");
        }
        try {
            int document = (int)
                    Math.min(Integer.MAX_VALUE, Cursor.number(position.after().get(1)));
            float score =
                    Float.intBitsToFloat((int) Cursor.number(position.after().get(2)));
            return page(searcher, token, words, narrow, position, new ScoreDoc(document, score));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            release(searcher);
        }
    }

    private void release(IndexSearcher searcher) {
        try {
            snapshots.release(searcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts into the index what was written while nobody searched, so that neither a search nor the next start waits for it. */
    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void follow() {
        index.ask(IndexSearcher::getIndexReader);
    }

    /** Forgets the snapshots of walks that nobody has continued for a while, and all but the newest. */
    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prune() throws IOException {
        int[] kept = new int[1];
        snapshots.prune((age, searcher) -> age > KEPT.toSeconds() || ++kept[0] > SNAPSHOTS);
    }

    private SearchPage page(
            IndexSearcher searcher,
            long token,
            Query words,
            Query query,
            Pager.Position position,
            @Nullable ScoreDoc after)
            throws IOException {
        SearchPage page = new SearchPage();
        if (searcher.getIndexReader().numDocs() == 0) {
            return page.items(List.of()).counts(new FilterCounts().total(0L).by(Map.of()));
        }
        // Apart, because the best hits are found without a look at all others, and counts need no scores.
        FacetsCollector collected = searcher.search(query, new FacetsCollectorManager());
        int wanted = position.query().limit() + 1;
        TopDocs top = searcher.search(query, new TopScoreDocCollectorManager(wanted, after, wanted));
        Pager.Page<ScoreDoc> hits = pager.page(
                position,
                List.of(top.scoreDocs),
                last -> List.of(
                        String.valueOf(token),
                        String.valueOf(last.doc),
                        String.valueOf(Float.floatToRawIntBits(last.score))));
        ScoreDoc[] shown = hits.items().toArray(ScoreDoc[]::new);
        var found = snippets.of(searcher, words, shown);
        List<SearchHit> items = new ArrayList<>();
        for (int i = 0; i < shown.length; i++) {
            items.add(hit(searcher.storedFields().document(shown[i].doc), shown[i].score)
                    .snippets(found.get(i)));
        }
        return page.items(items)
                .counts(counts(searcher, collected))
                .next(hits.next())
                .cursor(hits.cursor());
    }

    private static Query narrow(Query words, Map<String, List<String>> narrowed) {
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(words, Occur.MUST);
        narrowed.forEach((field, values) -> {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            values.forEach(value -> any.add(new TermQuery(new Term(field, value)), Occur.SHOULD));
            all.add(any.build(), Occur.FILTER);
        });
        return all.build();
    }

    private SearchHit hit(Document document, float score) {
        String kind = document.get(SearchDocuments.KIND);
        String id = document.get(SearchDocuments.ID);
        return new SearchHit()
                .record("/v1/" + kind + "/" + id)
                .kind(KindName.fromValue(kind))
                .id(id)
                .title(titles(document))
                .date(document.get(SearchDocuments.DATE))
                .parties(List.of(document.getValues(SearchDocuments.PARTY)))
                .score(BigDecimal.valueOf(score).setScale(3, RoundingMode.HALF_UP));
    }

    private @Nullable Map<String, String> titles(Document document) {
        String titles = document.get(SearchDocuments.TITLES);
        return titles == null ? null : languages.ordered(codec.text(titles));
    }

    private FilterCounts counts(IndexSearcher searcher, FacetsCollector collected) throws IOException {
        var facets = new SortedSetDocValuesFacetCounts(index.facets(searcher.getIndexReader()), collected);
        Map<String, Map<String, Long>> by = new LinkedHashMap<>();
        for (String name : SearchDocuments.COUNTED) {
            by.put(name, values(facets.getTopChildren(COUNTS, name)));
        }
        long total = collected.getMatchingDocs().stream()
                .mapToLong(matching -> matching.totalHits)
                .sum();
        return new FilterCounts().total(total).by(by);
    }

    private static Map<String, Long> values(@Nullable FacetResult result) {
        Map<String, Long> values = new LinkedHashMap<>();
        if (result != null) {
            for (LabelAndValue value : result.labelValues) {
                values.put(value.label, value.value.longValue());
            }
        }
        return values;
    }
}
