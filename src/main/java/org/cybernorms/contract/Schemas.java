package org.cybernorms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.cybernorms.api.model.Violation;

/** Validates values against the schemas of the contract and reports every violation, with the accepted values. */
@ApplicationScoped
public class Schemas {

    /** The maximum number of violations that a problem lists. */
    public static final int MOST_VIOLATIONS = 100;

    private static final String DOCUMENT = "https://registry.invalid/openapi.yaml";

    private final Contract contract;
    private final SchemaRegistry registry;
    private final KeywordTexts keywords;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, CompiledSchema> compiled = new ConcurrentHashMap<>();
    private final Map<String, CompiledSchema> references = new HashMap<>();

    /** A schema: its source in the contract, and the compiled validator. */
    private record Known(JsonNode node, Schema schema) {}

    Schemas(Contract contract) {
        this.contract = contract;
        this.keywords = new KeywordTexts(contract::resolve);
        String document = contract.at("").toString();
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .locale(Locale.ENGLISH)
                .pathType(PathType.JSON_POINTER)
                .build();
        Dialect dialect = Dialect.builder(Dialects.getOpenApi31())
                .format(new InstantFormat())
                .build();
        this.registry = SchemaRegistry.withDialect(
                dialect, builder -> builder.schemaRegistryConfig(config).schemas(Map.of(DOCUMENT, document)));
    }

    /** Whether the contract has a schema of this name. */
    public boolean knows(String name) {
        return contract.at("/components/schemas").has(name);
    }

    /** A schema of the contract. */
    public JsonNode named(String name) {
        return contract.at("/components/schemas/" + name);
    }

    /** The fields of a schema whose own schema has a mark (a keyword {@code x-…}), with its value. */
    public Map<String, JsonNode> marked(String name, String mark) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        named(name).path("properties").properties().forEach(member -> {
            JsonNode value = resolve(member.getValue()).path(mark);
            if (!value.isMissingNode() && !value.isNull()) {
                fields.put(member.getKey(), value);
            }
        });
        return fields;
    }

    /** Follows references. */
    public JsonNode resolve(JsonNode schema) {
        return contract.resolve(schema);
    }

    /** The violations of a value by JSON Pointer; none if it is valid for the schema with this name. */
    public List<Violation> faults(String name, JsonNode value) {
        return faultsAt("/components/schemas/" + name, value);
    }

    /** The same for a schema at a JSON Pointer of the contract. */
    public List<Violation> faultsAt(String pointer, JsonNode value) {
        Known of = known.computeIfAbsent(pointer, this::known);
        List<Violation> sizes = Sizes.faults(contract::resolve, of.node, value);
        if (!sizes.isEmpty()) {
            return sizes;
        }
        List<Violation> faults = new ArrayList<>();
        texts(value, "", faults);
        Set<String> reported = faults.stream().map(Violation::getPointer).collect(Collectors.toSet());
        validate(of.schema, value).stream()
                .map(error -> new Violation()
                        .pointer(KeywordTexts.pointer(error))
                        .detail(keywords.detail(error, schemaOf(error))))
                .filter(fault -> !reported.contains(fault.getPointer()))
                .distinct()
                .forEach(faults::add);
        return faults;
    }

    /** Strings and field names with characters that {@link PlainText} does not accept. */
    private static void texts(JsonNode node, String pointer, List<Violation> faults) {
        if (faults.size() > MOST_VIOLATIONS) {
            return;
        }
        if (node.isTextual()) {
            PlainText.fault(node.textValue())
                    .ifPresent(detail ->
                            faults.add(new Violation().pointer(pointer).detail(detail)));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            texts(node.get(i), pointer + "/" + i, faults);
        }
        node.properties().forEach(member -> {
            PlainText.fault(member.getKey())
                    .ifPresent(detail ->
                            faults.add(new Violation().pointer(pointer).detail("the name of a field " + detail)));
            texts(member.getValue(), pointer + "/" + KeywordTexts.escaped(member.getKey()), faults);
        });
    }

    private Known known(String pointer) {
        return new Known(contract.at(pointer), registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + pointer)));
    }

    private static List<Error> validate(Schema schema, JsonNode value) {
        BoundedExecution execution = new BoundedExecution();
        try {
            schema.validate(execution, value);
        } catch (BoundedExecution.Enough e) {
            return execution.getErrors();
        }
        return execution.getErrors();
    }

    private JsonNode schemaOf(Error error) {
        String fragment = error.getSchemaLocation().getFragment().toString();
        int end = fragment.lastIndexOf('/');
        return end < 0 ? contract.at("/x-none") : contract.at(fragment.substring(0, end));
    }

    /** What a value refers to, by the marks {@code x-refers-to} of the contract. */
    public List<Reference> references(String name, JsonNode value) {
        List<Reference> found = new ArrayList<>();
        compiled(name).walk("x-refers-to", value, (schema, node, pointer) -> {
            if (node.isTextual()) {
                found.add(new Reference(
                        pointer, new Target(schema.path("x-refers-to").asText(), node.asText())));
            }
        });
        return found;
    }

    /** A property that names a record of another kind. */
    public record Reference(String pointer, Target target) {}

    /** A record by kind and id. */
    public record Target(String kind, String id) {
        @Override
        public String toString() {
            return kind + "/" + id;
        }
    }

    /** A schema of the contract, compiled once. */
    public CompiledSchema compiled(String name) {
        CompiledSchema known = compiled.get(name);
        if (known == null) {
            synchronized (references) {
                known = CompiledSchema.of(named(name), contract::resolve, references)
                        .noted();
            }
            compiled.put(name, known);
        }
        return known;
    }
}
