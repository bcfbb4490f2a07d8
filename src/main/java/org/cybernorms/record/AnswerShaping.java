package org.cybernorms.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cybernorms.api.model.Violation;
import org.cybernorms.contract.AnswerAdditions;
import org.cybernorms.contract.Schemas;
import org.cybernorms.http.AnswerShape;
import org.cybernorms.http.CurrentQuery;
import org.cybernorms.http.JsonEntity;
import org.cybernorms.http.LanguageUse;
import org.cybernorms.http.LazyJson;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;

/**
 * Gives an answer the shape that a client asks for: only some fields ({@code fields}), with the titles of the records to
 * which it refers ({@code expand}), with each text in one language ({@code lang}), with line breaks ({@code pretty}).
 * It runs before the headers are made, and does nothing where none of these is asked for.
 */
@Provider
@Priority(AnswerShaping.BEFORE_HEADERS)
class AnswerShaping implements ContainerResponseFilter {

    static final int BEFORE_HEADERS = 6000;

    private final Schemas schemas;
    private final ObjectMapper json;
    private final ReferencedTitles titles;
    private final CurrentQuery current;

    AnswerShaping(Schemas schemas, ObjectMapper json, ReferencedTitles titles, CurrentQuery current) {
        this.schemas = schemas;
        this.json = json;
        this.titles = titles;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        AnswerShape shape = current.shape();
        if (response.getStatus() >= 300 || !response.hasEntity() || !shape.changesJson()) {
            return;
        }
        Object entity = response.getEntity();
        JsonEntity ready = entity instanceof JsonEntity made ? made : null;
        String schema = ready == null ? entity.getClass().getSimpleName() : ready.schema();
        check(schema, shape.fields());
        if (shape.expand()) {
            titles.describe();
        }
        response.setEntity(new LazyJson(schema, () -> {
            JsonNode tree = ready == null ? json.valueToTree(entity) : ready.tree();
            if (tree instanceof ObjectNode object && schemas.knows(schema)) {
                shape(schema, object, shape);
            }
            return new LazyJson.Bytes(
                    schema, written(tree, shape.pretty()), ready == null ? new LanguageUse() : ready.languages());
        }));
    }

    private void shape(String schema, ObjectNode answer, AnswerShape shape) {
        keep(answer, shape.fields());
        ArrayNode referenced = shape.expand() ? titles.of(schema, answer) : null;
        if (shape.oneLanguage()) {
            addTexts(schema, answer);
        }
        if (referenced != null) {
            answer.set(AnswerAdditions.REFERENCED, referenced);
        }
    }

    /** Refuses fields that the records, or the items of the page, do not have. */
    private void check(String schema, List<String> fields) {
        if (fields.isEmpty()) {
            return;
        }
        JsonNode of = schemas.named(schema);
        JsonNode items = of.path("properties").path("items").path("items");
        JsonNode record = items.isMissingNode() ? of : schemas.resolve(items);
        Set<String> known = new TreeSet<>();
        record.path("properties").fieldNames().forEachRemaining(known::add);
        List<Violation> unknown = fields.stream()
                .filter(field -> !known.contains(field))
                .map(field -> new Violation()
                        .parameter("fields")
                        .detail("unknown field `" + field + "`; must be one of: " + String.join(", ", known)))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, unknown);
        }
    }

    private static void keep(ObjectNode answer, List<String> fields) {
        if (fields.isEmpty()) {
            return;
        }
        if (answer.path("items").isArray()) {
            answer.path("items").forEach(item -> ((ObjectNode) item).retain(Set.copyOf(fields)));
        } else {
            answer.retain(Set.copyOf(fields));
        }
    }

    /** Adds to each text its value in the best language, which is the first one. */
    private void addTexts(String schema, ObjectNode answer) {
        Map<String, JsonNode> texts = new LinkedHashMap<>(); // nothing may be added to an object during a walk over it
        schemas.compiled(schema).walk("x-text", answer, (of, node, pointer) -> {
            if (node.isObject() && !node.isEmpty()) {
                texts.put(pointer, node);
            }
        });
        texts.forEach((pointer, node) -> {
            int end = pointer.lastIndexOf('/');
            if (answer.at(pointer.substring(0, end)) instanceof ObjectNode parent) {
                String language = node.fieldNames().next();
                parent.putObject(pointer.substring(end + 1) + AnswerAdditions.TEXT)
                        .put("language", language)
                        .put("text", node.path(language).asText());
            }
        });
    }

    private byte[] written(JsonNode tree, boolean pretty) {
        try {
            return pretty
                    ? json.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree)
                    : json.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
