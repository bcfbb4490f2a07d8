package org.cybernorms.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An operation of the contract, called as its examples say. */
public record Operation(String path, String method, JsonNode node) {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    /** All operations in the order of the contract. */
    public static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        ContractGate.INSTANCE.contract().path("paths").properties().forEach(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .forEach(method -> all.add(
                        new Operation(path.getKey(), method, path.getValue().path(method)))));
        return all;
    }

    /** A part of it in the contract as it is published, references as they are. */
    JsonNode published(String pointer) {
        return ContractGate.INSTANCE
                .published()
                .path("paths")
                .path(path)
                .path(method)
                .at(pointer);
    }

    /** The values that the contract's examples give its parameters. */
    Map<String, String> exampleValues() {
        Map<String, String> values = new HashMap<>();
        parameters().forEach(parameter -> examples(parameter).stream()
                .findFirst()
                .ifPresent(value -> values.put(parameter.path("name").asText(), value)));
        return values;
    }

    public String id() {
        return node.path("operationId").asText();
    }

    public boolean isRead() {
        return method.equals("get");
    }

    /** The scopes that it needs. */
    public Set<String> scopes() {
        return node.has("x-scope") ? Set.of(node.path("x-scope").asText()) : Set.of();
    }

    /** The media types that it offers. */
    public List<String> types() {
        List<String> types = new ArrayList<>();
        node.at("/responses/200/content").fieldNames().forEachRemaining(types::add);
        return types;
    }

    public boolean takes(String parameter) {
        return parameters().stream().anyMatch(one -> one.path("name").asText().equals(parameter));
    }

    public List<JsonNode> parameters() {
        List<JsonNode> parameters = new ArrayList<>();
        node.path("parameters").forEach(parameter -> parameters.add(resolve(parameter)));
        return parameters;
    }

    /** Calls it with the contract's examples, except for the parameters that are known. */
    public Response call(RequestSpecification request, Map<String, String> known) {
        return call(request, known, method.toUpperCase(Locale.ROOT));
    }

    /** Calls it by another method, such as HEAD. */
    public Response call(RequestSpecification request, Map<String, String> known, String by) {
        String address = path;
        for (JsonNode parameter : parameters()) {
            String name = parameter.path("name").asText();
            for (String value : known.containsKey(name) ? List.of(known.get(name)) : examples(parameter)) {
                switch (parameter.path("in").asText()) {
                    case "path" -> address = address.replace("{" + name + "}", value);
                    case "query" -> request.queryParam(name, value);
                    default -> request.header(name, value);
                }
            }
        }
        body(request, known);
        return request.request(by, address);
    }

    private void body(RequestSpecification request, Map<String, String> known) {
        node.path("requestBody").path("content").properties().stream()
                .findFirst()
                .ifPresent(media -> {
                    JsonNode example = media.getValue().path("example").deepCopy();
                    if (example.has("id") && known.containsKey("id")) {
                        ((ObjectNode) example).put("id", known.get("id"));
                    }
                    request.contentType(media.getKey())
                            .body(media.getKey().endsWith("json") ? example.toString() : example.asText());
                });
    }

    private static List<String> examples(JsonNode parameter) {
        List<String> values = new ArrayList<>();
        if (parameter.has("examples")) {
            values.add(
                    parameter.path("examples").iterator().next().path("value").asText());
        } else if (parameter.path("example").isArray()) {
            parameter.path("example").forEach(value -> values.add(value.asText()));
        } else if (parameter.has("example")) {
            values.add(parameter.path("example").asText());
        }
        return values;
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? ContractGate.INSTANCE.contract().at(node.path("$ref").asText().substring(1))
                : node;
    }
}
