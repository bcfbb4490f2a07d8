package org.cybernorms.record;

import java.util.Map;
import org.cybernorms.projection.Selection.SortKey;

/**
 * A list of parts of records; the kinds say in {@link Kind#index} what they contribute.
 *
 * @param order the order where none is asked for
 */
public record View(String name, Map<String, SortKey> sortKeys, String order) implements Listed {

    /** RequestLifecycle of implementations. */
    public static final View MILESTONES =
            new View("milestones", Map.of("target", SortKey.date, "title", SortKey.title), "id");

    /** What happened, from all kinds. */
    public static final View TIMELINE =
            new View("timeline", Map.of("date", SortKey.date, "title", SortKey.title), "date");
}
