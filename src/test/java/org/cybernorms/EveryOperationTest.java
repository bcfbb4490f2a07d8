package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.cybernorms.support.ContractGate;
import org.cybernorms.support.Register;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Does what the contract's examples say, in the order in which it says it, on the shipped catalogue. */
@QuarkusTest
class EveryOperationTest {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static final Map<String, String> FORMS = Map.of(
            "csv", "text/csv",
            "jsonld", "application/ld+json",
            "vcard", "text/vcard",
            "jscontact", "application/jscontact+json");

    private final JsonNode contract = ContractGate.INSTANCE.contract();

    @Test
    void everyExampleOfTheContractWorksAsShown() {
        Set<String> all = new TreeSet<>();
        Set<String> done = new TreeSet<>();
        contract.path("paths").properties().forEach(path -> {
            for (String method : METHODS) {
                JsonNode operation = path.getValue().path(method);
                if (!operation.isMissingNode()) {
                    String id = operation.path("operationId").asText();
                    all.add(id);
                    Response response = call(path.getKey(), method, operation);
                    assertThat(response.statusCode())
                            .as("%s %s (%s): %s", method, path.getKey(), id, response.asString())
                            .isBetween(200, 299);
                    if (response.asString().startsWith("{\"items\"")) {
                        assertThat(response.jsonPath().getList("items")).as(id).isNotEmpty();
                    }
                    if (id.equals("startExercise")) {
                        sentLink(); // what follows is about messages that are out
                    }
                    done.add(id);
                    otherForms(path.getKey(), operation);
                }
            }
        });
        assertThat(done).isEqualTo(all);
        assertThat(ContractGate.INSTANCE.exercised()).containsAll(all);
    }

    private Response call(String path, String method, JsonNode operation, UnaryOperator<RequestSpecification> more) {
        RequestSpecification request = operation.has("security") ? Register.admin() : Register.anybody();
        String address = path;
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = resolve(reference);
            String name = parameter.path("name").asText();
            for (String value : examples(parameter)) {
                if (parameter.path("in").asText().equals("path")) {
                    String known = name.equals("link")
                            ? sentLink()
                            : operation.path("operationId").asText().equals("revokeKey") ? issuedKey() : value;
                    address = address.replace("{" + name + "}", known);
                } else if (parameter.path("in").asText().equals("query")) {
                    request.queryParam(name, value);
                } else {
                    request.header(name, value);
                }
            }
        }
        JsonNode content = operation.path("requestBody").path("content");
        if (!content.isMissingNode()) {
            Map.Entry<String, JsonNode> media = content.properties().iterator().next();
            request.contentType(media.getKey())
                    .body(
                            media.getKey().endsWith("json")
                                    ? media.getValue().path("example").toString()
                                    : media.getValue().path("example").asText());
        }
        return more.apply(request).request(method.toUpperCase(java.util.Locale.ROOT), address);
    }

    /** What is offered as CSV or JSON-LD beside JSON is answered so, asked for by header and by address. */
    private void otherForms(String path, JsonNode operation) {
        JsonNode content = operation.at("/responses/200/content");
        for (String form : FORMS.keySet()) {
            String type = FORMS.get(form);
            if (content.has("application/json") && content.has(type)) {
                Response byAddress = call(path, "get", operation, request -> request.queryParam("format", form));
                Response byHeader = call(path, "get", operation, request -> request.accept(type));
                assertThat(byAddress.contentType()).as(path).startsWith(type);
                assertThat(byHeader.contentType()).as(path).startsWith(type);
                assertThat(byAddress.asString()).as(path).isNotEmpty();
                if (form.equals("csv")) {
                    assertThat(byAddress.asString().lines().count()).as(path).isGreaterThan(1);
                    assertThat(byHeader.asString()).isEqualTo(byAddress.asString());
                }
            }
        }
    }

    private Response call(String path, String method, JsonNode operation) {
        return call(path, method, operation, request -> request);
    }

    private static String issuedKey() {
        return Register.sending("{\"owner\": \"example-editor\", \"scopes\": [\"norms:write\"]}")
                .post("/v1/keys")
                .jsonPath()
                .getString("key.id");
    }

    /** The link in the message that the example of {@code startExercise} sends. */
    private static String sentLink() {
        Path message = Path.of(
                ConfigProvider.getConfig().getValue("registry.data-dir", String.class),
                "outbox",
                "example-check_example-technical-desk_0_0.eml");
        Instant patience = Instant.now().plusSeconds(60);
        while (!Files.exists(message) && Instant.now().isBefore(patience)) {
            Thread.onSpinWait();
        }
        try {
            String text = Files.readString(message);
            return text.substring(text.indexOf("/v1/acknowledgements/") + 21)
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> examples(JsonNode parameter) {
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

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? contract.at(node.path("$ref").asText().substring(1)) : node;
    }
}
