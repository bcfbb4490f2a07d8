package org.cybernorms.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of a segment match, a bit for each. What one condition matches is kept where it is much, so that a
 * combination that was never asked before costs a few operations on 64 documents at a time.
 */
final class MatchBits {

    private static final int SHARE = 16;
    /** Less than one document in so many is found again faster than it is worth keeping. */
    private static final int RARE = 256;

    private record Key(Query query, IndexReader.CacheKey segment) {}

    private final Cache<Key, FixedBitSet> kept = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE)
            .weigher((Key key, FixedBitSet bits) -> 100 + bits.length() / 8)
            .build();

    private final Range.Numbers numbers;

    MatchBits(Range.Numbers numbers) {
        this.numbers = numbers;
    }

    /** What fulfils all conditions in a segment, those on numbers too, and was not deleted. */
    FixedBitSet exactly(IndexSearcher searcher, IndexQueries.Conditions conditions, LeafReaderContext leaf)
            throws IOException {
        FixedBitSet exactly = all(searcher, conditions.sets(), leaf);
        Bits live = leaf.reader().getLiveDocs();
        if (live == null && conditions.ranges().isEmpty()) {
            return exactly;
        }
        Range.Check check = numbers.check(leaf.reader(), conditions.ranges());
        BitSetIterator found = new BitSetIterator(exactly, exactly.length());
        for (int doc = found.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = found.nextDoc()) {
            if ((live != null && !live.get(doc)) || !check.fits(doc)) {
                exactly.clear(doc);
            }
        }
        return exactly;
    }

    /** The matches of conditions that must all hold; deleted documents may be among them. */
    FixedBitSet all(IndexSearcher searcher, Iterable<Query> conditions, LeafReaderContext leaf) throws IOException {
        FixedBitSet all = null;
        for (Query condition : conditions) {
            FixedBitSet bits = bits(searcher, condition, leaf);
            if (all == null) {
                all = bits.clone();
            } else {
                all.and(bits);
            }
        }
        if (all == null) {
            all = new FixedBitSet(leaf.reader().maxDoc());
            all.set(0, all.length());
        }
        return all;
    }

    /** The matches of one condition; not to be altered. */
    private FixedBitSet bits(IndexSearcher searcher, Query query, LeafReaderContext leaf) throws IOException {
        if (isChoice(query)) {
            FixedBitSet any = new FixedBitSet(leaf.reader().maxDoc());
            for (BooleanClause clause : ((BooleanQuery) query).clauses()) {
                if (isChoice(clause.getQuery())) {
                    any.or(bits(searcher, clause.getQuery(), leaf));
                } else {
                    FixedBitSet known = known(clause.getQuery(), leaf);
                    if (known == null) {
                        find(searcher, clause.getQuery(), leaf, any);
                    } else {
                        any.or(known);
                    }
                }
            }
            return any;
        }
        FixedBitSet known = known(query, leaf);
        if (known != null) {
            return known;
        }
        return find(searcher, query, leaf, new FixedBitSet(leaf.reader().maxDoc()));
    }

    private static boolean isChoice(Query query) {
        return query instanceof BooleanQuery choice
                && choice.clauses().stream().allMatch(clause -> clause.getOccur() == BooleanClause.Occur.SHOULD);
    }

    private @Nullable FixedBitSet known(Query query, LeafReaderContext leaf) {
        IndexReader.CacheHelper helper = leaf.reader().getCoreCacheHelper();
        return helper == null ? null : kept.getIfPresent(new Key(query, helper.getKey()));
    }

    /** Adds what a condition matches to some bits, and keeps it where it is much. */
    private FixedBitSet find(IndexSearcher searcher, Query query, LeafReaderContext leaf, FixedBitSet to)
            throws IOException {
        Scorer scorer = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1)
                .scorer(leaf);
        if (scorer == null) {
            return to;
        }
        DocIdSetIterator found = scorer.iterator();
        IndexReader.CacheHelper helper = leaf.reader().getCoreCacheHelper();
        if (helper == null || found.cost() * RARE < leaf.reader().maxDoc()) {
            to.or(found);
            return to;
        }
        FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
        bits.or(found);
        kept.put(new Key(query, helper.getKey()), bits);
        to.or(bits);
        return to;
    }
}
