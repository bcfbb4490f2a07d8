package org.cybernorms.projection;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records of a kind, or parts of a view, are wanted, in which order.
 *
 * @param list the name of the kind or view
 * @param kinds the kinds on whose entries the list depends
 * @param filters facet names to values: one of the values, each of the names
 * @param words folded words; each must begin a word of the record
 * @param validOn only what was true on this day
 * @param period only what overlaps it
 * @param asOf the entry number after which the register is looked at
 * @param after the order key of the last item of the page before
 */
public record Selection(
        String list,
        Set<String> kinds,
        Map<String, List<String>> filters,
        List<String> words,
        @Nullable LocalDate validOn,
        @Nullable VagueDate period,
        long asOf,
        SortKey sortKey,
        boolean descending,
        @Nullable String after,
        int limit) {

    /** The records of a kind that have these facets, by id. */
    public static Selection of(
            String kind, Map<String, List<String>> filters, @Nullable LocalDate validOn, long asOf, int limit) {
        return new Selection(
                kind, Set.of(kind), filters, List.of(), validOn, null, asOf, SortKey.id, false, null, limit);
    }

    /** The same in another order. */
    public Selection by(SortKey key, boolean down) {
        return new Selection(list, kinds, filters, words, validOn, period, asOf, key, down, after, limit);
    }

    /** All of it, in no particular order. */
    public Selection whole() {
        return new Selection(list, kinds, filters, words, validOn, period, asOf, SortKey.id, false, null, 0);
    }

    /** What lists can be sorted by; ties are sorted by id. */
    public enum SortKey {
        id,
        title,
        date,
        entry
    }
}
