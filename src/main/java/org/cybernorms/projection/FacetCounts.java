package org.cybernorms.projection;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.FixedBitSet;

/** Counts matching documents by the values of their facets. */
final class FacetCounts {

    private final MatchBits bits;
    private final PerSegment<FacetValues> facets;

    FacetCounts(MatchBits bits, PerSegment<FacetValues> facets) {
        this.bits = bits;
        this.facets = facets;
    }

    /** How many documents match, and how many of them have which value of some facets, the most frequent first. */
    Projection.Counts of(IndexSearcher searcher, IndexQueries.Conditions conditions, List<String> names, int limit)
            throws IOException {
        Map<String, Map<String, Long>> by = new LinkedHashMap<>();
        names.forEach(name -> by.put(name, new HashMap<>()));
        long total = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            FixedBitSet matching = bits.exactly(searcher, conditions, leaf);
            int found = matching.cardinality();
            total += found;
            if (found > 0) {
                for (Map.Entry<String, Map<String, Long>> of : by.entrySet()) {
                    FacetValues facet = facets.get(leaf.reader(), of.getKey());
                    int[] counted = facet.count(matching);
                    for (int i = 0; i < counted.length; i++) {
                        if (counted[i] > 0) {
                            of.getValue().merge(facet.values[i], (long) counted[i], Long::sum);
                        }
                    }
                }
            }
        }
        by.replaceAll((name, counts) -> frequent(counts, limit));
        return new Projection.Counts(total, by);
    }

    private static Map<String, Long> frequent(Map<String, Long> counts, int limit) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
