package org.cybernorms.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The contract ({@code openapi.yaml}) at run time: which operations there are and what each takes. */
@Singleton // (the proxy of an application-scoped bean would read it once more)
public class Contract {

    private static final String YAML = "META-INF/openapi.yaml";
    private static final String JSON = "META-INF/openapi.json";
    /** What the service works with: derived by the build. */
    private static final String DERIVED = "META-INF/contract.json";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /**
     * One operation.
     *
     * @param id the name of the generated method, where there is one
     * @param scope the scope that it needs
     * @param query the names of its query parameters
     * @param consumes the media types of its body
     * @param body where the schema of its JSON body is: a JSON Pointer; empty where it has none
     * @param answer the name of the schema of its JSON answer
     * @param limit how many items a page has where none is asked for; 0 where it has no pages
     * @param dependsOnCaller whether a key or token changes the answer, so that a wrong one is refused
     */
    public record Operation(
            String id,
            String method,
            String path,
            @Nullable String scope,
            List<Parameter> parameters,
            Set<String> query,
            Set<String> produces,
            Set<String> consumes,
            String body,
            String answer,
            int limit,
            boolean dependsOnCaller) {}

    /**
     * One parameter.
     *
     * @param in path, query or header
     * @param repeats whether it may be given several times
     * @param most how often at most
     * @param type the type of one value
     * @param schema where the schema of one value is: a JSON Pointer
     */
    public record Parameter(
            String name, String in, boolean required, boolean repeats, int most, String type, String schema) {}

    private record Route(Pattern path, Operation operation) {

        String method() {
            return operation.method();
        }
    }

    private final JsonNode document;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Operation> addresses = new HashMap<>();
    private final List<Route> routes = new ArrayList<>();
    private final Map<String, Set<String>> roles = new LinkedHashMap<>();

    Contract() {
        try {
            document = new JsonMapper().readTree(resource(DERIVED));
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

    private void add(String path, String method, JsonNode node) {
        Operation added = new OperationReader(this::resolve, path, method).read(node);
        operations.put(added.id(), added);
        addresses.put(added.method() + " " + path, added);
        routes.add(new Route(Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+")), added));
    }

    public Optional<Operation> operation(String id) {
        return Optional.ofNullable(operations.get(id));
    }

    /** The operation at a path as the contract writes it: {@code GET /v1/norms/{id}}. */
    public Optional<Operation> operation(String method, String path) {
        return Optional.ofNullable(addresses.get(method + " " + path));
    }

    /** The ids of all operations. */
    public Set<String> operations() {
        return operations.keySet();
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

    /** The media types that the body of a request may have; none where it has no body. */
    public Set<String> bodyTypes(String method, String path) {
        return routes.stream()
                .filter(route -> route.method().equals(method)
                        && route.path().matcher(path).matches())
                .findFirst()
                .map(route -> route.operation().consumes())
                .orElse(Set.of());
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

    /** The scopes that each role brings, by its name. */
    public Map<String, Set<String>> roles() {
        return roles;
    }

    public JsonNode schemas() {
        return at("/components/schemas");
    }

    /** Follows a reference; keywords beside {@code $ref} override those of its target. */
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
    public JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /** The contract as it was written. */
    public String yaml() {
        return resource(YAML);
    }

    /** The same as JSON. */
    public String json() {
        return resource(JSON);
    }
}
