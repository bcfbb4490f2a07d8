package org.cybernorms.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.cybernorms.api.model.Counts;
import org.cybernorms.api.model.KindName;
import org.cybernorms.api.model.SearchHit;
import org.cybernorms.api.model.SearchPage;
import org.cybernorms.record.Bodies;
import org.cybernorms.record.Register;
import org.cybernorms.web.Cursor;
import org.cybernorms.web.ListAddress;
import org.jspecify.annotations.Nullable;

/** Answers searches: hits with snippets, the best first, and how many there are by kind, party and year. */
@ApplicationScoped
class Search {

    /** Hits beyond this one are not listed. */
    private static final int DEPTH = 10_000;

    private static final int COUNTS = 100;
    private static final int SYNTAX = SimpleQueryParser.AND_OPERATOR
            | SimpleQueryParser.OR_OPERATOR
            | SimpleQueryParser.NOT_OPERATOR
            | SimpleQueryParser.PREFIX_OPERATOR
            | SimpleQueryParser.PHRASE_OPERATOR
            | SimpleQueryParser.WHITESPACE_OPERATOR;

    private final Register register;
    private final SearchIndex index;
    private final Snippets snippets;
    private final Bodies bodies;
    private final UriInfo uri;

    Search(Register register, SearchIndex index, Snippets snippets, Bodies bodies, UriInfo uri) {
        this.register = register;
        this.index = index;
        this.snippets = snippets;
        this.bodies = bodies;
        this.uri = uri;
    }

    SearchPage page(String q, Map<String, List<String>> narrowed, int limit) {
        int walk = Arrays.asList(uri.getPath(), q, narrowed).toString().hashCode();
        int from = Optional.ofNullable(uri.getQueryParameters().getFirst("cursor"))
                .map(text -> Cursor.decode(text, walk, 1))
                .map(cursor ->
                        (int) Math.min(DEPTH, Cursor.number(cursor.place().get(0))))
                .orElse(0);
        register.moment(null);
        Query words = words(q);
        return index.ask(searcher -> page(searcher, words, narrow(words, narrowed), from, limit, walk));
    }

    private SearchPage page(IndexSearcher searcher, Query words, Query query, int from, int limit, int walk)
            throws IOException {
        SearchPage page = new SearchPage();
        if (searcher.getIndexReader().numDocs() == 0) {
            return page.items(List.of()).counts(new Counts().total(0L).by(Map.of()));
        }
        FacetsCollector collected = new FacetsCollector();
        TopDocs top = FacetsCollector.search(searcher, query, Math.min(DEPTH, from + limit), collected);
        ScoreDoc[] shown =
                Arrays.copyOfRange(top.scoreDocs, Math.min(from, top.scoreDocs.length), top.scoreDocs.length);
        List<SearchHit> hits = new ArrayList<>();
        var found = snippets.of(searcher, words, shown);
        for (int i = 0; i < shown.length; i++) {
            SearchHit hit = hit(searcher.storedFields().document(shown[i].doc), shown[i].score)
                    .snippets(found.get(i));
            hits.add(bodies.show(hit, SearchHit.class));
        }
        Counts counts = counts(searcher, collected);
        boolean more = counts.getTotal() > from + shown.length && from + limit < DEPTH && shown.length > 0;
        String next =
                more ? ListAddress.of(uri, new Cursor(0, walk, List.of(String.valueOf(from + limit))).encode()) : null;
        return page.items(hits).counts(counts).next(next);
    }

    private Query words(String q) {
        SimpleQueryParser parser = new SimpleQueryParser(index.analyzer(), Analysis.WEIGHTS, SYNTAX);
        parser.setDefaultOperator(Occur.MUST);
        return parser.parse(q);
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
        return titles == null ? null : bodies.text(titles);
    }

    private static Counts counts(IndexSearcher searcher, FacetsCollector collected) throws IOException {
        var state = new DefaultSortedSetDocValuesReaderState(searcher.getIndexReader(), SearchDocuments.FACETS);
        var facets = new SortedSetDocValuesFacetCounts(state, collected);
        Map<String, Map<String, Long>> by = new LinkedHashMap<>();
        for (String name : SearchDocuments.COUNTED) {
            by.put(name, values(facets.getTopChildren(COUNTS, name)));
        }
        long total = collected.getMatchingDocs().stream()
                .mapToLong(matching -> matching.totalHits)
                .sum();
        return new Counts().total(total).by(by);
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
