package org.cybernorms.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The contract ({@code openapi.yaml}) at run time: which operations there are and what each takes. */
@ApplicationScoped
public class Contract {

    private static final String FILE = "META-INF/openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** One operation; its id is the name of the generated method. Where it refuses strangers, a wrong key is told. */
    public record Operation(
            String id,
            Set<String> scopes,
            List<Parameter> parameters,
            Set<String> produces,
            boolean refusesStrangers) {}

    /** One parameter; {@code in} is path, query or header. */
    public record Parameter(String name, String in, boolean required, JsonNode schema) {

        /** What it takes: for a parameter that repeats, the schema of one value. */
        boolean repeats() {
            return schema.path("type").asText().equals("array");
        }
    }

    private record Route(Pattern path, String method) {}

    private final String text;
    private final JsonNode document;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Set<String>> roles = new LinkedHashMap<>();

    Contract() {
        text = resource(FILE);
        try {
            document = new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> add(path.getKey(), method.getKey(), method.getValue())));
        document.path("x-roles").properties().forEach(role -> {
            Set<String> scopes = new LinkedHashSet<>();
            role.getValue().path("scopes").forEach(scope -> scopes.add(scope.asText()));
            roles.put(role.getKey(), scopes);
        });
    }

    private void add(String path, String method, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        operation.path("parameters").forEach(node -> {
            JsonNode parameter = resolve(node);
            parameters.add(new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean(),
                    resolve(parameter.path("schema"))));
        });
        Set<String> scopes = new LinkedHashSet<>();
        operation
                .path("security")
                .forEach(requirement -> requirement.path("oauth2").forEach(scope -> scopes.add(scope.asText())));
        String id = operation.path("operationId").asText();
        operations.put(
                id,
                new Operation(
                        id,
                        scopes,
                        parameters,
                        produces(operation),
                        operation.path("responses").has("401")));
        Pattern pattern = Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+"));
        routes.add(new Route(pattern, method.toUpperCase(Locale.ROOT)));
    }

    private static Set<String> produces(JsonNode operation) {
        Set<String> types = new LinkedHashSet<>();
        operation.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .forEach(response ->
                        response.getValue().path("content").fieldNames().forEachRemaining(types::add));
        return types;
    }

    public Optional<Operation> operation(String id) {
        return Optional.ofNullable(operations.get(id));
    }

    /** What may be done at a path, HEAD and OPTIONS included. */
    public Set<String> methods(String path) {
        Set<String> methods = new LinkedHashSet<>();
        for (Route route : routes) {
            if (route.path().matcher(path).matches()) {
                methods.add(route.method());
                if (route.method().equals("GET")) {
                    methods.add("HEAD");
                }
            }
        }
        methods.add("OPTIONS");
        return methods;
    }

    /** The text of a file that ships with the service. */
    public static String resource(String name) {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A list or view: where it is, what it is, and in which forms. */
    public record Offer(String summary, String description, Set<String> produces) {}

    /** The lists and views that are offered in more than one form and need no id and no right, by their path. */
    public Map<String, Offer> lists() {
        Map<String, Offer> lists = new LinkedHashMap<>();
        document.path("paths").properties().forEach(path -> {
            JsonNode get = path.getValue().path("get");
            Set<String> types = produces(get);
            if (types.contains("text/csv")
                    && !path.getKey().contains("{")
                    && !get.has("security")
                    && StreamSupport.stream(get.path("parameters").spliterator(), false)
                            .noneMatch(parameter ->
                                    resolve(parameter).path("required").asBoolean())) {
                lists.put(
                        path.getKey(),
                        new Offer(
                                get.path("summary").asText(),
                                get.path("description").asText().strip(),
                                types));
            }
        });
        return lists;
    }

    /** The scopes that each role brings, by its name. */
    public Map<String, Set<String>> roles() {
        return roles;
    }

    public JsonNode schemas() {
        return at("/components/schemas");
    }

    public String title() {
        return at("/info/title").asText();
    }

    public String summary() {
        return at("/info/summary").asText();
    }

    /** Who answers for the register: an address. */
    public String publisher() {
        return at("/info/contact/url").asText();
    }

    public String version() {
        return at("/info/version").asText();
    }

    /** Follows a reference; what stands beside {@code $ref} overrides what it leads to. */
    public JsonNode resolve(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        JsonNode target = resolve(at(node.path("$ref").asText().substring(1)));
        if (node.size() == 1) {
            return target;
        }
        ObjectNode merged = target.deepCopy();
        node.properties().stream()
                .filter(member -> !member.getKey().equals("$ref"))
                .forEach(member -> merged.set(member.getKey(), member.getValue()));
        return merged;
    }

    /** The part of the contract at a JSON Pointer. */
    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    String text() {
        return text;
    }
}
