package org.cybernorms.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.model.Counts;
import org.cybernorms.log.Entry;
import org.cybernorms.log.Index;
import org.cybernorms.log.Shown;
import org.cybernorms.log.VagueDate;
import org.jspecify.annotations.Nullable;

/**
 * The parts of records that a view lists, derived from their entries. Made by {@link Register#of(View, Class)}.
 *
 * @param <T> the model that the contract gives the parts
 */
public final class Parts<T> {

    /** One page, and how many there are in all. */
    public record Page<T>(
            List<T> items, Counts counts, @Nullable String next) {}

    private final View view;
    private final Class<T> type;
    private final Register register;

    Parts(View view, Class<T> type, Register register) {
        this.view = view;
        this.type = type;
        this.register = register;
    }

    /**
     * The page that the request asks for.
     *
     * @param period only what is in it, at least in part
     * @param dates the parameters that made the period
     * @param counted the facets whose values are counted
     */
    public Page<T> page(@Nullable VagueDate period, List<String> dates, List<String> counted) {
        Map<String, List<String>> none = new HashMap<>();
        dates.forEach(name -> none.put(name, List.of()));
        Listing.Page found = register.listing().page(view, register.uri(), none, period);
        Map<Long, Index> read = new HashMap<>();
        List<T> items = found.shown().stream()
                .map(shown -> item(shown, read))
                .map(item -> register.bodies().show(item, type))
                .toList();
        return new Page<>(
                items, register.listing().counts(found, counted), found.next().orElse(null));
    }

    private T item(Shown shown, Map<Long, Index> read) {
        Entry entry = shown.entry();
        Index index =
                read.computeIfAbsent(entry.number(), none -> register.kinds().index(entry));
        return type.cast(index.parts().get(shown.part() - 1).item());
    }
}
