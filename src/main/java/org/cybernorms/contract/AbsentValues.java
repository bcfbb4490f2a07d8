package org.cybernorms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An empty list, an empty object and {@code null} mean the same as a property that is absent. Typed clients in several
 * languages cannot tell them apart.
 */
public final class AbsentValues {

    private AbsentValues() {}

    /** Removes properties that mean the same as absent ones from a record, at every level. */
    public static JsonNode remove(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.forEach(AbsentValues::remove);
            object.properties().removeIf(property -> isEmpty(property.getValue()));
        } else {
            value.forEach(AbsentValues::remove);
        }
        return value;
    }

    /** Makes a merge patch (RFC 7396) remove what it sets to an empty list or object. */
    public static JsonNode removing(JsonNode patch) {
        if (patch instanceof ObjectNode object) {
            object.properties().forEach(property -> {
                JsonNode value = property.getValue();
                if (isEmpty(value)) {
                    property.setValue(NullNode.instance);
                } else if (value.isObject()) {
                    removing(value);
                } else {
                    remove(value);
                }
            });
        }
        return patch;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || value.isContainerNode() && value.isEmpty();
    }
}
