package org.cybernorms.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Holds every answer against the contract: path, status, media type, headers and body. Fails the test where the
 * contract says something else, and keeps which operations were exercised.
 */
public final class ContractGate implements Filter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SHAPED = Pattern.compile("(^|&)(fields|expand|lang)=");
    public static final ContractGate INSTANCE = new ContractGate();

    private static final String DOCUMENT = "https://test.invalid/openapi.yaml";

    /** As it is published. */
    private final JsonNode published;
    /** As the service works with it: nothing shared, so that tests can walk it. */
    private final JsonNode contract;

    private final SchemaRegistry registry;
    private final Set<String> exercised = new ConcurrentSkipListSet<>();
    private final Map<String, com.networknt.schema.Schema> schemas = new ConcurrentHashMap<>();

    private ContractGate() {
        try {
            published = new YAMLMapper().readTree(Files.readString(Path.of("openapi.yaml")));
            contract = JSON.readTree(
                    Path.of("target/classes/META-INF/contract.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        registry = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of(DOCUMENT, closed(published).toString())));
    }

    /**
     * Answers are open for what later releases add; this release must not send what it does not describe, neither fields
     * nor values of a vocabulary. The parts of an {@code allOf} stay open.
     */
    private static JsonNode closed(JsonNode contract) {
        JsonNode closed = contract.deepCopy();
        closed.findParents("x-extensible-enum")
                .forEach(schema -> ((ObjectNode) schema).set("enum", schema.path("x-extensible-enum")));
        Set<String> parts = new HashSet<>();
        closed.findValues("allOf")
                .forEach(all ->
                        all.forEach(part -> parts.add(part.path("$ref").asText().replaceAll(".*/", ""))));
        closed.at("/components/schemas").properties().stream()
                .filter(schema -> !parts.contains(schema.getKey()))
                .filter(schema ->
                        schema.getValue().has("properties") || schema.getValue().has("allOf"))
                .filter(schema -> !schema.getValue().has("additionalProperties"))
                .forEach(schema -> ((ObjectNode) schema.getValue()).put("unevaluatedProperties", false));
        return closed;
    }

    /** The contract as the service works with it. */
    public JsonNode contract() {
        return contract;
    }

    /** The contract as it is published. */
    JsonNode published() {
        return published;
    }

    /** The ids of the operations that answered with a success in some test. */
    public Set<String> exercised() {
        return exercised;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        URI address = URI.create(request.getURI());
        check(
                request.getMethod(),
                address.getRawPath(),
                new Answer(
                        response.statusCode(),
                        name -> Optional.ofNullable(response.getHeader(name)),
                        response.asString(),
                        SHAPED.matcher(String.valueOf(address.getRawQuery())).find()));
        return response;
    }

    /**
     * An answer, however it was got.
     *
     * @param shaped whether the client asked for another shape than the one that the contract describes
     */
    public record Answer(int status, Function<String, Optional<String>> header, String body, boolean shaped) {

        public Answer(int status, Function<String, Optional<String>> header, String body) {
            this(status, header, body, false);
        }

        String contentType() {
            return header.apply("Content-Type").orElse("").replaceAll(";.*", "");
        }
    }

    /** Fails where the contract says something else; addresses outside {@code /v1} are not in the contract. */
    public void check(String method, String path, Answer response) {
        if (method.equals("OPTIONS") || !path.startsWith("/v1/")) {
            return;
        }
        int status = response.status();
        String described = method + " " + path + " → " + status;
        Optional<JsonNode> operation = find(method, path);
        if (status == 414 || status == 431) { // of HTTP itself, before any operation: see the contract's introduction
            requireProblem(response, described);
            return;
        }
        if (operation.isEmpty()) {
            require(
                    status == 404 || status == 405 || status == 400,
                    described + ": the contract has no such operation");
            requireProblem(response, described);
            return;
        }
        JsonNode responses = operation.get().path("responses");
        JsonNode documented = resolve(responses.path(status < 400 ? String.valueOf(status) : "default"));
        require(!documented.isMissingNode(), described + ": the contract has no such status");
        require(
                status < 400 || documented.path("description").asText().contains("| " + status + " |"),
                described + ": the description of problems has no such status");
        headers(documented, response, described);
        if (!method.equals("HEAD")) {
            body(documented, response, described);
        }
        if (status < 300) {
            exercised.add(operation.get().path("operationId").asText());
        }
    }

    private Optional<JsonNode> find(String method, String path) {
        String name = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return published.path("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .sorted((a, b) -> Integer.compare(braces(a.getKey()), braces(b.getKey())))
                .map(entry -> entry.getValue().path(name))
                .filter(operation -> !operation.isMissingNode())
                .findFirst();
    }

    private static int braces(String path) {
        return (int) path.chars().filter(c -> c == '{').count();
    }

    private void headers(JsonNode documented, Answer response, String described) {
        for (String name : List.of("ETag", "Link", "Location")) {
            if (response.header().apply(name).isPresent() && response.status() < 300) {
                require(documented.path("headers").has(name), described + ": the header " + name + " is not described");
            }
        }
        boolean record = documented.path("headers").has("ETag") && response.status() < 300;
        require(!record || response.header().apply("ETag").isPresent(), described + ": there is no ETag");
        documented.path("headers").properties().forEach(header -> {
            String pattern =
                    resolve(header.getValue()).path("schema").path("pattern").asText(".*");
            response.header()
                    .apply(header.getKey())
                    .ifPresent(value -> require(
                            Pattern.compile(pattern).matcher(value).find(),
                            described + ": " + header.getKey() + ": " + value + " does not match " + pattern));
        });
    }

    private void body(JsonNode documented, Answer response, String described) {
        String text = response.body();
        if (documented.path("content").isEmpty()) {
            require(text.isEmpty(), described + ": the contract has no body");
            return;
        }
        String type = response.contentType();
        boolean minimal = response.header().apply("Preference-Applied").isPresent() && text.isEmpty();
        boolean other = type.equals("text/csv") || type.equals("text/vcard");
        if (minimal || other || response.shaped() && response.status() < 300) {
            return; // the schema describes the data, not how they are written
        }
        if (type.equals("application/ld+json") || type.equals("application/jscontact+json")) {
            require(parse(text).isObject(), described + ": not an object but " + text);
            return; // the same
        }
        JsonNode media = documented.path("content").path(type);
        require(!media.isMissingNode(), described + ": the contract has no " + type);
        String schema = media.path("schema").toString().replace("\"#/components/", "\"" + DOCUMENT + "#/components/");
        List<Error> errors = schemas.computeIfAbsent(schema, key -> registry.getSchema(key, InputFormat.JSON))
                .validate(
                        type.endsWith("json") ? parse(text) : JSON.valueToTree(text),
                        execution -> execution.executionConfig(c -> c.formatAssertionsEnabled(true)));
        require(errors.isEmpty(), described + ": " + errors + "\n" + text);
    }

    private void requireProblem(Answer response, String described) {
        require(
                response.contentType().startsWith("application/problem+json"),
                described + ": not a problem but " + response.contentType());
    }

    /** What a reference of the published contract refers to. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? published.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new AssertionError(message);
        }
    }
}
