package org.cybernorms.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import org.cybernorms.contract.Schemas;
import org.cybernorms.http.JsonEntity;
import org.cybernorms.record.Kinds;
import org.jspecify.annotations.Nullable;

/**
 * Records and lists as JSON-LD 1.1: the same members with a context; references become addresses, and each record says
 * what it is.
 */
@Provider
@Produces(LinkedData.TYPE)
class LinkedData implements MessageBodyWriter<Object> {

    static final String TYPE = "application/ld+json";
    private static final String REFERENCE = "#/components/schemas/";

    private final ObjectMapper json;
    private final Schemas schemas;
    private final Map<String, String> kinds = new HashMap<>();

    LinkedData(ObjectMapper json, Schemas schemas, Kinds kinds) {
        this.json = json;
        this.schemas = schemas;
        kinds.all().forEach(kind -> this.kinds.put(kind.type().getSimpleName(), kind.name()));
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return media.getSubtype().equals("ld+json");
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle(HttpHeaders.CONTENT_TYPE, TYPE + ";charset=UTF-8");
        JsonNode node = value instanceof Map<?, ?> ready ? json.valueToTree(ready) : linked(value);
        out.write(json.writeValueAsBytes(node));
    }

    private ObjectNode linked(Object value) {
        boolean ready = value instanceof JsonEntity;
        String name = ready ? ((JsonEntity) value).schema() : value.getClass().getSimpleName();
        JsonNode tree = ready ? ((JsonEntity) value).tree() : json.valueToTree(value);
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("@context", Context.ADDRESS);
        document.setAll((ObjectNode) linked(name, schemas.named(name), tree));
        return document;
    }

    /** The node with addresses for references; a record also has its own address and type. */
    private JsonNode linked(@Nullable String name, JsonNode schema, JsonNode node) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            String kind = name == null ? null : kinds.get(name);
            if (kind != null && node.has("id")) {
                object.put("@id", "/v1/" + kind + "/" + node.path("id").asText());
            }
            if (name != null && !schema.path("x-text").asBoolean()) {
                object.put("@type", name);
            }
            if (schema.path("x-triple").asBoolean()) {
                triple(node, object);
            }
            node.properties().forEach(member -> {
                JsonNode named = schema.path("properties").path(member.getKey());
                object.set(
                        member.getKey(),
                        linked(named.isMissingNode() ? schema.path("additionalProperties") : named, member.getValue()));
            });
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> array.add(linked(schema.path("items"), item)));
            return array;
        }
        String refersTo = schema.path("x-refers-to").textValue();
        return node.isTextual() && refersTo != null
                ? TextNode.valueOf("/v1/" + refersTo + "/" + node.textValue())
                : node;
    }

    /** Says the correspondence itself beside the record of it: one norm, the SKOS property, the other norm. */
    private static void triple(JsonNode mapping, ObjectNode object) {
        String source = "/v1/norms/" + mapping.at("/source/norm").asText();
        String target = "/v1/norms/" + mapping.at("/target/norm").asText();
        object.put("annotatedSource", source).put("annotatedTarget", target);
        object.putArray("@included")
                .addObject()
                .put("@id", source)
                .putObject("skos:" + mapping.path("relation").asText())
                .put("@id", target);
    }

    private JsonNode linked(JsonNode reference, JsonNode node) {
        String target = reference.path("$ref").asText();
        String name = target.startsWith(REFERENCE) ? target.substring(REFERENCE.length()) : null;
        return linked(name, schemas.resolve(reference), node);
    }
}
