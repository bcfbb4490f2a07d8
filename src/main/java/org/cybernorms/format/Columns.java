package org.cybernorms.format;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cybernorms.web.Schemas;

/**
 * The columns of a list, from the contract's schema of its items, so that all pages have the same: the names of the
 * members, with {@code .} into objects and {@code @} before a language.
 */
@ApplicationScoped
class Columns {

    /** The languages of the register; texts in others have their columns after these. */
    private static final List<String> LANGUAGES = List.of("en", "fr", "es", "pt");

    /** A column: its name, and its value in an item. */
    record Column(String name, UnaryOperator<JsonNode> path) {
        JsonNode value(JsonNode item) {
            return path.apply(item);
        }
    }

    private final Schemas schemas;

    Columns(Schemas schemas) {
        this.schemas = schemas;
    }

    List<Column> of(String page, JsonNode items) {
        List<Column> columns = new ArrayList<>();
        List<JsonNode> values = new ArrayList<>();
        items.forEach(values::add);
        JsonNode schema = schemas.resolve(schemas.named(page).path("properties").path("items"));
        add("", schemas.resolve(schema.path("items")), UnaryOperator.identity(), values, columns);
        return columns;
    }

    private void add(
            String name, JsonNode schema, UnaryOperator<JsonNode> path, List<JsonNode> values, List<Column> columns) {
        if (schema.path("x-text").asBoolean()) {
            keys(LANGUAGES, values)
                    .forEach(language -> columns.add(new Column(
                            name + "@" + language, item -> path.apply(item).path(language))));
        } else if (schema.has("x-csv-member")) {
            String member = schema.path("x-csv-member").asText();
            keys(List.of(), values)
                    .forEach(key -> columns.add(
                            new Column(key, item -> path.apply(item).path(key).path(member))));
        } else if (schema.has("properties")) {
            schema.path("properties").properties().forEach(property -> {
                String key = property.getKey();
                add(
                        name.isEmpty() ? key : name + "." + key,
                        schemas.resolve(property.getValue()),
                        item -> path.apply(item).path(key),
                        values.stream().map(value -> value.path(key)).toList(),
                        columns);
            });
        } else {
            columns.add(new Column(name, path));
        }
    }

    private static Set<String> keys(List<String> first, List<JsonNode> values) {
        Set<String> keys = new LinkedHashSet<>(first);
        values.forEach(value -> value.fieldNames().forEachRemaining(keys::add));
        return keys;
    }
}
