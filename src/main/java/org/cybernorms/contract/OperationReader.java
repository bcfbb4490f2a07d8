package org.cybernorms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads one operation of the contract. */
final class OperationReader {

    private final UnaryOperator<JsonNode> resolve;
    private final String path;
    private final String method;

    /** @param resolve follows a reference */
    OperationReader(UnaryOperator<JsonNode> resolve, String path, String method) {
        this.resolve = resolve;
        this.path = path;
        this.method = method;
    }

    Contract.Operation read(JsonNode operation) {
        List<Contract.Parameter> parameters = new ArrayList<>();
        int limit = 0;
        String place = "/paths/" + escaped(path) + "/" + method + "/parameters/";
        for (JsonNode node : operation.path("parameters")) {
            JsonNode parameter = resolve.apply(node);
            parameters.add(parameter(parameter, pointer(node, place + parameters.size()) + "/schema"));
            if (parameter.path("name").asText().equals("limit")) {
                limit = resolve.apply(parameter.path("schema")).path("default").asInt();
            }
        }
        String scope = operation.path("x-scope").textValue();
        String upper = method.toUpperCase(Locale.ROOT);
        JsonNode content = operation.path("requestBody").path("content");
        Set<String> consumes = new LinkedHashSet<>();
        content.fieldNames().forEachRemaining(consumes::add);
        return new Contract.Operation(
                operation.path("operationId").asText(),
                upper,
                path,
                scope,
                parameters,
                parameters.stream()
                        .filter(parameter -> parameter.in().equals("query"))
                        .map(Contract.Parameter::name)
                        .collect(Collectors.toCollection(TreeSet::new)),
                produces(operation),
                consumes,
                body(content),
                answer(operation),
                limit,
                !operation.path("security").isEmpty());
    }

    private Contract.Parameter parameter(JsonNode parameter, String place) {
        JsonNode schema = resolve.apply(parameter.path("schema"));
        String pointer = pointer(parameter.path("schema"), place);
        boolean repeats = schema.path("type").asText().equals("array");
        JsonNode one = repeats ? schema.path("items") : schema;
        return new Contract.Parameter(
                parameter.path("name").asText(),
                parameter.path("in").asText(),
                parameter.path("required").asBoolean(),
                repeats,
                schema.path("maxItems").asInt(Integer.MAX_VALUE),
                resolve.apply(one).path("type").asText(),
                repeats ? pointer(one, pointer + "/items") : pointer);
    }

    /** The JSON Pointer of a node, or of the target of its reference. */
    private static String pointer(JsonNode node, String place) {
        return node.has("$ref") && node.size() == 1 ? node.path("$ref").asText().substring(1) : place;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The place of the schema of a JSON body in the contract, named or inline. */
    private String body(JsonNode content) {
        for (String type : List.of("application/json", "application/merge-patch+json")) {
            if (content.has(type)) {
                return pointer(
                        content.path(type).path("schema"),
                        "/paths/" + escaped(path) + "/" + method + "/requestBody/content/" + escaped(type) + "/schema");
            }
        }
        return "";
    }

    private static String answer(JsonNode operation) {
        String reference = operation
                .path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asText();
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    static Set<String> produces(JsonNode operation) {
        Set<String> types = new LinkedHashSet<>();
        operation.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response ->
                        response.getValue().path("content").fieldNames().forEachRemaining(types::add));
        return types;
    }
}
