package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.createNorm;
import static org.cybernorms.support.Register.management;
import static org.cybernorms.support.Register.patching;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.cybernorms.contract.Contract;
import org.cybernorms.http.DirectReads;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Kinds;
import org.cybernorms.support.Register;
import org.junit.jupiter.api.Test;

/** What is answered on the event loop beside what the operations answer. */
@QuarkusTest
class DirectAnswersTest {

    /** The kinds of which callers see more or less. */
    private static final Set<String> CONFIDENTIAL = Set.of("points-of-contact", "exercises");

    /** Counts the requests that reach an operation. */
    @Provider
    public static class OperationCount implements ContainerRequestFilter {

        static final AtomicInteger REACHED = new AtomicInteger();

        @Override
        public void filter(ContainerRequestContext request) {
            REACHED.incrementAndGet();
        }
    }

    @Inject
    Kinds kinds;

    @Inject
    Contract contract;

    @Inject
    DirectReads reads;

    @Test
    void aDirectAnswerIsThatOfTheOperation() {
        int compared = 0;
        for (String kind : List.of("norms", "commitments", "cbms", "parties", "documents", "mappings", "meetings")) {
            List<String> ids = anybody()
                    .get("/v1/" + kind + "?limit=5&sort=entry") // within a second of a write, the operation answers
                    .jsonPath()
                    .getList("items.id");
            for (String id : ids) {
                String path = "/v1/" + kind + "/" + id;
                int before = OperationCount.REACHED.get();
                Response direct = anybody().get(path);
                assertThat(OperationCount.REACHED.get()).as(path).isEqualTo(before);
                // with a weight, the operation is asked
                Response ordinary = anybody().accept("application/json;q=0.9").get(path);
                assertThat(OperationCount.REACHED.get()).as(path).isEqualTo(before + 1);
                assertThat(direct.asString()).isEqualTo(ordinary.asString());
                assertThat(headers(direct)).isEqualTo(headers(ordinary)).containsKeys("etag", "link", "vary");
                anybody()
                        .header("If-None-Match", direct.header("ETag"))
                        .get(path)
                        .then()
                        .statusCode(304);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(10);
    }

    @Test
    void aDirectAnswerIsNeverOlderThanTheLastWrite() {
        String path = "/v1/norms/" + createNorm("Version 1");
        for (int version = 2; version < 30; version++) {
            patching("{\"title\": {\"en\": \"Version " + version + "\"}}")
                    .header("If-Match", "\"" + (version - 1) + "\"")
                    .patch(path)
                    .then()
                    .statusCode(200);
            anybody()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"" + version + "\"")
                    .body("title.en", equalTo("Version " + version));
        }
        Register.withKey(Register.adminKey())
                .header("If-Match", "\"29\"")
                .delete(path)
                .then()
                .statusCode(204);
        anybody().get(path).then().statusCode(410);
        assertThat(reads.read(path)).isEmpty();
    }

    @Test
    void metricsNameTheOperationAndNotTheRecord() {
        String path = "/v1/norms/un-gge-2015-13c";
        anybody().get(path).then().statusCode(200);
        anybody().get(path).then().statusCode(200);
        anybody().get("/v1/timeline?limit=3").then().statusCode(200);
        anybody().get("/v1/timeline?limit=3").then().statusCode(200);
        anybody()
                .get(management("/q/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("uri=\"/v1/{kind}/{id}\""))
                .body(containsString("uri=\"/v1/timeline\""))
                .body(not(containsString("uri=\"/v1/norms/")));
    }

    private static Map<String, List<String>> headers(Response response) {
        return response.headers().asList().stream()
                .filter(header -> !header.getName().equalsIgnoreCase("Date"))
                .filter(header -> !header.getName().toLowerCase().startsWith("ratelimit"))
                .collect(Collectors.groupingBy(
                        header -> header.getName().toLowerCase(),
                        TreeMap::new,
                        Collectors.mapping(Header::getValue, Collectors.toList())));
    }

    @Test
    void onlyWhatEverybodyMayReadIsAnsweredDirectly() {
        for (Kind<?> kind : kinds.all()) {
            boolean open = contract.operation("GET", "/v1/" + kind.name() + "/{id}")
                    .filter(operation -> operation.scope() == null)
                    .isPresent();
            List<String> ids = open
                    ? anybody()
                            .get("/v1/" + kind.name() + "?limit=1")
                            .jsonPath()
                            .getList("items.id")
                    : List.of("any");
            for (String id : ids) {
                assertThat(reads.read("/v1/" + kind.name() + "/" + id).isPresent())
                        .as(kind.name())
                        .isEqualTo(open && !CONFIDENTIAL.contains(kind.name()));
            }
        }
        assertThat(reads.read("/v1/norms/no-such-norm")).isEmpty();
    }
}
