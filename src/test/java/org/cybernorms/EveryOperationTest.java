package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cybernorms.support.Callers;
import org.cybernorms.support.ContractExamples;
import org.cybernorms.support.ContractGate;
import org.cybernorms.support.Fixture;
import org.cybernorms.support.Operation;
import org.cybernorms.support.Register;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Does what the contract's examples say: each operation by itself, beside the catalogue as it ships. */
@QuarkusTest
@TestProfile(EveryOperationTest.Alone.class)
class EveryOperationTest {

    /** A register of its own, in which no other test has written. */
    public static final class Alone implements QuarkusTestProfile {}

    private static final Map<String, String> FORMS = Map.of(
            "csv", "text/csv",
            "jsonld", "application/ld+json",
            "vcard", "text/vcard",
            "jscontact", "application/jscontact+json");

    @TestFactory
    Stream<DynamicNode> everyExampleOfTheContractWorksAsShown() {
        List<Operation> all = new ArrayList<>(Operation.all());
        all.sort(Comparator.comparing(
                operation -> // before anything is written
                !operation.isRead() || operation.id().equals("diffNorm")));
        return Stream.concat(
                all.stream().map(operation -> dynamicTest(operation.id(), () -> works(operation))),
                Stream.of(dynamicTest("every operation was called", () -> assertThat(ContractGate.INSTANCE.exercised())
                        .containsAll(all.stream().map(Operation::id).toList()))));
    }

    private static void works(Operation operation) {
        Map<String, String> known = Fixture.of(operation);
        Response response = operation.call(Callers.of(operation), known);
        assertThat(response.statusCode())
                .as("%s %s: %s", operation.method(), operation.path(), response.asString())
                .isBetween(200, 299);
        if (response.asString().startsWith("{\"items\"")) {
            assertThat(response.jsonPath().getList("items")).isNotEmpty();
        }
        if (String.valueOf(response.header("Vary")).contains("X-API-Key")) { // or no generated client sends a key
            assertThat(operation.node().path("security")).as(operation.id()).isNotEmpty();
        }
        assertThat(ContractExamples.compare(operation, known, response, () -> operation.call(Register.admin(), known)))
                .isEmpty();
        otherForms(operation, known);
    }

    /** What is offered in other forms beside JSON is answered so, asked for by header and by address. */
    private static void otherForms(Operation operation, Map<String, String> known) {
        JsonNode content = operation.node().at("/responses/200/content");
        FORMS.forEach((form, type) -> {
            if (operation.takes("format") && content.has("application/json") && content.has(type)) {
                Response byAddress = operation.call(Callers.of(operation).queryParam("format", form), known);
                Response byHeader = operation.call(Callers.of(operation).accept(type), known);
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
}
