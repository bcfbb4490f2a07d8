package org.cybernorms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A schema of the contract with its references followed once, so that values can be walked beside it without looking anything up. */
public final class CompiledSchema {

    private final JsonNode schema;
    private final Map<String, CompiledSchema> properties = new HashMap<>();
    private @Nullable CompiledSchema items;
    private @Nullable CompiledSchema others;
    private Set<String> marks = Set.of();

    /** What looks at each value beside its schema. */
    public interface Visitor {
        void visit(JsonNode schema, JsonNode node, String pointer);
    }

    private CompiledSchema(JsonNode schema) {
        this.schema = schema;
    }

    /**
     * Compiles a schema and all that it leads to.
     *
     * @param resolve follows a reference
     */
    static CompiledSchema of(JsonNode reference, UnaryOperator<JsonNode> resolve, Map<String, CompiledSchema> known) {
        String target = reference.size() == 1 ? reference.path("$ref").asText() : "";
        CompiledSchema found = known.get(target);
        if (found != null) {
            return found;
        }
        CompiledSchema compiled = new CompiledSchema(resolve.apply(reference));
        if (!target.isEmpty()) {
            known.put(target, compiled);
        }
        compiled.schema
                .path("properties")
                .properties()
                .forEach(property ->
                        compiled.properties.put(property.getKey(), of(property.getValue(), resolve, known)));
        if (compiled.schema.has("items")) {
            compiled.items = of(compiled.schema.path("items"), resolve, known);
        }
        if (compiled.schema.path("additionalProperties").isObject()) {
            compiled.others = of(compiled.schema.path("additionalProperties"), resolve, known);
        }
        return compiled;
    }

    /** Notes which marks ({@code x-…}) this schema and all below it bear, so that a walk leaves out what has none. */
    CompiledSchema noted() {
        if (marks.isEmpty()) {
            Set<String> found = new HashSet<>(Set.of(""));
            collect(found, new HashSet<>());
            marks = found;
        }
        return this;
    }

    private void collect(Set<String> found, Set<CompiledSchema> seen) {
        if (seen.add(this)) {
            schema.fieldNames().forEachRemaining(name -> {
                if (name.startsWith("x-")) {
                    found.add(name);
                }
            });
            children().forEach(child -> child.collect(found, seen));
        }
    }

    private Set<CompiledSchema> children() {
        Set<CompiledSchema> children = new HashSet<>(properties.values());
        if (items != null) {
            children.add(items);
        }
        if (others != null) {
            children.add(others);
        }
        return children;
    }

    /** Visits the values whose schemas bear a mark, each with its JSON Pointer. */
    public void walk(String mark, JsonNode value, Visitor visitor) {
        walk(mark, value, "", visitor);
    }

    private void walk(String mark, JsonNode node, String pointer, Visitor visitor) {
        JsonNode marked = schema.path(mark);
        if (!marked.isMissingNode() && !marked.isNull() && marked.asBoolean(true)) {
            visitor.visit(schema, node, pointer);
        }
        if (!noted().marks.contains(mark)) {
            return;
        }
        if (node.isArray() && items != null) {
            for (int i = 0; i < node.size(); i++) {
                items.walk(mark, node.get(i), pointer + "/" + i, visitor);
            }
        } else if (node.isObject()) {
            node.properties().forEach(property -> {
                CompiledSchema of = properties.getOrDefault(property.getKey(), others);
                if (of != null && of.noted().marks.contains(mark)) {
                    of.walk(mark, property.getValue(), pointer + "/" + property.getKey(), visitor);
                }
            });
        }
    }
}
