package org.cybernorms.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The text of a violation for each keyword of JSON Schema 2020-12: which values are accepted. */
final class KeywordTexts {

    private static final Map<String, String> TYPES = Map.of(
            "string", "a string",
            "integer", "an integer",
            "number", "a number",
            "boolean", "`true` or `false`",
            "object", "an object",
            "array", "a list",
            "null", "null");

    private static final Map<String, String> FORMATS = Map.of(
            "date", "a date in RFC 3339 format; for example: 2026-11-21",
            "date-time", "an instant in RFC 3339 format; for example: 2026-11-21T09:30:00Z",
            "duration", "an ISO 8601 duration; for example: P1D",
            "uri", "an absolute URI (RFC 3986)",
            "uri-reference", "a URI reference (RFC 3986)",
            "json-pointer", "a JSON Pointer (RFC 6901)",
            "uuid", "a UUID (RFC 9562)",
            "email", "an e-mail address");

    private final UnaryOperator<JsonNode> resolve;

    /** With a function that follows the references of a schema. */
    KeywordTexts(UnaryOperator<JsonNode> resolve) {
        this.resolve = resolve;
    }

    /** The JSON Pointer of the value that violates the schema. */
    static String pointer(Error error) {
        String place = error.getInstanceLocation().toString();
        if ("uniqueItems".equals(error.getKeyword())) {
            return place + "/" + firstDuplicate(error.getInstanceNode());
        }
        if ("dependentRequired".equals(error.getKeyword())) {
            return place + "/" + escaped(String.valueOf(error.getArguments()[0]));
        }
        return error.getProperty() == null ? place : place + "/" + escaped(error.getProperty());
    }

    /** A field name as a step of a JSON Pointer (RFC 6901 §3). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /**
     * What the keyword accepts.
     *
     * @param schema the schema that contains the keyword
     */
    String detail(Error error, JsonNode schema) {
        String keyword = error.getKeyword() == null ? "" : error.getKeyword();
        JsonNode rule = schema.path(keyword);
        return switch (keyword) {
            case "required" -> "is required";
            case "dependentRequired" -> "is required with " + quoted(String.valueOf(error.getArguments()[1]));
            case "additionalProperties", "unevaluatedProperties" -> unknown(schema);
            case "propertyNames" -> "invalid field name; " + accepted(rule) + nameExample(schema);
            case "pattern" -> error.getInstanceNode().asText().isBlank() ? "must not be blank" : matches(schema);
            case "enum", "const" -> accepted(schema);
            case "type" -> "must be " + types(rule) + example(schema);
            case "format" ->
                "must be "
                        + (FORMATS.containsKey(rule.asText())
                                ? FORMATS.get(rule.asText())
                                : "in the format " + quoted(rule.asText()) + example(schema));
            case "uniqueItems" -> "duplicate value";
            case "minimum" -> "must be at least " + rule.asText();
            case "maximum" -> "must be at most " + rule.asText();
            case "exclusiveMinimum" -> "must be greater than " + rule.asText();
            case "exclusiveMaximum" -> "must be less than " + rule.asText();
            case "multipleOf" -> "must be a multiple of " + rule.asText();
            case "minLength" -> "must have at least " + number(rule, "character");
            case "maxLength" -> "must have at most " + number(rule, "character");
            case "minItems" -> "must have at least " + number(rule, "item");
            case "maxItems" -> "must have at most " + number(rule, "item");
            case "minProperties" -> "must have at least " + number(rule, "field");
            case "maxProperties" -> "must have at most " + number(rule, "field");
            case "contains", "minContains", "maxContains" ->
                "must contain " + schema.path("minContains").asInt(1) + " to "
                        + schema.path("maxContains").asText("any number of") + " items that match `contains`";
            case "items", "prefixItems", "additionalItems", "unevaluatedItems" -> "must not have further items";
            default -> "must match the schema of this field in the contract" + example(schema);
        };
    }

    /** What a schema says of a text: its values or its pattern. */
    private String accepted(JsonNode reference) {
        JsonNode schema = resolve.apply(reference);
        if (schema.has("enum")) {
            return "must be one of: " + listed(schema.path("enum"));
        }
        return schema.has("const") ? "must be " + quoted(schema.path("const").asText()) : matches(schema);
    }

    /** The pattern, or what it means where the contract says that ({@code x-accepted}). */
    private static String matches(JsonNode schema) {
        if (schema.has("x-accepted")) {
            return "must be " + schema.path("x-accepted").asText();
        }
        return "must match the pattern " + quoted(schema.path("pattern").asText()) + example(schema);
    }

    private String unknown(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        fields(schema, names);
        return "unknown field; "
                + (names.isEmpty() ? "no fields are accepted" : "must be one of: " + String.join(", ", names));
    }

    private void fields(JsonNode reference, Set<String> names) {
        JsonNode schema = resolve.apply(reference);
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.path("allOf").forEach(part -> fields(part, names));
    }

    private static String types(JsonNode rule) {
        return rule.isArray()
                ? StreamSupport.stream(rule.spliterator(), false)
                        .map(KeywordTexts::types)
                        .collect(Collectors.joining(" or "))
                : TYPES.getOrDefault(rule.asText(), rule.asText());
    }

    private static String listed(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String number(JsonNode limit, String noun) {
        return limit.asText() + " " + noun + (limit.asInt() == 1 ? "" : "s");
    }

    private static String example(JsonNode schema) {
        JsonNode example = schema.path("examples").path(0);
        return example.isTextual() || example.isNumber() ? "; for example: " + example.asText() : "";
    }

    private static String nameExample(JsonNode schema) {
        var names = schema.path("examples").path(0).fieldNames();
        return names.hasNext() ? "; for example: " + names.next() : "";
    }

    private static String quoted(String text) {
        return "`" + text + "`";
    }

    private static int firstDuplicate(JsonNode items) {
        Set<JsonNode> seen = new HashSet<>();
        int place = 0;
        while (place < items.size() && seen.add(items.get(place))) {
            place++;
        }
        return place;
    }
}
