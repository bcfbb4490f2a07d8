package org.cybernorms.projection;

import java.util.ArrayList;
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
    /** Few values are looked for one by one: what each matches may be known. */
    private static final int SINGLE_TERMS = 16;

    private IndexQueries() {}

    /**
     * The conditions of a selection.
     *
     * @param query all of them
     * @param sets those that are found as sets of documents
     * @param ranges those that can be looked at document by document: with the sets they are all of them
     */
    record Conditions(Query query, List<Query> sets, List<Range> ranges) {}

    /**
     * What a selection asks for.
     *
     * @param now whether nothing of the list has changed since {@link Selection#asOf}
     */
    static Conditions of(Selection selection, boolean now) {
        @Nullable
        Long day = selection.validOn() == null
                ? null
                : (Long) IndexFields.day(selection.validOn().toString());
        List<Query> sets = new ArrayList<>();
        selection.filters().forEach((name, values) -> sets.add(facet(name, values, day)));
        selection.words().forEach(word -> sets.add(word(word)));
        List<Range> periods = new ArrayList<>();
        if (day != null) {
            periods.addAll(valid(day, day));
        }
        if (selection.period() != null) {
            periods.addAll(valid(
                    IndexFields.day(selection.period().earliest().toString()),
                    IndexFields.day(selection.period().latest().toString())));
        }
        return of(List.of(selection.list()), selection.asOf(), now, sets, periods);
    }

    /** The conditions of a query for facet pairs. The first values are looked at document by document. */
    static Conditions of(Projection.FacetPairQuery query, boolean now) {
        Long day = query.on() == null ? null : (Long) IndexFields.day(query.on().toString());
        return of(
                query.kinds(),
                query.asOf(),
                now,
                List.of(facet(query.second(), query.seconds(), null)),
                day == null ? List.of() : valid(day, day));
    }

    private static Conditions of(
            Collection<String> lists, long asOf, boolean now, List<Query> conditions, List<Range> periods) {
        List<Query> sets = new ArrayList<>(conditions);
        List<Range> ranges = new ArrayList<>(periods);
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(list(lists, asOf, now), Occur.FILTER);
        sets.forEach(set -> all.add(set, Occur.FILTER));
        periods.forEach(period -> all.add(range(period.field(), period.first(), period.last()), Occur.FILTER));
        if (now) {
            sets.add(list(lists, asOf, true));
        } else {
            sets.add(any(List.of(current(lists), past(lists))));
            ranges.add(new Range(IndexFields.NUMBER, EARLIEST, asOf, LATEST));
            ranges.add(new Range(IndexFields.UNTIL, asOf + 1, LATEST, LATEST));
        }
        return new Conditions(all.build(), sets, ranges);
    }

    /** All documents of some lists as they were after an entry. */
    static Query list(Collection<String> lists, long asOf, boolean now) {
        if (now) {
            return current(lists);
        }
        Query known = range(IndexFields.NUMBER, EARLIEST, asOf);
        Query since = new BooleanQuery.Builder()
                .add(past(lists), Occur.FILTER)
                .add(range(IndexFields.UNTIL, asOf + 1, LATEST), Occur.FILTER)
                .build();
        return new BooleanQuery.Builder()
                .add(known, Occur.FILTER)
                .add(any(List.of(current(lists), since)), Occur.FILTER)
                .build();
    }

    private static Query current(Collection<String> lists) {
        return terms(IndexFields.LIST, lists.stream().map(list -> "=" + list).toList());
    }

    private static Query past(Collection<String> lists) {
        return terms(IndexFields.LIST, lists.stream().map(list -> "<" + list).toList());
    }

    private static Query any(List<Query> choices) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        choices.forEach(choice -> any.add(choice, Occur.SHOULD));
        return any.build();
    }

    /** One of these values of a facet; with a day, one that was true on it. */
    static Query facet(String name, Collection<String> values, @Nullable Long day) {
        List<String> undated = values.stream()
                .map(value -> IndexFields.term(name, false, value))
                .toList();
        List<String> dated = values.stream()
                .map(value -> IndexFields.term(name, true, value))
                .toList();
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
    private static List<Range> valid(long first, long last) {
        return List.of(
                new Range(IndexFields.VALID_FROM, EARLIEST, last, EARLIEST),
                new Range(IndexFields.VALID_TO, first, LATEST, LATEST));
    }

    private static Query range(String field, long first, long last) {
        return new IndexOrDocValuesQuery(
                LongPoint.newRangeQuery(field, first, last),
                NumericDocValuesField.newSlowRangeQuery(field, first, last));
    }

    private static Query terms(String field, Collection<String> values) {
        List<String> terms = values.stream().distinct().toList();
        if (terms.size() > SINGLE_TERMS) {
            return new TermInSetQuery(field, terms.stream().map(BytesRef::new).toList());
        }
        return terms.size() == 1
                ? new TermQuery(new Term(field, terms.get(0)))
                : any(terms.stream()
                        .<Query>map(term -> new TermQuery(new Term(field, term)))
                        .toList());
    }
}
