package org.cybernorms.projection;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Reads what documents hold beside the fields by which they are found. */
final class IndexValues {

    private IndexValues() {}

    /** What the index holds of one document. */
    record Stored(int part, long until, long digest) {}

    /** The first of these documents, in their order. */
    static List<Hit> hits(IndexSearcher searcher, int[] documents, int count) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        Hit[] hits = new Hit[count];
        List<Integer> ascending = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingInt(place -> documents[place]))
                .toList();
        @Nullable Reader reader = null;
        for (int place : ascending) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(documents[place], leaves));
            if (reader == null || reader.leaf != leaf) {
                reader = new Reader(leaf);
            }
            hits[place] = reader.hit(documents[place] - leaf.docBase);
        }
        return List.of(hits);
    }

    /** The values of one segment; documents must come in ascending order. */
    private static final class Reader {

        private final LeafReaderContext leaf;
        private final BinaryDocValues ids;
        private final BinaryDocValues items;
        private final SortedDocValues languages;
        private final NumericDocValues numbers;
        private final NumericDocValues untils;
        private final NumericDocValues parts;

        Reader(LeafReaderContext leaf) throws IOException {
            this.leaf = leaf;
            this.ids = DocValues.getBinary(leaf.reader(), IndexFields.ID);
            this.items = DocValues.getBinary(leaf.reader(), IndexFields.ITEM);
            this.languages = DocValues.getSorted(leaf.reader(), IndexFields.LANGUAGES);
            this.numbers = DocValues.getNumeric(leaf.reader(), IndexFields.NUMBER);
            this.untils = DocValues.getNumeric(leaf.reader(), IndexFields.UNTIL);
            this.parts = DocValues.getNumeric(leaf.reader(), IndexFields.PART);
        }

        Projection.CurrentVersion version(int document) throws IOException {
            return new Projection.CurrentVersion(
                    value(numbers, document, 0),
                    (int) value(DocValues.getNumeric(leaf.reader(), IndexFields.VERSION), document, 0),
                    Instant.EPOCH.plus(
                            value(DocValues.getNumeric(leaf.reader(), IndexFields.RECORDED_AT), document, 0),
                            ChronoUnit.MICROS),
                    item(document));
        }

        Hit hit(int document) throws IOException {
            return new Hit(
                    text(ids, document),
                    value(numbers, document, 0),
                    value(untils, document, Hit.OPEN),
                    (int) value(parts, document, 0),
                    item(document));
        }

        private Item item(int document) throws IOException {
            if (!items.advanceExact(document)) {
                return Item.NONE;
            }
            BytesRef json = items.binaryValue();
            String tags = languages.advanceExact(document)
                    ? languages.lookupOrd(languages.ordValue()).utf8ToString()
                    : "";
            return new Item(
                    Arrays.copyOfRange(json.bytes, json.offset, json.offset + json.length),
                    tags.isEmpty() ? List.of() : List.of(tags.split(",")));
        }
    }

    /** The current record with an address. */
    static Optional<Projection.CurrentVersion> current(IndexSearcher searcher, String address) throws IOException {
        Term term = new Term(IndexFields.ADDRESS, address);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            PostingsEnum found = leaf.reader().postings(term, PostingsEnum.NONE);
            Bits live = leaf.reader().getLiveDocs();
            for (int document = found == null ? DocIdSetIterator.NO_MORE_DOCS : found.nextDoc();
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = found.nextDoc()) {
                if (live == null || live.get(document)) {
                    return Optional.of(new Reader(leaf).version(document));
                }
            }
        }
        return Optional.empty();
    }

    static String text(BinaryDocValues values, int document) throws IOException {
        return values.advanceExact(document) ? values.binaryValue().utf8ToString() : "";
    }

    private static long value(NumericDocValues values, int document, long none) throws IOException {
        return values.advanceExact(document) ? values.longValue() : none;
    }

    /** Looks at each matching document of a segment. */
    private interface Visitor {
        void visit(int document) throws IOException;
    }

    /** Makes the visitor of a segment. */
    private interface Visitors {
        Visitor of(LeafReader segment) throws IOException;
    }

    private static void each(IndexSearcher searcher, Query query, Visitors visitors) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                Bits live = leaf.reader().getLiveDocs();
                Visitor visitor = visitors.of(leaf.reader());
                DocIdSetIterator found = scorer.iterator();
                for (int document = found.nextDoc();
                        document != DocIdSetIterator.NO_MORE_DOCS;
                        document = found.nextDoc()) {
                    if (live == null || live.get(document)) {
                        visitor.visit(document);
                    }
                }
            }
        }
    }

    /** The addresses of the matching records, in their order. */
    static Set<String> addresses(IndexSearcher searcher, Query query) throws IOException {
        Set<String> addresses = new TreeSet<>();
        each(searcher, query, segment -> {
            BinaryDocValues ids = DocValues.getBinary(segment, IndexFields.ID);
            return document -> addresses.add(text(ids, document));
        });
        return addresses;
    }

    /** The entries of the matching records, by address. */
    static Map<String, Long> entries(IndexSearcher searcher, Query query) throws IOException {
        Map<String, Long> entries = new HashMap<>();
        each(searcher, query, segment -> {
            BinaryDocValues ids = DocValues.getBinary(segment, IndexFields.ID);
            NumericDocValues numbers = DocValues.getNumeric(segment, IndexFields.NUMBER);
            return document -> entries.put(text(ids, document), value(numbers, document, 0));
        });
        return entries;
    }

    /** What the index holds of an entry: the record first, then its parts. */
    static List<Stored> stored(IndexSearcher searcher, long number) throws IOException {
        Query query = new TermQuery(new Term(IndexFields.ENTRY, String.valueOf(number)));
        List<Stored> stored = new ArrayList<>();
        each(searcher, query, segment -> {
            NumericDocValues parts = DocValues.getNumeric(segment, IndexFields.PART);
            NumericDocValues untils = DocValues.getNumeric(segment, IndexFields.UNTIL);
            NumericDocValues digests = DocValues.getNumeric(segment, IndexFields.DIGEST);
            return document -> stored.add(new Stored(
                    (int) value(parts, document, 0), value(untils, document, Hit.OPEN), value(digests, document, 0)));
        });
        stored.sort(Comparator.comparingInt(Stored::part));
        return stored;
    }
}
