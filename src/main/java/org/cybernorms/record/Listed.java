package org.cybernorms.record;

import java.util.List;
import java.util.Map;
import org.cybernorms.projection.Selection;

/** What can be listed: the records of a kind, or the parts of records that a view shows. */
public interface Listed {

    /** The name in addresses and in the log: {@code norms}. */
    String name();

    /** The sort keys of the list beside {@code id} and {@code entry}. */
    Map<String, Selection.SortKey> sortKeys();

    /** The order where none is asked for. */
    default String order() {
        return "id";
    }

    /**
     * Names of filters that speak of one and the same thing when they are used together, such as an obligation and how
     * often it recurs. Such a thing has a facet {@link #joined} beside those of the single names.
     */
    default List<List<String>> together() {
        return List.of();
    }

    /** The name, or the value, of a facet for several filters together. */
    static String joined(List<String> parts) {
        return String.join("+", parts);
    }
}
