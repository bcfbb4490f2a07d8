package org.cybernorms.projection;

import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Selections as Lucene queries. */
final class IndexQueries {

    private static final long EARLIEST = Long.MIN_VALUE;
    private static final long LATEST = Long.MAX_VALUE;

    private IndexQueries() {}

    /**
     * What a selection asks for.
     *
     * @param now whether nothing of the list has changed since {@link Selection#asOf}
     */
    static Query of(Selection selection, boolean now) {
        @Nullable
        Long day = selection.validOn() == null
                ? null
                : (Long) IndexFields.day(selection.validOn().toString());
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(list(List.of(selection.list()), selection.asOf(), now), Occur.FILTER);
        selection.filters().forEach((name, values) -> all.add(facet(name, values, day), Occur.FILTER));
        selection.words().forEach(word -> all.add(word(word), Occur.FILTER));
        if (day != null) {
            valid(all, day, day);
        }
        if (selection.period() != null) {
            valid(
                    all,
                    IndexFields.day(selection.period().earliest().toString()),
                    IndexFields.day(selection.period().latest().toString()));
        }
        return all.build();
    }

    /** All documents of some lists as they were after an entry. */
    static Query list(Collection<String> lists, long asOf, boolean now) {
        Query current =
                terms(IndexFields.LIST, lists.stream().map(list -> "=" + list).toList());
        if (now) {
            return current;
        }
        Query past =
                terms(IndexFields.LIST, lists.stream().map(list -> "<" + list).toList());
        Query known = range(IndexFields.NUMBER, EARLIEST, asOf);
        return new BooleanQuery.Builder()
                .add(known, Occur.FILTER)
                .add(
                        new BooleanQuery.Builder()
                                .add(current, Occur.SHOULD)
                                .add(
                                        new BooleanQuery.Builder()
                                                .add(past, Occur.FILTER)
                                                .add(range(IndexFields.UNTIL, asOf + 1, LATEST), Occur.FILTER)
                                                .build(),
                                        Occur.SHOULD)
                                .build(),
                        Occur.FILTER)
                .build();
    }

    /** One of these values of a facet; with a day, one that was true on it. */
    static Query facet(String name, Collection<String> values, @Nullable Long day) {
        List<String> undated = values.stream().map(value -> name + "=" + value).toList();
        List<String> dated = values.stream().map(value -> name + "~" + value).toList();
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        any.add(terms(IndexFields.FACET, undated), Occur.SHOULD);
        if (day == null) {
            any.add(terms(IndexFields.FACET, dated), Occur.SHOULD);
        } else {
            dated.forEach(term -> {
                long value = IndexFields.hash(term);
                any.add(
                        LongRange.newIntersectsQuery(
                                IndexFields.DATED, new long[] {value, day}, new long[] {value, day}),
                        Occur.SHOULD);
            });
        }
        return any.build();
    }

    /** A word that begins like this; a single letter or digit must be the whole word. */
    private static Query word(String word) {
        Term term = new Term(IndexFields.WORD, word);
        return word.codePointCount(0, word.length()) == 1 ? new TermQuery(term) : new PrefixQuery(term);
    }

    /** Overlaps with a period. */
    static void valid(BooleanQuery.Builder all, long first, long last) {
        all.add(range(IndexFields.VALID_FROM, EARLIEST, last), Occur.FILTER);
        all.add(range(IndexFields.VALID_TO, first, LATEST), Occur.FILTER);
    }

    private static Query range(String field, long first, long last) {
        return new IndexOrDocValuesQuery(
                LongPoint.newRangeQuery(field, first, last),
                NumericDocValuesField.newSlowRangeQuery(field, first, last));
    }

    private static Query terms(String field, Collection<String> values) {
        return values.size() == 1
                ? new TermQuery(new Term(field, values.iterator().next()))
                : new TermInSetQuery(
                        field, values.stream().map(BytesRef::new).distinct().toList());
    }
}
