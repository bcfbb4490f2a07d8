package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cybernorms.api.model.TlpLabel;
import org.cybernorms.support.Answers;
import org.cybernorms.support.Callers;
import org.cybernorms.support.ContractGate;
import org.cybernorms.support.LogWatch;
import org.cybernorms.support.Operation;
import org.cybernorms.support.PlantedContact;
import org.cybernorms.support.PlantedExercise;
import org.cybernorms.support.PlantedRequest;
import org.cybernorms.support.Planting;
import org.cybernorms.support.Reader;
import org.cybernorms.support.Register;
import org.cybernorms.support.Secret;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plants a secret in every restricted member of a contact and looks for it wherever anybody can ask. */
@QuarkusTest
class LeakTest {

    private static final String KIND = "/v1/points-of-contact";
    private static final String RECORD = KIND + "/{id}";
    private static final Set<Integer> REFUSED = Set.of(401, 403);

    private static LogWatch log;
    private static List<PlantedContact> planted;
    private static List<Secret> secrets;
    private static PlantedExercise exercise;
    private static PlantedRequest request;

    private final List<String> leaks = new ArrayList<>();
    private final Map<Reader, Set<String>> seen = new HashMap<>();

    @BeforeEach
    void plant() throws Exception {
        if (planted == null) {
            log = LogWatch.begin();
            planted = List.of(PlantedContact.full(TlpLabel.TLP_AMBER), PlantedContact.full(TlpLabel.TLP_AMBER_STRICT));
            exercise = PlantedExercise.make();
            request = PlantedRequest.make();
            secrets = planted.stream()
                    .flatMap(contact -> contact.secrets().stream())
                    .toList();
        }
    }

    @AfterEach
    void nothingIsInTheLog() {
        Logger.getLogger(LeakTest.class).info("The log is watched");
        assertThat(log.lines())
                .anyMatch(line -> line.contains("The log is watched"))
                .allSatisfy(line -> assertThat(secrets).noneMatch(secret -> secret.isIn(line)));
    }

    @Test
    void everyMemberOfASchemaWithRestrictedMembersSaysHowFarItIsShared() {
        List<String> unmarked = new ArrayList<>();
        JsonNode schemas = ContractGate.INSTANCE.contract().at("/components/schemas");
        List<String> levels = new ArrayList<>();
        schemas.at("/TlpLabel/enum").forEach(level -> levels.add(level.asText()));
        schemas.properties().forEach(schema -> {
            if (schema.getValue().findValue("x-tlp") != null) {
                schema.getValue().path("properties").properties().forEach(member -> {
                    String mark =
                            Planting.resolve(member.getValue()).path("x-tlp").asText("none");
                    if (!levels.contains(mark)) {
                        unmarked.add(schema.getKey() + "." + member.getKey() + ": " + mark);
                    }
                });
            }
        });
        assertThat(unmarked)
                .as("members without a rule (x-tlp, one of %s)", levels)
                .isEmpty();
        assertThat(secrets).hasSizeGreaterThan(60);
    }

    @Test
    void everyReadShowsEverybodyWhatTheyMaySeeAndNothingElse() {
        for (Operation operation : Operation.all()) {
            if (operation.isRead()) {
                Response known = operation.call(Callers.of(operation), known(operation));
                assertThat(known.statusCode())
                        .as(
                                "GET %s: the contract's examples do not lead to an answer; this test cannot try it",
                                operation.path())
                        .isBetween(200, 299);
                Reader.ALL.forEach(reader -> read(reader, operation));
            }
        }
        Reader.ALL.forEach(this::ask);
        assertThat(leaks).isEmpty();
        for (Reader reader : Reader.ALL) {
            assertThat(seen.getOrDefault(reader, Set.of()))
                    .as("what %s found", reader)
                    .isEqualTo(places(reader));
        }
    }

    private static Set<String> places(Reader reader) {
        Set<String> places = new TreeSet<>();
        secrets.stream().filter(reader::maySee).forEach(secret -> places.add(secret.toString()));
        return places;
    }

    private void read(Reader reader, Operation operation) {
        for (Map<String, String> known : cases(operation)) {
            for (String type : operation.types()) {
                look(
                        reader,
                        operation.call(request(reader, operation).accept(type), known),
                        operation.id() + known + type);
            }
            for (String method : List.of("HEAD", "OPTIONS")) {
                look(
                        reader,
                        operation.call(request(reader, operation), known, method),
                        method + operation.id() + known);
            }
        }
    }

    /** Other tests hold the answers of other kinds against the contract; that takes long. */
    private static RequestSpecification request(Reader reader, Operation operation) {
        RequestSpecification request = reader.request().get();
        return operation.path().startsWith(KIND) ? request : request.noFilters();
    }

