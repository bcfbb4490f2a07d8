package org.cybernorms.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds one page in an order. Where few documents match, all of them are compared; where many do, the order's terms are
 * followed from the place of the cursor until the page is full. So a page costs at most about the square root of what
 * the list holds, wherever it is in the walk.
 */
final class OrderedPages {

    /** How much more a step along the order costs than a comparison of one match. */
    private static final long STEP = 60;

    /** After so many steps without a full page the matches are compared after all. */
    private static final int MOST_STEPS = 20_000;

    private static final long CACHE_BYTES = 64L << 20;

    private record Key(Query query, IndexReader.CacheKey segment) {}

    private final Cache<Key, FixedBitSet> matches = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((Key key, FixedBitSet bits) -> 100 + bits.length() / 8)
            .build();

    /** Documents in order, each with its order key. */
    record Found(int[] documents, List<String> keys) {}

    Found find(IndexSearcher searcher, Query query, String field, boolean down, @Nullable String after, int limit)
            throws IOException {
        Query rewritten = searcher.rewrite(query);
        Weight weight = searcher.createWeight(rewritten, ScoreMode.COMPLETE_NO_SCORES, 1);
        long matching = 0;
        long all = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            ScorerSupplier supplier = weight.scorerSupplier(leaf);
            matching += supplier == null ? 0 : supplier.cost();
            Terms terms = leaf.reader().terms(field);
            all += terms == null ? 0 : Math.max(0, terms.getDocCount());
        }
        if (matching * matching > STEP * limit * all) {
            Found found = follow(searcher, rewritten, weight, field, down, after, limit);
            if (found != null) {
                return found;
            }
        }
        return compare(searcher, rewritten, field, down, after, limit);
    }

    private static Found compare(
            IndexSearcher searcher, Query query, String field, boolean down, @Nullable String after, int limit)
            throws IOException {
        Sort sort = new Sort(new SortField(field, SortField.Type.STRING, down));
        FieldDoc begin =
                after == null ? null : new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {new BytesRef(after)});
        TopDocs top = searcher.search(query, new TopFieldCollectorManager(sort, limit, begin, 1));
        int[] documents = Arrays.stream(top.scoreDocs).mapToInt(hit -> hit.doc).toArray();
        List<String> keys = Arrays.stream(top.scoreDocs)
                .map(hit -> ((BytesRef) ((FieldDoc) hit).fields[0]).utf8ToString())
                .toList();
        return new Found(documents, keys);
    }

    private @Nullable Found follow(
            IndexSearcher searcher,
            Query query,
            Weight weight,
            String field,
            boolean down,
            @Nullable String after,
            int limit)
            throws IOException {
        Comparator<Walk> order = Comparator.comparing(walk -> walk.key);
        PriorityQueue<Walk> walks = new PriorityQueue<>(down ? order.reversed() : order);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Walk walk = new Walk(leaf, field, down, after);
            if (walk.advance()) {
                walks.add(walk);
            }
        }
        int[] documents = new int[limit];
        List<String> keys = new ArrayList<>();
        for (int steps = 0; !walks.isEmpty() && keys.size() < limit; steps++) {
            if (steps > MOST_STEPS) {
                return null;
            }
            Walk walk = walks.remove();
            int document = walk.document(matches(query, weight, walk.leaf));
            if (document >= 0) {
                documents[keys.size()] = document;
                keys.add(walk.key.utf8ToString());
            }
            if (walk.advance()) {
                walks.add(walk);
            }
        }
        return new Found(Arrays.copyOf(documents, keys.size()), keys);
    }

    private FixedBitSet matches(Query query, Weight weight, LeafReaderContext leaf) throws IOException {
        IndexReader.CacheHelper helper = leaf.reader().getCoreCacheHelper();
        Key key = helper == null ? null : new Key(query, helper.getKey());
        FixedBitSet known = key == null ? null : matches.getIfPresent(key);
        if (known == null) {
            known = new FixedBitSet(leaf.reader().maxDoc());
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                known.or((DocIdSetIterator) scorer.iterator());
            }
            if (key != null) {
                matches.put(key, known);
            }
        }
        return known;
    }

    /** The order's terms in one segment, from the cursor on. */
    private static final class Walk {

        private final LeafReaderContext leaf;
        private final boolean down;
        private final @Nullable SortedDocValues order;
        private final @Nullable TermsEnum terms;
        private final @Nullable Bits live;
        private int next;
        private BytesRef key = new BytesRef();
        private @Nullable PostingsEnum postings;

        Walk(LeafReaderContext leaf, String field, boolean down, @Nullable String after) throws IOException {
            this.leaf = leaf;
            this.down = down;
            this.order = leaf.reader().getSortedDocValues(field);
            Terms indexed = leaf.reader().terms(field);
            this.terms = indexed == null ? null : indexed.iterator();
            this.live = leaf.reader().getLiveDocs();
            if (order != null) {
                next = down ? order.getValueCount() - 1 : 0;
                if (after != null) {
                    int place = order.lookupTerm(new BytesRef(after));
                    int insertion = place >= 0 ? place : -place - 1;
                    next = down ? insertion - 1 : place >= 0 ? place + 1 : insertion;
                }
            }
        }

        boolean advance() throws IOException {
            if (order == null || next < 0 || next >= order.getValueCount()) {
                return false;
            }
            key = BytesRef.deepCopyOf(order.lookupOrd(next));
            next += down ? -1 : 1;
            return true;
        }

        /** The document of the current term that matches, or -1. */
        int document(FixedBitSet matching) throws IOException {
            if (terms == null || !terms.seekExact(key)) {
                return -1;
            }
            postings = terms.postings(postings, PostingsEnum.NONE);
            for (int doc = postings.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = postings.nextDoc()) {
                if (matching.get(doc) && (live == null || live.get(doc))) {
                    return leaf.docBase + doc;
                }
            }
            return -1;
        }
    }
}
