package org.cybernorms.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The position of a walk over pages. Opaque to clients.
 *
 * @param asOf the entry number at which the walk began: all its pages show the register as it was then
 * @param walk marks the list, its filters and its sort, so that a cursor is not used with others
 * @param place the keys of the last record of the page before
 */
public record Cursor(long asOf, int walk, List<String> place) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    public String encode() {
        String content = JsonNodeFactory.instance
                .arrayNode()
                .add(asOf)
                .add(walk)
                .add(JSON.<JsonNode>valueToTree(place))
                .toString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a cursor of this walk with this many keys, or answers 400. */
    public static Cursor decode(String text, int walk, int keys) {
        try {
            JsonNode content = JSON.readTree(Base64.getUrlDecoder().decode(text));
            List<String> place = new ArrayList<>();
            content.path(2).forEach(key -> place.add(key.textValue()));
            if (!content.path(0).canConvertToLong()
                    || !content.path(1).canConvertToInt()
                    || place.size() != keys
                    || place.contains(null)) {
                throw foreign();
            }
            if (content.path(1).asInt() != walk) {
                throw invalid("was issued for another list, sort or filter; start again without a cursor");
            }
            return new Cursor(content.path(0).asLong(), walk, place);
        } catch (IOException | IllegalArgumentException e) {
            throw foreign();
        }
    }

    /** A key that is a number, counted from 0. */
    public static long number(String key) {
        if (!NUMBER.matcher(key).matches()) {
            throw foreign();
        }
        return Long.parseLong(key);
    }

    /** A cursor that no list of ours has made. */
    public static ProblemException foreign() {
        return invalid("is not a valid cursor");
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.invalidParameter("cursor", detail + "; use the value from `next` of the previous page");
    }
}
