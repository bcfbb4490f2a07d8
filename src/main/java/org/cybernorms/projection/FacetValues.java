package org.cybernorms.projection;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/** The values of one facet in a segment, and which of them each document has. */
final class FacetValues {

    private static final int SHARE = 16;

    /** The values, in their order. */
    final String[] values;
    /** Where the values of each document begin in {@link #held}; one more than there are documents. */
    private final int[] starts;
    /** The places of values in {@link #values}, document by document. */
    private final int[] held;

    private FacetValues(String[] values, int[] starts, int[] held) {
        this.values = values;
        this.starts = starts;
        this.held = held;
    }

    /** The facets that were asked for, up to a share of the heap. */
    static PerSegment<FacetValues> kept() {
        return new PerSegment<>(SHARE, FacetValues::bytes, FacetValues::read);
    }

    private int bytes() {
        long bytes = 4L * (starts.length + held.length);
        for (String value : values) {
            bytes += 60 + value.length();
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    private static FacetValues read(LeafReader segment, String name) throws IOException {
        SortedSetDocValues all = DocValues.getSortedSet(segment, IndexFields.VALUES);
        int first = start(all, IndexFields.valueOf(name, ""));
        String[] values = new String[start(all, name + '\1') - first];
        for (int i = 0; i < values.length; i++) {
            String value = all.lookupOrd(first + (long) i).utf8ToString();
            values[i] = value.substring(value.indexOf('\0') + 1);
        }
        int[] starts = new int[segment.maxDoc() + 1];
        int[] held = new int[16];
        int count = 0;
        int next = 0;
        for (int doc = all.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = all.nextDoc()) {
            Arrays.fill(starts, next, doc + 1, count);
            next = doc + 1;
            for (int i = all.docValueCount(); i > 0; i--) {
                int value = (int) all.nextOrd() - first;
                if (value >= 0 && value < values.length) {
                    held = ArrayUtil.grow(held, count + 1);
                    held[count++] = value;
                }
            }
        }
        Arrays.fill(starts, next, starts.length, count);
        return new FacetValues(values, starts, ArrayUtil.copyOfSubArray(held, 0, count));
    }

    private static int start(SortedSetDocValues all, String from) throws IOException {
        long ord = all.lookupTerm(new BytesRef(from));
        return (int) (ord >= 0 ? ord : -ord - 1);
    }

    /** How many of some documents of the segment have each value. */
    int[] count(FixedBitSet matching) {
        int[] counted = new int[values.length];
        BitSetIterator found = new BitSetIterator(matching, matching.length());
        for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
            for (int i = starts[doc]; i < starts[doc + 1]; i++) {
                counted[held[i]]++;
            }
        }
        return counted;
    }

    /** Where the values of a document begin. */
    int begin(int document) {
        return starts[document];
    }

    /** Where they end. */
    int end(int document) {
        return starts[document + 1];
    }

    /** The value at a place between them, by its place in {@link #values}. */
    int at(int place) {
        return held[place];
    }
}
