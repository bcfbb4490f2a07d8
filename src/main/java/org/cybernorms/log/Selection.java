package org.cybernorms.log;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which heads of a kind are wanted, in which order.
 *
 * @param filters facet names to values: one of the values, each of the names
 * @param words folded words that must all occur
 * @param asOf the entry number at which the register is looked at
 * @param after the place of the last record of the page before
 */
public record Selection(
        String kind,
        Map<String, List<String>> filters,
        List<String> words,
        @Nullable LocalDate validOn,
        long asOf,
        SortKey sortKey,
        boolean descending,
        @Nullable Place after,
        int limit) {

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
