package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cybernorms.support.Callers;
import org.cybernorms.support.ContractGate;
import org.cybernorms.support.Operation;
import org.cybernorms.support.Outbox;
import org.cybernorms.support.PlantedRequest;
import org.cybernorms.support.Register;
import org.junit.jupiter.api.Test;

/** Does what the contract's examples say, in the order in which it says it, on the shipped catalogue. */
@QuarkusTest
class EveryOperationTest {

    private static final Map<String, String> FORMS = Map.of(
            "csv", "text/csv",
            "jsonld", "application/ld+json",
            "vcard", "text/vcard",
            "jscontact", "application/jscontact+json");

    @Test
    void everyExampleOfTheContractWorksAsShown() {
        PlantedRequest.make(); // no catalogue holds one, nor a paper
        Callers.land()
                .contentType("text/plain")
                .body("A note")
                .put("/v1/points-of-contact/example-technical-desk/attachments/note-verbale.txt")
                .then()
                .statusCode(201);
        List<Operation> all = Operation.all();
        for (Operation operation : all) {
            Response response = operation.call(Callers.of(operation), known(operation));
            assertThat(response.statusCode())
                    .as("%s %s (%s): %s", operation.method(), operation.path(), operation.id(), response.asString())
                    .isBetween(200, 299);
            if (response.asString().startsWith("{\"items\"")) {
                assertThat(response.jsonPath().getList("items"))
                        .as(operation.id())
                        .isNotEmpty();
            }
            if (operation.id().equals("startExercise")) {
                awaitMessages();
            }
            otherForms(operation);
        }
        assertThat(ContractGate.INSTANCE.exercised())
                .containsAll(all.stream().map(Operation::id).toList());
    }

    /** What is offered in other forms beside JSON is answered so, asked for by header and by address. */
    private static void otherForms(Operation operation) {
        JsonNode content = operation.node().at("/responses/200/content");
        FORMS.forEach((form, type) -> {
            if (content.has("application/json") && content.has(type)) {
                Response byAddress = operation.call(Callers.of(operation).queryParam("format", form), known(operation));
                Response byHeader = operation.call(Callers.of(operation).accept(type), known(operation));
                assertThat(byAddress.contentType()).as(operation.path()).startsWith(type);
                assertThat(byHeader.contentType()).as(operation.path()).startsWith(type);
                assertThat(byAddress.asString()).as(operation.path()).isNotEmpty();
                if (form.equals("csv")) {
                    assertThat(byAddress.asString().lines().count())
                            .as(operation.path())
                            .isGreaterThan(1);
                    assertThat(byHeader.asString()).isEqualTo(byAddress.asString());
                }
            }
        });
    }

    /** What follows is about messages that are out. */
    private static void awaitMessages() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Register.admin()
                                .get("/v1/exercises/example-check/results?limit=1")
                                .path("counts.by.state.queued")
                        == null);
    }

    /** What cannot stand in an example, because only the service makes it. */
    private static Map<String, String> known(Operation operation) {
        if (operation.id().equals("revokeKey")) {
            return Map.of("id", issuedKey());
        }
        return operation.path().contains("{link}") ? Map.of("link", sentLink()) : Map.of();
    }

    private static String issuedKey() {
        return Register.sending("{\"owner\": \"example-editor\", \"scopes\": [\"norms:write\"]}")
                .post("/v1/keys")
                .jsonPath()
                .getString("key.id");
    }

    /** The link in the message that the example of {@code startExercise} sends. */
    private static String sentLink() {
        return Outbox.link("example-check", "example-technical-desk");
    }
}
