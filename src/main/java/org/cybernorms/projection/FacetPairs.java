package org.cybernorms.projection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.cybernorms.projection.Projection.FacetPair;
import org.cybernorms.projection.Selection.SortKey;

/** Finds the values of two facets that records have together. */
final class FacetPairs {

    private final MatchBits bits;
    private final PerSegment<FacetValues> facets;

    FacetPairs(MatchBits bits, PerSegment<FacetValues> facets) {
        this.bits = bits;
        this.facets = facets;
    }

    /** Takes a document of a segment that has two of the values, by their places in the segment. */
    private interface Pairs {
        void add(int first, int second, int document) throws IOException;
    }

    /** The second values that occur together with each first one. */
    Map<String, Set<String>> valuesByFirst(
            IndexSearcher searcher, IndexQueries.Conditions conditions, Projection.FacetPairQuery query)
            throws IOException {
        Map<String, Set<String>> found = new HashMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            FacetValues first = facets.get(leaf.reader(), query.first());
            FacetValues second = facets.get(leaf.reader(), query.second());
            BitSet[] together = new BitSet[first.values.length];
            each(searcher, conditions, query, leaf, (one, other, document) -> {
                if (together[one] == null) {
                    together[one] = new BitSet(second.values.length);
                }
                together[one].set(other);
            });
            for (int i = 0; i < together.length; i++) {
                if (together[i] != null) {
                    Set<String> values = found.computeIfAbsent(first.values[i], none -> new HashSet<>());
                    together[i].stream().forEach(other -> values.add(second.values[other]));
                }
            }
        }
        return found;
    }

    /** How many records have each pair, and the addresses of the first of them, ordered by kind and id. */
    Map<FacetPair, Projection.Records> records(
            IndexSearcher searcher, IndexQueries.Conditions conditions, Projection.FacetPairQuery query, int most)
            throws IOException {
        List<String> kinds = List.copyOf(new TreeSet<>(query.kinds()));
        Map<FacetPair, Found> found = new HashMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            FacetValues first = facets.get(leaf.reader(), query.first());
            FacetValues second = facets.get(leaf.reader(), query.second());
            SortedDocValues[] orders = orders(leaf.reader(), kinds);
            Map<Long, Smallest> smallest = new HashMap<>();
            each(searcher, conditions, query, leaf, (one, other, document) -> {
                for (int kind = 0; kind < orders.length; kind++) {
                    if (orders[kind].advanceExact(document)) {
                        smallest.computeIfAbsent((long) one << 32 | other, none -> new Smallest(most))
                                .add((long) kind << 32 | orders[kind].ordValue());
                    }
                }
            });
            Map<Long, Address> addresses = addresses(smallest.values(), kinds, orders);
            smallest.forEach((pair, of) -> found.computeIfAbsent(
                            new FacetPair(first.values[(int) (pair >> 32)], second.values[pair.intValue()]),
                            none -> new Found())
                    .add(of, addresses));
        }
        Map<FacetPair, Projection.Records> records = new HashMap<>();
        found.forEach((pair, of) -> records.put(pair, of.first(most)));
        return records;
    }

    private static SortedDocValues[] orders(LeafReader segment, List<String> kinds) throws IOException {
        SortedDocValues[] orders = new SortedDocValues[kinds.size()];
        for (int i = 0; i < orders.length; i++) {
            orders[i] = DocValues.getSorted(segment, IndexFields.orderField(kinds.get(i), SortKey.id));
        }
        return orders;
    }

    /** The addresses of records by kind and place in its order, read in their order: so each block of a segment is read once. */
    private static Map<Long, Address> addresses(
            Collection<Smallest> wanted, List<String> kinds, SortedDocValues[] orders) throws IOException {
        Map<Long, Address> addresses = new HashMap<>();
        for (long place : wanted.stream()
                .flatMapToLong(Smallest::stream)
                .distinct()
                .sorted()
                .toArray()) {
            int kind = (int) (place >> 32);
            String key = orders[kind].lookupOrd((int) place).utf8ToString();
            addresses.put(place, new Address(kind, key, kinds.get(kind) + "/" + key.substring(key.indexOf(' ') + 1)));
        }
        return addresses;
    }

    /** @param key orders records of a kind by id */
    private record Address(int kind, String key, String address) {}

    /** The smallest of many numbers, in their order, and how many there were. */
    private static final class Smallest {

        private final long[] kept;
        private int count;

        Smallest(int most) {
            this.kept = new long[most];
        }

        void add(long number) {
            int held = Math.min(count++, kept.length);
            if (held == kept.length && number >= kept[held - 1]) {
                return;
            }
            int place = -Arrays.binarySearch(kept, 0, held, number) - 1;
            System.arraycopy(kept, place, kept, place + 1, Math.min(held, kept.length - 1) - place);
            kept[place] = number;
        }

        LongStream stream() {
            return Arrays.stream(kept, 0, Math.min(count, kept.length));
        }
    }

    /** What was found of one pair in all segments. */
    private static final class Found {

        private final List<Address> first = new ArrayList<>();
        private int count;

        void add(Smallest of, Map<Long, Address> addresses) {
            count += of.count;
            of.stream().mapToObj(addresses::get).forEach(first::add);
        }

        Projection.Records first(int most) {
            first.sort(Comparator.comparingInt(Address::kind).thenComparing(Address::key));
            return new Projection.Records(
                    count, first.stream().limit(most).map(Address::address).toList());
        }
    }

    private void each(
            IndexSearcher searcher,
            IndexQueries.Conditions conditions,
            Projection.FacetPairQuery query,
            LeafReaderContext leaf,
            Pairs pairs)
            throws IOException {
        FacetValues first = facets.get(leaf.reader(), query.first());
        FacetValues second = facets.get(leaf.reader(), query.second());
        BitSet firsts = wanted(first, query.firsts());
        BitSet seconds = wanted(second, query.seconds());
        if (firsts.isEmpty() || seconds.isEmpty()) {
            return;
        }
        FixedBitSet matching = bits.exactly(searcher, conditions, leaf);
        BitSetIterator found = new BitSetIterator(matching, matching.length());
        for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
            for (int i = second.begin(doc); i < second.end(doc); i++) {
                for (int j = first.begin(doc); seconds.get(second.at(i)) && j < first.end(doc); j++) {
                    if (firsts.get(first.at(j))) {
                        pairs.add(first.at(j), second.at(i), doc);
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
