package org.cybernorms.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.cybernorms.api.model.Fault;

/** Checks values against the contract's schemas and reports every fault, with what would be right. */
@ApplicationScoped
public class Schemas {

    private static final String DOCUMENT = "https://registry.invalid/openapi.yaml";

    private final Contract contract;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    Schemas(Contract contract, ObjectMapper json) {
        this.contract = contract;
        String document = contract.at("").toString();
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .locale(Locale.ENGLISH)
                .pathType(PathType.JSON_POINTER)
                .build();
        this.registry =
                SchemaRegistry.withDialect(Dialects.getOpenApi31(), builder -> builder.schemaRegistryConfig(config)
                        .schemas(Map.of(DOCUMENT, document)));
    }

    /** Whether the contract has a schema of this name. */
    public boolean knows(String name) {
        return contract.at("/components/schemas").has(name);
    }

    /** A schema of the contract. */
    public JsonNode named(String name) {
        return contract.at("/components/schemas/" + name);
    }

    /** The members of a schema whose own schema bears a mark, with the mark. */
    public Map<String, JsonNode> marked(String name, String mark) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        named(name).path("properties").properties().forEach(member -> {
            JsonNode value = resolve(member.getValue()).path(mark);
            if (!value.isMissingNode() && !value.isNull()) {
                members.put(member.getKey(), value);
            }
        });
        return members;
    }

    /** Follows references. */
    public JsonNode resolve(JsonNode schema) {
        return contract.resolve(schema);
    }

    /** The faults of a value, by JSON Pointer; none where it fits the schema of this name. */
    public List<Fault> faults(String name, JsonNode value) {
        Schema schema = schemas.computeIfAbsent(
                name, none -> registry.getSchema(SchemaLocation.of(DOCUMENT + "#/components/schemas/" + name)));
        return validate(schema, value).stream()
                .map(error -> new Fault().pointer(pointer(error)).detail(detail(error)))
                .distinct()
                .toList();
    }

    /** What is wrong with the value of a parameter; nothing where it fits. */
    List<String> faults(Contract.Parameter parameter, JsonNode value) {
        Schema schema = schemas.computeIfAbsent(
                parameter.schema().toString(),
                none -> registry.getSchema(
                        parameter.schema().toString().replace("\"#/components/", "\"" + DOCUMENT + "#/components/"),
                        InputFormat.JSON));
        return validate(schema, value).stream().map(this::detail).distinct().toList();
    }

    private static List<Error> validate(Schema schema, JsonNode value) {
        return schema.validate(
                value, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static String pointer(Error error) {
        String place = error.getInstanceLocation().toString();
        return error.getProperty() == null
                ? place
                : place + "/" + error.getProperty().replace("~", "~0").replace("/", "~1");
    }

    private String detail(Error error) {
        String keyword = error.getKeyword() == null ? "" : error.getKeyword();
        return switch (keyword) {
            case "required" -> "is required";
            case "additionalProperties", "unevaluatedProperties" -> "is not a member here" + members(error);
            case "propertyNames" -> "has a name that is not allowed here: " + error.getMessage();
            case "pattern" ->
                example(error).isEmpty() ? error.getMessage() : "does not have the right form" + example(error);
            default -> error.getMessage() + example(error);
        };
    }

    private String members(Error error) {
        Set<String> names = new TreeSet<>();
        schemaOf(error).path("properties").fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "" : "; there are: " + String.join(", ", names);
    }

    private String example(Error error) {
        JsonNode example = schemaOf(error).path("examples").path(0);
        return example.isTextual() ? "; for example: " + example.asText() : "";
    }

    private JsonNode schemaOf(Error error) {
        String fragment = error.getSchemaLocation().getFragment().toString();
        int end = fragment.lastIndexOf('/');
        return end < 0 ? contract.at("/x-none") : contract.at(fragment.substring(0, end));
    }

    /** What a value refers to, by the marks {@code x-refers-to} of the contract. */
    public List<Reference> references(String name, JsonNode value) {
        List<Reference> found = new ArrayList<>();
        walk(name, value, (schema, node, pointer) -> {
            String kind = schema.path("x-refers-to").textValue();
            if (kind != null && node.isTextual()) {
                found.add(new Reference(pointer, new Target(kind, node.asText())));
            }
        });
        return found;
    }

    /** A member that names a record of another kind. */
    public record Reference(String pointer, Target target) {}

    /** A record by kind and id. */
    public record Target(String kind, String id) {
        @Override
        public String toString() {
            return kind + "/" + id;
        }
    }

    /** What looks at each member beside its schema. */
    public interface Visitor {
        void visit(JsonNode schema, JsonNode node, String pointer);
    }

    /** Goes over all members of a value beside their schemas. */
    public void walk(String name, JsonNode value, Visitor visitor) {
        walk(named(name), value, "", visitor);
    }

    private void walk(JsonNode reference, JsonNode node, String pointer, Visitor visitor) {
        JsonNode schema = contract.resolve(reference);
        visitor.visit(schema, node, pointer);
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(schema.path("items"), node.get(i), pointer + "/" + i, visitor);
            }
        }
        node.properties().forEach(member -> {
            JsonNode named = schema.path("properties").path(member.getKey());
            JsonNode of = named.isMissingNode() ? schema.path("additionalProperties") : named;
            walk(of, member.getValue(), pointer + "/" + member.getKey(), visitor);
        });
    }
}
