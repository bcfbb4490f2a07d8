package org.cybernorms.projection;

import java.io.IOException;
import java.util.BitSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The values of one facet in a segment, and which documents have them. */
final class FacetValues {

    private static final int SHARE = 32;
    /** More bits than these are not kept in a segment: its documents are looked at one by one. */
    static final long MOST_BITS = 1L << 27;

    /** The values, in their order. */
    final String[] values;
    /** The ordinal of the first of them among those of all facets. */
    private final int first;
    /** The documents that have each; null where that would be too many bits. */
    private final FixedBitSet @Nullable [] documents;

    private FacetValues(String[] values, int first, FixedBitSet @Nullable [] documents) {
        this.values = values;
        this.first = first;
        this.documents = documents;
    }

    /** The facets that were asked for, up to a share of the heap. */
    static PerSegment<FacetValues> kept(long mostBits) {
        return new PerSegment<>(SHARE, FacetValues::bytes, (segment, name) -> read(segment, name, mostBits));
    }

    private int bytes() {
        int bytes = 0;
        for (String value : values) {
            bytes += 60 + value.length();
        }
        if (documents != null) {
            for (FixedBitSet bits : documents) {
                bytes += bits.length() / 8;
            }
        }
        return bytes;
    }

    private static FacetValues read(LeafReader segment, String name, long mostBits) throws IOException {
        SortedSetDocValues all = DocValues.getSortedSet(segment, IndexFields.VALUES);
        int first = start(all, IndexFields.valueOf(name, ""));
        String[] values = new String[start(all, name + '\1') - first];
        for (int i = 0; i < values.length; i++) {
            String value = all.lookupOrd(first + (long) i).utf8ToString();
            values[i] = value.substring(value.indexOf('\0') + 1);
        }
        if ((long) values.length * segment.maxDoc() > mostBits) {
            return new FacetValues(values, first, null);
        }
        FixedBitSet[] documents = new FixedBitSet[values.length];
        for (int i = 0; i < values.length; i++) {
            documents[i] = new FixedBitSet(segment.maxDoc());
        }
        for (int doc = all.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = all.nextDoc()) {
            for (int i = all.docValueCount(); i > 0; i--) {
                int value = (int) all.nextOrd() - first;
                if (value >= 0 && value < values.length) {
                    documents[value].set(doc);
                }
            }
        }
        return new FacetValues(values, first, documents);
    }

    private static int start(SortedSetDocValues all, String from) throws IOException {
        long ord = all.lookupTerm(new BytesRef(from));
        return (int) (ord >= 0 ? ord : -ord - 1);
    }

    /** How many of some documents of the segment have each value. */
    int[] count(LeafReader segment, FixedBitSet matching) throws IOException {
        int[] counted = new int[values.length];
        if (documents != null && (long) values.length * matching.length() / 64 < 50L * matching.cardinality()) {
            for (int i = 0; i < values.length; i++) {
                counted[i] = (int) FixedBitSet.intersectionCount(matching, documents[i]);
            }
            return counted;
        }
        SortedSetDocValues all = DocValues.getSortedSet(segment, IndexFields.VALUES);
        BitSetIterator found = new BitSetIterator(matching, matching.length());
        for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
            if (all.advanceExact(doc)) {
                for (int i = all.docValueCount(); i > 0; i--) {
                    int value = (int) all.nextOrd() - first;
                    if (value >= 0 && value < values.length) {
                        counted[value]++;
                    }
                }
            }
        }
        return counted;
    }

    /** Marks the value with an ordinal, if it is one of this facet and wanted. */
    void mark(int ordinal, BitSet wanted, BitSet marked) {
        int value = ordinal - first;
        if (value >= 0 && wanted.get(value)) {
            marked.set(value);
        }
    }
}
