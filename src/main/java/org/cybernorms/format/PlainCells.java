package org.cybernorms.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Lists and objects as the text of one cell, for people who read a table: {@code training-network (consent=true)}. */
final class PlainCells {

    private static final String BETWEEN = "; ";

    private PlainCells() {}

    /** A value that is a list or an object as text; any other as it is. */
    static JsonNode of(JsonNode value) {
        return value.isContainerNode() ? cell(value.isArray() ? texts(value) : List.of(text(value))) : value;
    }

    /** What the items of one type have in a property. */
    static JsonNode of(JsonNode items, String by, JsonNode type, String property) {
        return cell(StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path(by).equals(type))
                .map(item -> text(item.path(property)))
                .toList());
    }

    private static JsonNode cell(List<String> texts) {
        String joined = String.join(BETWEEN, texts);
        return joined.isEmpty() ? MissingNode.getInstance() : TextNode.valueOf(joined);
    }

    private static List<String> texts(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(PlainCells::text)
                .toList();
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return String.join(" ", texts(value));
        }
        if (!value.isObject()) {
            return value.asText();
        }
        List<Map.Entry<String, JsonNode>> properties = new ArrayList<>(value.properties());
        if (properties.isEmpty()) {
            return "";
        }
        String others = properties.stream()
                .skip(1)
                .map(property -> property.getKey() + "=" + text(property.getValue()))
                .collect(Collectors.joining(", "));
        return text(properties.get(0).getValue()) + (others.isEmpty() ? "" : " (" + others + ")");
    }
}
