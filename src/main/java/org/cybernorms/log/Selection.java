package org.cybernorms.log;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which heads of a kind, or parts of a view, are wanted, in which order.
 *
 * @param filters facet names to values: one of the values, each of the names
 * @param words folded words that must all occur
 * @param period what is not in it at all is left out
 * @param asOf the entry number at which the register is looked at
 * @param after the place of the last record of the page before
 */
public record Selection(
        String kind,
        Map<String, List<String>> filters,
        List<String> words,
        @Nullable LocalDate validOn,
        @Nullable VagueDate period,
        long asOf,
        SortKey sortKey,
        boolean descending,
        @Nullable Place after,
        int limit) {

    /** All of it, in no particular order. */
    public Selection whole() {
        return new Selection(kind, filters, words, validOn, period, asOf, SortKey.id, false, null, 0);
    }

    /** What heads can be sorted by. */
    public enum SortKey {
        id,
        title,
        date,
        entry
    }

    /** Where a record stands in the order: its sort key, then its id's. */
    public record Place(String key, String idKey) {}
}
