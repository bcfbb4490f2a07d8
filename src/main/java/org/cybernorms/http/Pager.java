package org.cybernorms.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pages of every list, view, search and log: a cursor holds the moment of the first page and the place of the last item. */
@ApplicationScoped
public class Pager {

    private final ResponseMetadata response;

    Pager(ResponseMetadata response) {
        this.response = response;
    }

    /**
     * Where a page begins.
     *
     * @param asOf the moment at which the walk began
     * @param after the place of the last item of the page before; empty for the first page
     */
    public record Position(ListQuery query, long asOf, List<String> after) {

        public boolean isFirst() {
            return after.isEmpty();
        }
    }

    /**
     * One page.
     *
     * @param next the address of the next page
     * @param cursor the cursor of the next page
     */
    public record Page<T>(
            List<T> items, @Nullable String next, @Nullable String cursor) {

        public <R> Page<R> map(Function<T, R> mapping) {
            return new Page<>(items.stream().map(mapping).toList(), next, cursor);
        }
    }

    /**
     * The position that a query asks for.
     *
     * @param keys how many keys a place has
     * @param now the moment at which a walk begins that begins here
     */
    public Position position(ListQuery query, int keys, long now) {
        if (query.cursor() == null) {
            return new Position(query, now, List.of());
        }
        Cursor cursor = Cursor.decode(query.cursor(), query.fingerprint(), keys);
        return new Position(query, cursor.asOf(), cursor.place());
    }

    /** The page of what was found from a position on, one more than the limit where there is more. */
    public <T> Page<T> page(Position position, List<T> found, Function<T, List<String>> place) {
        int limit = position.query().limit();
        boolean more = found.size() > limit;
        List<T> items = more ? found.subList(0, limit) : found;
        return page(position, items, more ? Optional.of(place.apply(items.get(limit - 1))) : Optional.empty());
    }

    /**
     * The page of a list of which all is at hand.
     *
     * @param key names an item among the others
     */
    public <T> Page<T> slice(Position position, List<T> all, Function<T, String> key) {
        int begin = 0;
        if (!position.isFirst()) {
            List<String> keys = all.stream().map(key).toList();
            begin = keys.indexOf(position.after().get(0)) + 1;
            if (begin == 0) {
                throw Cursor.foreign();
            }
        }
        return page(position, all.subList(begin, all.size()), item -> List.of(key.apply(item)));
    }

    /** The page of these items; the place of the last where there is more. */
    public <T> Page<T> page(Position position, List<T> items, Optional<List<String>> end) {
        ListQuery query = position.query();
        response.link(query.at(null), "first");
        String cursor = end.map(place -> new Cursor(position.asOf(), query.fingerprint(), place).encode())
                .orElse(null);
        String next = cursor == null ? null : query.at(cursor);
        if (next != null) {
            response.link(next, "next");
        }
        return new Page<>(items, next, cursor);
    }
}
