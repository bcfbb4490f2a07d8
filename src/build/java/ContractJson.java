import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the contract as JSON: as it is ({@code openapi.json}), as the models are generated from it, and as the service
 * works with it ({@code contract.json}). In the last two
 *
 * <ul>
 *   <li>path parameters, shared responses and request bodies stand in each operation;
 *   <li>a schema and its {@code …Input} are one, in which fields that only answers have are {@code readOnly};
 *   <li>vocabularies ({@code x-extensible-enum}) are enumerations and, in the last, objects are closed, because
 *       requests may contain only what this release knows.
 * </ul>
 *
 * Run by the build: {@code java -cp … ContractJson.java openapi.yaml folder models.json}.
 */
class ContractJson {

    private static final String INPUT = "Input";
    /** Parameters that filters and the list query handle: no resource has them for arguments. */
    private static final List<String> HANDLED = List.of(
            "fields", "expand", "lang", "pretty", "format", "bom", "limit", "cursor", "sort", "validOn", "asOf",
            "If-None-Match", "Accept-Language", "Accept-Datetime", "Range", "If-Range");

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final ObjectNode document;

    ContractJson(ObjectNode document) {
        this.document = document;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        ObjectNode document = (ObjectNode) new YAMLMapper().readTree(Path.of(arguments[0]).toFile());
        JsonMapper json = new JsonMapper();
        json.writeValue(folder.resolve("openapi.json").toFile(), document);
        ContractJson contract = new ContractJson(document);
        contract.derive();
        json.writeValue(Path.of(arguments[2]).toFile(), new ContractJson(document.deepCopy()).withoutHandled());
        contract.close(document);
        json.writeValue(folder.resolve("contract.json").toFile(), document);
    }

    private void derive() {
        for (JsonNode path : document.path("paths")) {
            JsonNode shared = ((ObjectNode) path).remove("parameters");
            path.properties().stream()
                    .filter(method -> METHODS.contains(method.getKey()))
                    .forEach(method -> complete((ObjectNode) method.getValue(), shared));
        }
        ObjectNode components = (ObjectNode) document.path("components");
        components.remove(List.of("responses", "requestBodies", "examples"));
        ObjectNode schemas = (ObjectNode) components.path("schemas");
        schemas.properties().stream()
                .filter(schema -> schema.getValue().has("allOf"))
                .forEach(schema -> schema.setValue(merged(schema.getValue())));
        schemas.properties().removeIf(schema -> schemas.has(schema.getKey().replaceAll(INPUT + "$", ""))
                && schema.getKey().endsWith(INPUT));
        simplify(document);
    }

    private ObjectNode withoutHandled() {
        for (JsonNode path : document.path("paths")) {
            JsonNode parameters = path.path("get").path("parameters");
            for (int i = parameters.size() - 1; i >= 0; i--) {
                if (HANDLED.contains(resolved(parameters.get(i)).path("name").asText())) {
                    ((ArrayNode) parameters).remove(i);
                }
            }
        }
        return document;
    }

    /** Moves what an operation shares with others into it. */
    private void complete(ObjectNode operation, JsonNode shared) {
        ArrayNode own = operation.withArray("parameters");
        if (shared != null) {
            int at = 0;
            for (JsonNode parameter : shared) {
                if (!overridden(parameter, own)) {
                    own.insert(at++, parameter);
                }
            }
        }
        operation.path("responses").properties().forEach(response -> response.setValue(resolved(response.getValue())));
        operation.path("responses").findParents("schema").forEach(media -> ((ObjectNode) media).remove("examples"));
        if (operation.has("requestBody")) {
            operation.set("requestBody", resolved(operation.path("requestBody")).deepCopy());
        }
    }

    private boolean overridden(JsonNode parameter, ArrayNode own) {
        JsonNode shared = resolved(parameter);
        for (JsonNode each : own) {
            JsonNode other = resolved(each);
            if (other.path("name").equals(shared.path("name")) && other.path("in").equals(shared.path("in"))) {
                return true;
            }
        }
        return false;
    }

    /** One object with the properties of all its parts. What a client sends decides what is required. */
    private ObjectNode merged(JsonNode schema) {
        ObjectNode merged = document.objectNode().put("type", "object");
        merged.set("description", schema.path("description"));
        ObjectNode properties = document.objectNode();
        for (JsonNode part : schema.path("allOf")) {
            boolean sent = part.path("$ref").asText().endsWith(INPUT);
            JsonNode target = resolved(part);
            if (sent) {
                merged.set("required", target.path("required"));
                target.properties().stream()
                        .filter(member -> member.getKey().startsWith("x-") && !member.getKey().equals("x-parent"))
                        .forEach(member -> merged.set(member.getKey(), member.getValue()));
            }
            for (Map.Entry<String, JsonNode> property : target.path("properties").properties()) {
                if (sent || !properties.has(property.getKey())) {
                    properties.set(property.getKey(), property.getValue().deepCopy());
                } else if (property.getValue().has("readOnly")) {
                    ((ObjectNode) properties.path(property.getKey())).setAll((ObjectNode) property.getValue());
                }
            }
        }
        merged.set("properties", properties);
        return merged;
    }

    private void simplify(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("unevaluatedProperties");
            if (object.has("$ref")) {
                String target = object.path("$ref").asText();
                if (target.endsWith(INPUT) && document.at(target.substring(1)).isMissingNode()) {
                    object.put("$ref", target.substring(0, target.length() - INPUT.length()));
                }
            }
            JsonNode known = object.remove("x-extensible-enum");
            if (known != null) {
                object.set("enum", known);
            }
        }
        node.forEach(this::simplify);
    }

    /** Requests may contain nothing but what is described; the generator of the models knows no such objects. */
    private void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(this::close);
    }

    private JsonNode resolved(JsonNode node) {
        return node.path("$ref").isTextual() ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
