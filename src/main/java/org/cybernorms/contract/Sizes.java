package org.cybernorms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cybernorms.api.model.Violation;

/**
 * Compares the sizes of a value with the limits of its schema, before anything in it is looked at. A list or an object
 * that is too large is not entered, so that the work on a bad body is bounded; a text that is too long never meets its
 * pattern, whose groups {@code java.util.regex} matches by recursion, a frame on the stack for each repetition.
 */
final class Sizes {

    private final UnaryOperator<JsonNode> resolve;
    private final List<Violation> faults = new ArrayList<>();

    private Sizes(UnaryOperator<JsonNode> resolve) {
        this.resolve = resolve;
    }

    /** What is too large, by JSON Pointer; {@code resolve} follows a schema's references. */
    static List<Violation> faults(UnaryOperator<JsonNode> resolve, JsonNode schema, JsonNode value) {
        Sizes sizes = new Sizes(resolve);
        sizes.check(schema, value, "");
        return sizes.faults;
    }

    private void check(JsonNode reference, JsonNode value, String pointer) {
        if (faults.size() > Schemas.MOST_VIOLATIONS || !reference.isObject()) {
            return;
        }
        JsonNode schema = resolve.apply(reference);
        if (value.isTextual()) {
            String text = value.textValue();
            limit(schema, "maxLength", text.codePointCount(0, text.length()), "characters", pointer);
        } else if (value.isArray() && limit(schema, "maxItems", value.size(), "items", pointer)) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), pointer + "/" + i);
            }
        } else if (value.isObject() && limit(schema, "maxProperties", value.size(), "fields", pointer)) {
            JsonNode names = schema.path("propertyNames");
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                String name = member.getKey();
                String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                if (limit(names, "maxLength", name.length(), "characters in a field name", pointer)) {
                    JsonNode known = schema.path("properties").path(name);
                    check(
                            known.isMissingNode() ? schema.path("additionalProperties") : known,
                            member.getValue(),
                            place);
                }
            }
        }
    }

    private boolean limit(JsonNode schema, String keyword, int size, String what, String pointer) {
        int most = schema.path(keyword).asInt(Integer.MAX_VALUE);
        if (size > most) {
            faults.add(new Violation()
                    .pointer(pointer)
                    .detail("must have at most " + most + " " + what + ", not " + size));
        }
        return size <= most;
    }
}
