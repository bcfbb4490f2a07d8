package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cybernorms.support.Answers;
import org.cybernorms.support.LogWatch;
import org.cybernorms.support.Operation;
import org.cybernorms.support.PlantedRequest;
import org.cybernorms.support.Reader;
import org.cybernorms.support.Register;
import org.junit.jupiter.api.Test;

/** What passes between two parties is known to them alone, and that something does, too. */
@QuarkusTest
class LeakByRequestTest {

    private static final List<String> MORE = List.of(
            "/health",
            "/v1/requests",
            "/v1/requests?side=received",
            "/v1/requests/none",
            "/v1/log",
            "/v1/search?q=zqasked7f3",
            "/v1/points-of-contact?limit=200",
            "/v1/points-of-contact?q=consultation");

    private static boolean isSide(Reader reader) {
        return reader.name().contains("parties/example-");
    }

    @Test
    void onlyTheTwoSidesReadIt() {
        LogWatch log = LogWatch.begin();
        PlantedRequest request = PlantedRequest.make();
        List<String> leaks = new ArrayList<>();
        int seen = 0;
        for (Reader reader : Reader.ALL) {
            for (Operation operation : Operation.all()) {
                if (operation.isRead()) {
                    for (String type : operation.types()) {
                        boolean told = tells(reader, operation, type, request, leaks);
                        seen += told && isSide(reader) ? 1 : 0;
                    }
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(seen)
                .isEqualTo(8); // two readers of each side the record, the two that received it the list in two forms
        assertThat(log.lines())
                .noneMatch(line -> line.contains(request.id())
                        || PlantedRequest.SECRETS.stream().anyMatch(line::contains));
    }

    private static boolean tells(
            Reader reader, Operation operation, String type, PlantedRequest request, List<String> leaks) {
        Response response = operation.call(reader.request().get().noFilters().accept(type), request.known(operation));
        String answer = Answers.whole(response);
        boolean asked = operation.path().startsWith("/v1/requests/{id}");
        boolean readings = operation.path().equals("/v1/access-log"); // for auditors, with the id and nothing of it
        boolean told = PlantedRequest.SECRETS.stream().anyMatch(answer::contains)
                || (!asked && !readings && answer.contains(request.id()));
        if ((told && !isSide(reader)) || response.statusCode() >= 500) {
            leaks.add(reader + " " + operation.id() + " " + type + " → " + answer);
        }
        return told;
    }

    @Test
    void nobodyElseCanTellThatThereIsOne() {
        Reader.ALL.forEach(reader -> reader.request().get().noFilters()); // their keys are made
        PlantedRequest first = PlantedRequest.make();
        Map<String, String> before = everything(first);
        PlantedRequest second = PlantedRequest.make();
        Map<String, String> after = everything(second);
        for (String question : before.keySet()) {
            assertThat(after.get(question).replace(second.id(), first.id()))
                    .as(question)
                    .isEqualTo(before.get(question));
        }
    }

    /** What everybody but the sides is told: of a request that there is before and after another one is made. */
    private static Map<String, String> everything(PlantedRequest request) {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("metrics", metrics());
        for (Reader reader : Reader.ALL) {
            if (!isSide(reader)) {
                for (Operation operation : Operation.all()) {
                    boolean ours = operation.path().equals("/v1/access-log")
                            || operation.path().equals("/v1/requests/statistics");
                    if (operation.isRead() && !ours) {
                        answers.put(
                                reader + " " + operation.id(),
                                Answers.comparable(
                                        operation.call(reader.request().get().noFilters(), request.known(operation))));
                    }
                }
                MORE.forEach(path -> answers.put(
                        reader + " " + path,
                        Answers.comparable(reader.request().get().noFilters().get(path))));
            }
        }
        return answers;
    }

    /** Of the metrics those that could count requests and messages. */
    private static String metrics() {
        return Register.anybody()
                .noFilters()
                .get(Register.management("/q/metrics"))
                .asString()
                .lines()
                .filter(
                        line -> line.matches(
                                "(?i).*(/v1/requests|/v1/acknowledgements|registry_messages|http_server_(bytes|connections)).*"))
                .collect(Collectors.joining("\n"));
    }
}
