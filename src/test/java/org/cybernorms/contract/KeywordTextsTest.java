package org.cybernorms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of violations, keyword by keyword: ours, not those of the library. */
class KeywordTextsTest {

    private static final String DOCUMENT = "https://registry.invalid/table.json";
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "", textBlock = """
            {"required": ["a"]}                                    | {}           | /a | is required
            {"dependentRequired": {"a": ["b"]}}                    | {"a": 1}     | /b | is required with `a`
            {"properties": {"a": {}, "b": {}}, "additionalProperties": false} | {"c/d": 1} | /c~1d | unknown field; must be one of: a, b
            {"additionalProperties": false}                        | {"a": 1}     | /a | unknown field; no fields are accepted
            {"allOf": [{"properties": {"a": {}}}, {"properties": {"b": {}}}], "unevaluatedProperties": false} | {"c": 1} | /c | unknown field; must be one of: a, b
            {"propertyNames": {"pattern": "^[a-z]+$"}, "examples": [{"en": "x"}]} | {"EN": 1} | /EN | invalid field name; must match the pattern `^[a-z]+$`; for example: en
            {"propertyNames": {"enum": ["a", "b"]}}                | {"c": 1}     | /c | invalid field name; must be one of: a, b
            {"enum": ["a", "b"]}                                   | "c"          | ~~ | must be one of: a, b
            {"enum": [1, 2]}                                       | 3            | ~~ | must be one of: 1, 2
            {"const": "a"}                                         | "c"          | ~~ | must be `a`
            {"pattern": "^[a-z]+$", "examples": ["en"]}            | "EN"         | ~~ | must match the pattern `^[a-z]+$`; for example: en
            {"pattern": "^[a-z]+$"}                                | "1"          | ~~ | must match the pattern `^[a-z]+$`
            {"pattern": "\\\\S"}                                   | " "          | ~~ | must not be blank
            {"type": "string"}                                     | 1            | ~~ | must be a string
            {"type": "string", "examples": ["en"]}                 | 1            | ~~ | must be a string; for example: en
            {"type": "integer", "examples": [19]}                  | "1"          | ~~ | must be an integer; for example: 19
            {"type": "integer"}                                    | 1.5          | ~~ | must be an integer
            {"type": "number"}                                     | "1"          | ~~ | must be a number
            {"type": "boolean"}                                    | "yes"        | ~~ | must be `true` or `false`
            {"type": "object"}                                     | []           | ~~ | must be an object
            {"type": "array"}                                      | {}           | ~~ | must be a list
            {"type": ["string", "null"]}                           | 1            | ~~ | must be a string or null
            {"format": "date"}                                     | "2026-02-30" | ~~ | must be a date in RFC 3339 format; for example: 2026-11-21
            {"format": "date-time"}                                | "now"        | ~~ | must be an instant in RFC 3339 format; for example: 2026-11-21T09:30:00Z
            {"format": "duration"}                                 | "4h"         | ~~ | must be an ISO 8601 duration; for example: P1D
            {"format": "uri"}                                      | "a b"        | ~~ | must be an absolute URI (RFC 3986)
            {"format": "uri-reference"}                            | "a b"        | ~~ | must be a URI reference (RFC 3986)
            {"format": "json-pointer"}                             | "a"          | ~~ | must be a JSON Pointer (RFC 6901)
            {"format": "uuid"}                                     | "a"          | ~~ | must be a UUID (RFC 9562)
            {"format": "email"}                                    | "a"          | ~~ | must be an e-mail address
            {"format": "ipv4", "examples": ["192.0.2.1"]}          | "a"          | ~~ | must be in the format `ipv4`; for example: 192.0.2.1
            {"minLength": 1}                                       | ""           | ~~ | must have at least 1 character
            {"minLength": 2}                                       | "a"          | ~~ | must have at least 2 characters
            {"maxLength": 1}                                       | "ab"         | ~~ | must have at most 1 character
            {"minItems": 2}                                        | [1]          | ~~ | must have at least 2 items
            {"maxItems": 1}                                        | [1, 2]       | ~~ | must have at most 1 item
            {"properties": {"a": {"uniqueItems": true}}}           | {"a": [1, 2, 1, 2]} | /a/2 | duplicate value
            {"minimum": 1}                                         | 0            | ~~ | must be at least 1
            {"maximum": 200}                                       | 201          | ~~ | must be at most 200
            {"exclusiveMinimum": 1}                                | 1            | ~~ | must be greater than 1
            {"exclusiveMaximum": 2}                                | 2            | ~~ | must be less than 2
            {"multipleOf": 5}                                      | 7            | ~~ | must be a multiple of 5
            {"minProperties": 1}                                   | {}           | ~~ | must have at least 1 field
            {"maxProperties": 1}                                   | {"a": 1, "b": 2} | ~~ | must have at most 1 field
            {"contains": {"type": "string"}, "maxContains": 3}     | [1]          | ~~ | must contain 1 to 3 items that match `contains`
            {"prefixItems": [{}], "items": false}                  | [1, 2]       | ~~ | must not have further items
            {"prefixItems": [{}], "unevaluatedItems": false}       | [1, 2]       | ~~ | must not have further items
            {"not": {"type": "string"}, "examples": [5]}           | "a"          | ~~ | must match the schema of this field in the contract; for example: 5
            """)
    void eachKeywordSaysWhatIsAccepted(String schema, String value, String pointer, String detail) throws Exception {
        JsonNode document = JSON.readTree(schema);
        List<Error> errors = validate(schema, JSON.readTree(value));
        assertThat(errors).isNotEmpty().allSatisfy(error -> {
            String place = error.getSchemaLocation().getFragment().toString();
            JsonNode owner = document.at(place.substring(0, Math.max(0, place.lastIndexOf('/'))));
            assertThat(new KeywordTexts(UnaryOperator.identity()).detail(error, owner))
                    .isEqualTo(detail)
                    .isNotEqualTo(error.getMessage());
            if (!pointer.isEmpty()) {
                assertThat(KeywordTexts.pointer(error)).isEqualTo(pointer);
            }
        });
    }

    private static List<Error> validate(String document, JsonNode value) {
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).build();
        SchemaRegistry registry =
                SchemaRegistry.withDialect(Dialects.getOpenApi31(), builder -> builder.schemaRegistryConfig(config)
                        .schemas(Map.of(DOCUMENT, document)));
        Schema schema = registry.getSchema(SchemaLocation.of(DOCUMENT));
        BoundedExecution execution = new BoundedExecution();
        schema.validate(execution, value);
        return execution.getErrors();
    }
}
