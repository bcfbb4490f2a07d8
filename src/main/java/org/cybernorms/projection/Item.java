package org.cybernorms.projection;

import java.util.List;

/**
 * What is shown of a record, or of a part of it, to everybody.
 *
 * @param json UTF-8, its texts in the order in which they were written
 * @param languages the languages of its texts
 */
public record Item(byte[] json, List<String> languages) {

    /** For what depends on who asks. */
    public static final Item NONE = new Item(new byte[0], List.of());
}
