package org.cybernorms.http;

import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a list asks for: one value, made from the validated parameters.
 *
 * @param address path and query as they were sent, without the cursor
 * @param filters all parameters that are not common to lists, by name
 * @param q words; {@code null} where none are looked for
 * @param sort a sort key, with {@code -} for descending order; {@code null} for the list's own order
 * @param asOf an entry number or an instant; {@code null} for now
 * @param fingerprint distinguishes this list, its filters and its order from others: a cursor belongs to one of them
 */
public record ListQuery(
        String address,
        Map<String, List<String>> filters,
        @Nullable String q,
        @Nullable String sort,
        int limit,
        @Nullable String cursor,
        @Nullable LocalDate validOn,
        @Nullable String asOf,
        int fingerprint) {

    /** The parameters that are the same for all lists. */
    static final Set<String> COMMON = Set.of(
            "q", "sort", "limit", "cursor", "validOn", "asOf", "format", "fields", "expand", "lang", "pretty", "bom");

    private static final String CURSOR = "cursor";

    /** Path and query of a request without the cursor, its parameters in their order; relative to the host. */
    static String address(URI request) {
        String query = request.getRawQuery() == null
                ? ""
                : Arrays.stream(request.getRawQuery().split("&"))
                        .filter(parameter -> !parameter.isEmpty() && !parameter.split("=", 2)[0].equals(CURSOR))
                        .collect(Collectors.joining("&"));
        return request.getRawPath() + (query.isEmpty() ? "" : "?" + query);
    }

    /** The values of a filter; none where it is not given. */
    public List<String> values(String name) {
        return filters.getOrDefault(name, List.of());
    }

    /** The first value of a filter, or {@code null}. */
    public @Nullable String value(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** With other values for a filter; an empty list removes it. */
    public ListQuery with(String name, List<String> values) {
        Map<String, List<String>> changed = new TreeMap<>(filters);
        if (values.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, values);
        }
        return new ListQuery(address, changed, q, sort, limit, cursor, validOn, asOf, fingerprint);
    }

    /** The parameters as they were sent, with a question mark; empty where there are none. */
    public String parameters() {
        int begin = address.indexOf('?');
        return begin < 0 ? "" : address.substring(begin);
    }

    /** The address of the page at a cursor, or of the first. */
    String at(@Nullable String other) {
        return other == null ? address : address + (address.indexOf('?') < 0 ? "?" : "&") + CURSOR + "=" + other;
    }
}
