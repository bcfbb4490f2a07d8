package org.cybernorms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the parameters {@code lang} and {@code expand} add to answers. It is no part of a record, so requests may contain it
 * and it is ignored there.
 */
public final class AnswerAdditions {

    /** Added to the name of a text: {@code titleText} is the value of {@code title} in one language. */
    public static final String TEXT = "Text";

    /** Titles of the records to which an answer refers. */
    public static final String REFERENCED = "referenced";

    private AnswerAdditions() {}

    /** Removes the additions from the body of a request. */
    public static JsonNode remove(JsonNode body) {
        if (body instanceof ObjectNode object) {
            object.remove(REFERENCED);
        }
        removeTexts(body);
        return body;
    }

    private static void removeTexts(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().removeIf(property -> isText(object, property.getKey(), property.getValue()));
        }
        value.forEach(AnswerAdditions::removeTexts);
    }

    private static boolean isText(ObjectNode object, String name, JsonNode value) {
        return name.endsWith(TEXT)
                && object.has(name.substring(0, name.length() - TEXT.length()))
                && value.size() == 2
                && value.has("language")
                && value.has("text");
    }
}
