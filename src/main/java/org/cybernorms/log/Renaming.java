package org.cybernorms.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** An upcaster for properties that got another name. The properties keep their order. */
public final class Renaming implements Upcaster {

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Renaming> items = new HashMap<>();

    /** Renames a property of the record. */
    public Renaming rename(String before, String after) {
        names.put(before, after);
        return this;
    }

    /** Renames a property of each item of a list. */
    public Renaming renameInItems(String list, String before, String after) {
        items.computeIfAbsent(list, none -> new Renaming()).rename(before, after);
        return this;
    }

    @Override
    public ObjectNode upcast(ObjectNode body) {
        ObjectNode upcast = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(property -> {
            String name = property.getKey();
            upcast.set(names.getOrDefault(name, name), upcast(name, property.getValue()));
        });
        return upcast;
    }

    private JsonNode upcast(String name, JsonNode value) {
        Renaming each = items.get(name);
        if (each == null || !value.isArray()) {
            return value;
        }
        ArrayNode upcast = JsonNodeFactory.instance.arrayNode();
        value.forEach(item -> upcast.add(item instanceof ObjectNode object ? each.upcast(object) : item));
        return upcast;
    }
}
