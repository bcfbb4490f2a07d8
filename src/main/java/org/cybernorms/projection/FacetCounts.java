package org.cybernorms.projection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Counts and lists matching documents by the values of their facets. */
final class FacetCounts {

    private final MatchBits bits;
    private final PerSegment<FacetValues> facets = FacetValues.kept();

    FacetCounts(MatchBits bits) {
        this.bits = bits;
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
                    int[] counted = facet.count(leaf.reader(), matching);
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

    /** Takes a document that has two values. */
    private interface Pairs {
        void add(String first, String second, int document) throws IOException;
    }

    /** Makes what takes the pairs of a segment. */
    private interface PairsOf {
        Pairs in(LeafReader segment) throws IOException;
    }

    /** The second values that occur beside each first one. */
    Map<String, Set<String>> beside(
            IndexSearcher searcher, IndexQueries.Conditions conditions, Projection.Beside beside) throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        each(
                searcher,
                conditions,
                beside,
                segment -> (first, second, document) ->
                        found.computeIfAbsent(first, none -> new TreeSet<>()).add(second));
        return found;
    }

    /** The same with the address of each document: ordered by kind and id. */
    List<Projection.Pair> pairs(IndexSearcher searcher, IndexQueries.Conditions conditions, Projection.Beside beside)
            throws IOException {
        List<Projection.Pair> pairs = new ArrayList<>();
        each(searcher, conditions, beside, segment -> {
            BinaryDocValues ids = DocValues.getBinary(segment, IndexFields.ID);
            return (first, second, document) ->
                    pairs.add(new Projection.Pair(first, second, IndexValues.text(ids, document)));
        });
        Map<String, String> order = new HashMap<>();
        pairs.forEach(pair -> order.computeIfAbsent(pair.address(), address -> {
            int end = address.indexOf('/');
            return address.substring(0, end) + '\0' + TextFolding.natural(address.substring(end + 1));
        }));
        pairs.sort(Comparator.comparing(pair -> order.get(pair.address())));
        return pairs;
    }

    private void each(
            IndexSearcher searcher, IndexQueries.Conditions conditions, Projection.Beside beside, PairsOf pairs)
            throws IOException {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            LeafReader segment = leaf.reader();
            FacetValues first = facets.get(segment, beside.first());
            FacetValues second = facets.get(segment, beside.second());
            BitSet firsts = wanted(first, beside.firsts());
            BitSet seconds = wanted(second, beside.seconds());
            if (firsts.isEmpty() || seconds.isEmpty()) {
                continue;
            }
            Pairs taken = pairs.in(segment);
            SortedSetDocValues all = DocValues.getSortedSet(segment, IndexFields.VALUES);
            FixedBitSet matching = bits.exactly(searcher, conditions, leaf);
            BitSetIterator found = new BitSetIterator(matching, matching.length());
            BitSet left = new BitSet();
            BitSet right = new BitSet();
            for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
                left.clear();
                right.clear();
                if (all.advanceExact(doc)) {
                    for (int i = all.docValueCount(); i > 0; i--) {
                        int ord = (int) all.nextOrd();
                        first.mark(ord, firsts, left);
                        second.mark(ord, seconds, right);
                    }
                }
                for (int one = left.nextSetBit(0); one >= 0; one = left.nextSetBit(one + 1)) {
                    for (int other = right.nextSetBit(0); other >= 0; other = right.nextSetBit(other + 1)) {
                        taken.add(first.values[one], second.values[other], doc);
                    }
                }
            }
        }
    }

    private static BitSet wanted(FacetValues facet, Set<String> values) {
        BitSet wanted = new BitSet();
        for (int i = 0; i < facet.values.length; i++) {
            wanted.set(i, values.contains(facet.values[i]));
        }
        return wanted;
    }
}
