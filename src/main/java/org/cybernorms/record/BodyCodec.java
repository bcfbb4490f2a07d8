package org.cybernorms.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cybernorms.contract.Schemas;
import org.cybernorms.http.Languages;
import org.cybernorms.log.Entry;
import org.cybernorms.log.Upcaster;

/** Reads what the log keeps, in today's shape, and writes what views make. */
@ApplicationScoped
public class BodyCodec {

    private final ObjectMapper json;
    private final Schemas schemas;
    private final Languages languages;

    BodyCodec(ObjectMapper json, Schemas schemas, Languages languages) {
        this.json = json;
        this.schemas = schemas;
        this.languages = languages;
    }

    /**
     * The properties of an entry as everybody may see them, brought to the schema version of today. Encrypted
     * properties are not among them.
     */
    public ObjectNode read(Kind<?> kind, Entry entry) {
        return upcast(kind, parse(entry.body()), entry.schema());
    }

    /** A body of an earlier schema version, counted from 1, brought to that of today. */
    public ObjectNode upcast(Kind<?> kind, ObjectNode earlier, int schema) {
        ObjectNode body = earlier;
        List<Upcaster> upcasters = kind.upcasters();
        for (int version = schema; version <= upcasters.size(); version++) {
            body = upcasters.get(version - 1).upcast(body);
        }
        return body;
    }

    /** A record without its encrypted properties, with its id. */
    public <T> T publicModel(Kind<T> kind, Entry entry) {
        return bound(json, publicTree(kind, entry), kind.type());
    }

    /** The same as a tree. */
    public ObjectNode publicTree(Kind<?> kind, Entry entry) {
        ObjectNode tree = read(kind, entry).put("id", entry.id());
        tree.remove(FieldEncryption.ENCRYPTED);
        return tree;
    }

    /** A model of a tree; without the buffer of tokens that {@link ObjectMapper#convertValue} fills first. */
    static <T> T bound(ObjectMapper json, JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    <T> Body<T> body(Kind<T> kind, ObjectNode tree) {
        return Body.of(json, kind, tree);
    }

    public <T> Body<T> body(Kind<T> kind, T model) {
        return Body.of(json, kind, model);
    }

    public <T> Body<T> body(Kind<T> kind, JsonNode tree) {
        return Body.of(json, kind, ((ObjectNode) tree).deepCopy());
    }

    /** A body as it will be read back: whether two are equal must not depend on how Java holds a number. */
    ObjectNode parse(String body) {
        try {
            return (ObjectNode) json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body in the log is not JSON", e);
        }
    }

    ObjectNode parse(byte[] body) {
        try {
            return (ObjectNode) json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode tree(Object value) {
        return json.valueToTree(value);
    }

    /** Something that a view made, with its texts in the reader's order. */
    public <T> T show(T made, Class<T> type) {
        ObjectNode tree = json.valueToTree(made);
        schemas.compiled(type.getSimpleName()).walk("x-text", tree, (schema, node, pointer) -> {
            if (node instanceof ObjectNode text) {
                languages.order(text);
            }
        });
        return json.convertValue(tree, type);
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> T bind(byte[] written, Class<T> type) {
        try {
            return json.readValue(written, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text by language as JSON, and back. */
    public String written(Map<String, String> text) {
        return write(text);
    }

    /** A text by language, in the order of its properties; empty where there is none. */
    public Map<String, String> text(JsonNode text) {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        text.properties()
                .forEach(language ->
                        byLanguage.put(language.getKey(), language.getValue().asText()));
        return byLanguage;
    }

    public Map<String, String> text(String written) {
        try {
            return json.readValue(written, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
