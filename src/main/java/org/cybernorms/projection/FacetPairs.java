package org.cybernorms.projection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/** Finds the values of two facets that documents have together. */
final class FacetPairs {

    private final MatchBits bits;
    private final PerSegment<FacetValues> facets;

    FacetPairs(MatchBits bits, PerSegment<FacetValues> facets) {
        this.bits = bits;
        this.facets = facets;
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
    Map<String, Set<String>> valuesByFirst(
            IndexSearcher searcher, IndexQueries.Conditions conditions, Projection.FacetPairQuery query)
            throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        each(
                searcher,
                conditions,
                query,
                segment -> (first, second, document) ->
                        found.computeIfAbsent(first, none -> new TreeSet<>()).add(second));
        return found;
    }

    /** The same with the address of each document: ordered by kind and id. */
    List<Projection.Pair> list(
            IndexSearcher searcher, IndexQueries.Conditions conditions, Projection.FacetPairQuery query)
            throws IOException {
        List<Projection.Pair> pairs = new ArrayList<>();
        each(searcher, conditions, query, segment -> {
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
            IndexSearcher searcher, IndexQueries.Conditions conditions, Projection.FacetPairQuery query, PairsOf pairs)
            throws IOException {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            LeafReader segment = leaf.reader();
            FacetValues first = facets.get(segment, query.first());
            FacetValues second = facets.get(segment, query.second());
            BitSet firsts = wanted(first, query.firsts());
            BitSet seconds = wanted(second, query.seconds());
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
