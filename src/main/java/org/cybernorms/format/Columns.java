package org.cybernorms.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cybernorms.contract.Schemas;
import org.cybernorms.http.CurrentQuery;
import org.cybernorms.http.Languages;

/**
 * The columns of a list, from the contract's schema of its items, so that all pages have the same: the names of the
 * members, with {@code .} into objects and {@code @} before a language, the reader's first.
 */
@ApplicationScoped
class Columns {

    /** The languages of the register; texts in other languages share one column. */
    private static final List<String> LANGUAGES = List.of("en", "fr", "es", "pt");

    private static final String OTHER = "other";

    /** A column: its name, and its value in an item. */
    record Column(String name, UnaryOperator<JsonNode> path) {
        JsonNode value(JsonNode item) {
            return path.apply(item);
        }
    }

    private final Schemas schemas;
    private final Languages languages;
    private final CurrentQuery current;

    Columns(Schemas schemas, Languages languages, CurrentQuery current) {
        this.schemas = schemas;
        this.languages = languages;
        this.current = current;
    }

    /** The columns of a page. */
    List<Column> of(String name, JsonNode page) {
        List<Column> columns = new ArrayList<>();
        JsonNode schema = schemas.resolve(schemas.named(name).path("properties").path("items"));
        JsonNode item = schemas.resolve(schema.path("items"));
        add("", item, UnaryOperator.identity(), page, columns);
        return item.path("x-csv-plain").asBoolean()
                ? columns.stream()
                        .map(column -> new Column(column.name(), value -> PlainCells.of(column.value(value))))
                        .toList()
                : columns;
    }

    private void add(String name, JsonNode schema, UnaryOperator<JsonNode> path, JsonNode page, List<Column> columns) {
        if (schema.path("x-text").asBoolean()) {
            Set<String> order = new LinkedHashSet<>(languages.prefer(LANGUAGES));
            order.addAll(LANGUAGES);
            order.forEach(language -> columns.add(
                    new Column(name + "@" + language, item -> path.apply(item).path(language))));
            columns.add(new Column(name + "@" + OTHER, item -> others(path.apply(item))));
        } else if (schema.has("x-csv-columns")) {
            String member = schema.path("x-csv-member").asText();
            page.path(schema.path("x-csv-columns").asText()).forEach(column -> {
                String key = column.path("id").asText();
                columns.add(new Column(key, item -> path.apply(item).path(key).path(member)));
            });
        } else if (schemas.resolve(schema.path("items")).has("x-csv-by")) {
            JsonNode item = schemas.resolve(schema.path("items"));
            String by = item.path("x-csv-by").asText();
            String member = item.path("x-csv-value").asText();
            schemas.resolve(item.path("properties").path(by)).path("enum").forEach(type -> {
                columns.add(new Column(type.asText(), row -> PlainCells.of(path.apply(row), by, type, member)));
            });
        } else if (schema.path("propertyNames").has("enum")) {
            schema.path("propertyNames").path("enum").forEach(key -> {
                columns.add(new Column(
                        name + "." + key.asText(), item -> path.apply(item).path(key.asText())));
            });
        } else if (schema.has("properties")) {
            Set<String> wanted = name.isEmpty() ? Set.copyOf(current.shape().fields()) : Set.of();
            schema.path("properties").properties().forEach(property -> {
                String key = property.getKey();
                if (!wanted.isEmpty() && !wanted.contains(key)) {
                    return;
                }
                add(
                        name.isEmpty() ? key : name + "." + key,
                        schemas.resolve(property.getValue()),
                        item -> path.apply(item).path(key),
                        page,
                        columns);
            });
        } else {
            columns.add(new Column(name, path));
        }
    }

    private static JsonNode others(JsonNode text) {
        return text instanceof ObjectNode object ? object.deepCopy().remove(LANGUAGES) : text;
    }
}
