package org.cybernorms.projection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.LongHeap;
import org.jspecify.annotations.Nullable;

/**
 * Finds one page in an order. Where few documents match, all of them are compared; where many do, the documents are
 * looked at in their order from the place of the cursor until the page is full. So a page costs at most about the square
 * root of what the list holds, wherever it is in the walk.
 */
final class OrderedPages {

    /** How many steps along an order cost as much as the comparison of one match. */
    private static final long COMPARISON = 12;
    /** How many documents are combined as bits in the time of one step. */
    private static final long BITS = 16;

    private final PerSegment<SegmentOrder> orders = SegmentOrder.kept();
    private final Range.Numbers numbers;
    private final MatchBits bits;

    OrderedPages(MatchBits bits, Range.Numbers numbers) {
        this.bits = bits;
        this.numbers = numbers;
    }

    /** Documents in order, each with its order key. */
    record Found(int[] documents, List<String> keys) {}

    /** What is looked for: the conditions, the order, where to begin, and how many. */
    record Wanted(
            IndexQueries.Conditions conditions,
            String field,
            boolean down,
            @Nullable String after,
            int limit) {}

    Found find(IndexSearcher searcher, Wanted wanted) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        Weight weight =
                searcher.createWeight(searcher.rewrite(wanted.conditions.query()), ScoreMode.COMPLETE_NO_SCORES, 1);
        long matching = 0;
        long all = 0;
        for (LeafReaderContext leaf : leaves) {
            ScorerSupplier supplier = weight.scorerSupplier(leaf);
            matching += supplier == null ? 0 : supplier.cost();
            SortedDocValues keys = leaf.reader().getSortedDocValues(wanted.field);
            all += keys == null ? 0 : keys.cost();
        }
        if (matching == 0) {
            return new Found(new int[0], List.of());
        }
        List<OrderWalk> walks = new ArrayList<>();
        if (matching * COMPARISON
                < wanted.limit * all / matching + searcher.getIndexReader().maxDoc() / BITS) {
            for (LeafReaderContext leaf : leaves) {
                Scorer scorer = weight.scorer(leaf);
                if (scorer != null) {
                    walks.add(compared(leaf, wanted, scorer.iterator(), List.of()));
                }
            }
            return merge(walks, wanted);
        }
        List<FixedBitSet> matches = new ArrayList<>();
        long exactly = 0;
        for (LeafReaderContext leaf : leaves) {
            FixedBitSet found = bits.all(searcher, wanted.conditions.sets(), leaf);
            matches.add(found);
            exactly += found.cardinality();
        }
        if (exactly * exactly * COMPARISON >= wanted.limit * all) {
            OrderWalk.Steps steps = new OrderWalk.Steps(2 * COMPARISON * exactly);
            Found found = follow(leaves, wanted, matches, steps);
            if (!steps.areUsedUp()) {
                return found;
            }
        }
        for (LeafReaderContext leaf : leaves) {
            FixedBitSet match = matches.get(leaf.ord);
            walks.add(compared(leaf, wanted, new BitSetIterator(match, match.length()), wanted.conditions.ranges()));
        }
        return merge(walks, wanted);
    }

    private Found follow(
            List<LeafReaderContext> leaves, Wanted wanted, List<FixedBitSet> matches, OrderWalk.Steps steps)
            throws IOException {
        List<OrderWalk> walks = new ArrayList<>();
        for (LeafReaderContext leaf : leaves) {
            walks.add(new OrderWalk.Along(
                    leaf,
                    wanted.field,
                    orders.get(leaf.reader(), wanted.field),
                    matches.get(leaf.ord),
                    numbers.check(leaf.reader(), wanted.conditions.ranges()),
                    wanted.down,
                    wanted.after,
                    steps));
        }
        return merge(walks, wanted);
    }

    /** Compares all matches of a segment and keeps as many as a page has. */
    private OrderWalk compared(LeafReaderContext leaf, Wanted wanted, DocIdSetIterator found, List<Range> ranges)
            throws IOException {
        SortedDocValues order = leaf.reader().getSortedDocValues(wanted.field);
        if (order == null) {
            return OrderWalk.sorted(leaf, wanted.field, new long[0]);
        }
        double after = OrderWalk.after(order, wanted.after, wanted.down);
        Bits live = leaf.reader().getLiveDocs();
        Range.Check check = numbers.check(leaf.reader(), ranges);
        int sign = wanted.down ? 1 : -1; // the heap keeps what is greatest
        LongHeap heap = new LongHeap(Math.min(wanted.limit, leaf.reader().maxDoc()));
        for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
            if ((live == null || live.get(doc)) && order.advanceExact(doc)) {
                int ordinal = order.ordValue();
                if ((wanted.down ? ordinal < after : ordinal > after) && check.fits(doc)) {
                    heap.insertWithOverflow(sign * ((long) ordinal << 32 | doc));
                }
            }
        }
        long[] sorted = new long[heap.size()];
        for (int i = sorted.length - 1; i >= 0; i--) {
            sorted[i] = sign * heap.pop();
        }
        return OrderWalk.sorted(leaf, wanted.field, sorted);
    }

    private static Found merge(List<OrderWalk> walks, Wanted wanted) throws IOException {
        Comparator<OrderWalk> order = Comparator.comparing(OrderWalk::key);
        PriorityQueue<OrderWalk> heads = new PriorityQueue<>(wanted.down ? order.reversed() : order);
        for (OrderWalk walk : walks) {
            if (walk.advance()) {
                heads.add(walk);
            }
        }
        int[] documents = new int[wanted.limit];
        List<String> keys = new ArrayList<>();
        while (!heads.isEmpty() && keys.size() < wanted.limit) {
            OrderWalk walk = heads.remove();
            documents[keys.size()] = walk.document();
            BytesRef key = walk.key();
            keys.add(key.utf8ToString());
            if (walk.advance()) {
                heads.add(walk);
            }
        }
        return new Found(Arrays.copyOf(documents, keys.size()), keys);
    }
}
