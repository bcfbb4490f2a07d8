package org.cybernorms.http;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * The shape in which a client wants an answer.
 *
 * @param fields the only fields of a record, or of each item of a page; empty for all
 * @param expand whether the titles of other records come with it
 * @param oneLanguage whether each text comes in one language too
 * @param pretty whether JSON has line breaks
 * @param byteOrderMark whether CSV begins with a byte order mark
 */
public record AnswerShape(
        List<String> fields, boolean expand, boolean oneLanguage, boolean pretty, boolean byteOrderMark) {

    public static final AnswerShape PLAIN = new AnswerShape(List.of(), false, false, false, false);

    static AnswerShape of(MultivaluedMap<String, String> query) {
        return query.isEmpty()
                ? PLAIN
                : new AnswerShape(
                        query.getOrDefault("fields", List.of()).stream()
                                .flatMap(list -> Stream.of(list.split(",")))
                                .toList(),
                        query.containsKey("expand"),
                        query.containsKey("lang"),
                        isTrue(query, "pretty"),
                        isTrue(query, "bom"));
    }

    /** A flag may come without a value. */
    private static boolean isTrue(MultivaluedMap<String, String> query, String flag) {
        return query.containsKey(flag) && !"false".equals(query.getFirst(flag));
    }

    /** Whether JSON has another shape than that of its operation. */
    public boolean changesJson() {
        return !fields.isEmpty() || expand || oneLanguage || pretty;
    }
}