    /** The example, or for an operation on one contact each of those that were planted. */
    private static List<Map<String, String>> cases(Operation operation) {
        return operation.path().startsWith(RECORD)
                ? planted.stream()
                        .flatMap(contact -> contact.cases(operation).stream())
                        .toList()
                : List.of(known(operation));
    }

    private static Map<String, String> known(Operation operation) {
        Map<String, String> known = new HashMap<>(exercise.known(operation));
        known.putAll(request.known(operation));
        if (operation.path().contains("/attachments/")) {
            known.putAll(planted.get(0).cases(operation).get(0));
        }
        return known;
    }

    /** Other ways to ask, with the mistakes that can be made. */
    private void ask(Reader reader) {
        List<String> paths = new ArrayList<>(List.of(
                Register.management("/q/metrics"),
                Register.management("/q/health"),
                "/health",
                "/problems",
                "/v1/log",
                KIND + "?q=desk"));
        sorts().forEach(sort -> paths.add(KIND + "?limit=200&sort=" + sort));
        for (PlantedContact contact : planted) {
            String at = contact.address();
            contact.entries()
                    .forEach(entry -> paths.addAll(
                            List.of(at + "?asOf=" + entry, KIND + "?id=" + contact.id() + "&asOf=" + entry)));
            paths.addAll(List.of(
                    at + "/versions",
                    at + "/versions?limit=1",
                    at + "/versions/99",
                    at + "/versions/x",
                    at + "/diff",
                    at + "/diff?from=99",
                    at + "?format=xml",
                    at + "?asOf=never",
                    at + "?unknown=1",
                    at + "/none",
                    at + "/decisions",
                    "/v1/search?limit=200&q=" + contact.id(),
                    "/v1/access-log?record=" + at,
                    KIND + "/reachable?party=example-land&network=training-network&at=2026-11-23T03:18:00Z"));
        }
        for (String path : paths) {
            look(reader, reader.request().get().get(path), "GET " + path);
            look(reader, reader.request().get().accept("image/png").get(path), "GET " + path + " as image");
        }
    }

    private static List<String> sorts() {
        List<String> sorts = new ArrayList<>();
        ContractGate.INSTANCE
                .contract()
                .at("/paths/~1v1~1points-of-contact/get/parameters")
                .forEach(parameter -> {
                    if (parameter.path("name").asText().equals("sort")) {
                        parameter.at("/schema/enum").forEach(sort -> sorts.add(sort.asText()));
                    }
                });
        assertThat(sorts).isNotEmpty();
        return sorts;
    }

    private void look(Reader reader, Response response, String request) {
        String answer = Answers.whole(response);
        for (Secret secret : secrets) {
            boolean others = secret.isRecord() && request.matches("(listAccessLog|.*/access-log).*");
            if (!others && secret.isIn(answer)) {
                seen.computeIfAbsent(reader, none -> new TreeSet<>()).add(secret.toString());
                if (!reader.maySee(secret)) {
                    leaks.add(reader + " found " + secret + " by " + request + " → " + response.statusCode());
                }
            }
        }
        if (response.statusCode() >= 500) {
            leaks.add(reader + " " + request + " → " + answer);
        }
    }

    @Test
    void nobodyWritesWhatIsNotTheirs() {
        List<Integer> before = planted.stream().map(PlantedContact::versions).toList();
        List<String> written = new ArrayList<>();
        for (Operation operation : Operation.all()) {
            for (Reader reader : Reader.ALL) {
                if (!operation.isRead() && !mayWrite(reader, operation)) {
                    for (Map<String, String> known : writes(operation)) {
                        Response response = operation.call(reader.request().get(), known);
                        look(reader, response, operation.id() + known);
                        if (!operation.scopes().isEmpty() && !REFUSED.contains(response.statusCode())) {
                            written.add(reader + " " + operation.id() + known + " → " + Answers.whole(response));
                        }
                    }
                }
            }
        }
        assertThat(written).isEmpty();
        assertThat(leaks).isEmpty();
        assertThat(planted.stream().map(PlantedContact::versions)).isEqualTo(before);
    }

    /** What is created has an id that is still free. */
    private static List<Map<String, String>> writes(Operation operation) {
        return operation.path().contains("{id}") ? cases(operation) : List.of(Map.of("id", "leak-never-made"));
    }

    /** Elsewhere than among the contacts, the scope alone is looked at: who has it is not tried. */
    private static boolean mayWrite(Reader reader, Operation operation) {
        boolean has = reader.scopes().containsAll(operation.scopes());
        boolean home = reader.isAtHome() || !operation.path().startsWith(KIND);
        return has && home && !operation.scopes().isEmpty();
    }
}
