package org.cybernorms.projection;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The matching documents of one segment in an order, one after another. */
abstract class OrderWalk {

    private final int base;
    private final @Nullable SortedDocValues keys;
    private int document;
    private BytesRef key = new BytesRef();

    OrderWalk(LeafReaderContext leaf, String field) throws IOException {
        this.base = leaf.docBase;
        this.keys = leaf.reader().getSortedDocValues(field);
    }

    /** Goes to the next document; false where there is none. */
    abstract boolean advance() throws IOException;

    boolean at(int found, int ordinal) throws IOException {
        document = base + found;
        key = keys == null ? key : BytesRef.deepCopyOf(keys.lookupOrd(ordinal));
        return true;
    }

    int document() {
        return document;
    }

    BytesRef key() {
        return key;
    }

    /** The ordinal of the key after which a page begins; for a key that the segment lacks, halfway between its neighbours. */
    static double after(@Nullable SortedDocValues keys, @Nullable String after, boolean down) throws IOException {
        if (keys == null || after == null) {
            return down ? Double.MAX_VALUE : -1;
        }
        int ordinal = keys.lookupTerm(new BytesRef(after));
        return ordinal >= 0 ? ordinal : -ordinal - 1.5;
    }

    /** Documents that were sorted before: ordinal and document in each number. */
    static OrderWalk sorted(LeafReaderContext leaf, String field, long[] sorted) throws IOException {
        return new OrderWalk(leaf, field) {
            private int next;

            @Override
            boolean advance() throws IOException {
                if (next == sorted.length) {
                    return false;
                }
                long one = sorted[next++];
                return at((int) one, (int) (one >>> 32));
            }
        };
    }

    /** How many places walks may look at before it is better to compare all matches. */
    static final class Steps {

        private long left;

        Steps(long left) {
            this.left = left;
        }

        boolean areUsedUp() {
            return left < 0;
        }
    }

    /**
     * The documents of a segment in their order, of which those are shown that match.
     *
     * @param matching what they must be among
     * @param check which further conditions they must fulfil
     */
    static final class Along extends OrderWalk {

        private final SegmentOrder order;
        private final FixedBitSet matching;
        private final Range.Check check;
        private final boolean down;
        private final @Nullable Bits live;
        private final Steps steps;
        private int place;

        Along(
                LeafReaderContext leaf,
                String field,
                SegmentOrder order,
                FixedBitSet matching,
                Range.Check check,
                boolean down,
                @Nullable String after,
                Steps steps)
                throws IOException {
            super(leaf, field);
            this.order = order;
            this.matching = matching;
            this.check = check;
            this.down = down;
            this.live = leaf.reader().getLiveDocs();
            this.place = first(after(leaf.reader().getSortedDocValues(field), after, down));
            this.steps = steps;
        }

        private int first(double begin) {
            int last = order.documents.length - 1;
            if (last < 0 || begin == Double.MAX_VALUE) {
                return last;
            }
            return down ? order.start((int) Math.ceil(begin)) - 1 : order.start((int) Math.floor(begin) + 1);
        }

        @Override
        boolean advance() throws IOException {
            while (place >= 0 && place < order.documents.length && steps.left-- > 0) {
                int at = place;
                int document = order.documents[at];
                place += down ? -1 : 1;
                if (matching.get(document) && (live == null || live.get(document)) && check.fits(document)) {
                    return at(document, order.ordinal(at));
                }
            }
            return false;
        }
    }
}
