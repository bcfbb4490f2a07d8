package org.cybernorms.projection;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;

/** The documents of one segment in the order of their keys. A segment never changes, so its orders are kept in memory. */
final class SegmentOrder {

    private static final SegmentOrder NONE = new SegmentOrder(new int[0], new int[1]);
    private static final int SHARE = 16;

    /** Documents by place. */
    final int[] documents;
    /** The place of the first document of each key, by the key's ordinal; at the end the number of documents. */
    private final int[] starts;

    private SegmentOrder(int[] documents, int[] starts) {
        this.documents = documents;
        this.starts = starts;
    }

    /** The orders that were asked for, up to a sixteenth of the heap. */
    static PerSegment<SegmentOrder> kept() {
        return new PerSegment<>(SHARE, order -> 4 * (order.documents.length + order.starts.length), SegmentOrder::read);
    }

    private static SegmentOrder read(LeafReader segment, String field) throws IOException {
        SortedDocValues counted = segment.getSortedDocValues(field);
        if (counted == null) {
            return NONE;
        }
        int[] starts = new int[counted.getValueCount() + 1];
        while (counted.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            starts[counted.ordValue() + 1]++;
        }
        for (int ord = 1; ord < starts.length; ord++) {
            starts[ord] += starts[ord - 1];
        }
        int[] next = starts.clone();
        int[] documents = new int[starts[starts.length - 1]];
        SortedDocValues placed = segment.getSortedDocValues(field);
        for (int doc = placed.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = placed.nextDoc()) {
            documents[next[placed.ordValue()]++] = doc;
        }
        return new SegmentOrder(documents, starts);
    }

    /** The place where a key begins, or would. */
    int start(int ordinal) {
        return starts[ordinal];
    }

    /** The ordinal of the key at a place. */
    int ordinal(int place) {
        int found = Arrays.binarySearch(starts, place);
        return found >= 0 ? found : -found - 2;
    }
}
