package org.cybernorms.projection;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** Counts matching documents by the values of their facets. */
final class FacetCounts {

    private FacetCounts() {}

    /** How many matching documents have which value of some facets, the most frequent first. */
    static Map<String, Map<String, Long>> of(IndexSearcher searcher, Query query, List<String> names, int limit)
            throws IOException {
        Map<String, Map<String, Long>> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, new HashMap<>()));
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                SortedSetDocValues values = DocValues.getSortedSet(leaf.reader(), IndexFields.VALUES);
                long[] counted = count(scorer, values, leaf.reader().getLiveDocs());
                for (int ord = 0; ord < counted.length; ord++) {
                    if (counted[ord] > 0) {
                        String value = values.lookupOrd(ord).utf8ToString();
                        int end = value.indexOf('\0');
                        Map<String, Long> of = all.get(value.substring(0, end));
                        if (of != null) {
                            of.merge(value.substring(end + 1), counted[ord], Long::sum);
                        }
                    }
                }
            }
        }
        all.replaceAll((name, counts) -> frequent(counts, limit));
        return all;
    }

    private static long[] count(Scorer scorer, SortedSetDocValues values, @Nullable Bits live) throws IOException {
        long[] counted = new long[(int) values.getValueCount()];
        DocIdSetIterator found = scorer.iterator();
        for (int document = found.nextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = found.nextDoc()) {
            if ((live == null || live.get(document)) && values.advanceExact(document)) {
                for (int i = values.docValueCount(); i > 0; i--) {
                    counted[(int) values.nextOrd()]++;
                }
            }
        }
        return counted;
    }

    private static Map<String, Long> frequent(Map<String, Long> counts, int limit) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
