package org.cybernorms.kind.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cybernorms.support.Register.admin;
import static org.cybernorms.support.Register.anybody;
import static org.cybernorms.support.Register.freshId;
import static org.cybernorms.support.Register.norm;
import static org.cybernorms.support.Register.patching;
import static org.cybernorms.support.Register.sending;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cybernorms.log.AppendCommand;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Upcaster;
import org.cybernorms.projection.Projection;
import org.cybernorms.search.SearchIndex;
import org.junit.jupiter.api.Test;

/** An optional property of norms was renamed from {@code remark} to {@code note}: what was written before reads as if it had always been so. */
@QuarkusTest
@TestProfile(SchemaChangeTest.Renamed.class)
class SchemaChangeTest {

    public static class Renamed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("test.norms-with-rename", "true");
        }
    }

    /** Comes before the kind of the same name. An alternative would replace all kinds in their list. */
    @Priority(1)
    @IfBuildProperty(name = "test.norms-with-rename", stringValue = "true")
    @ApplicationScoped
    static class NormsWithRename extends Norms {
        @Override
        public List<Upcaster> upcasters() {
            return List.of(body -> {
                if (body.has("remark")) {
                    body.set("note", body.remove("remark"));
                }
                return body;
            });
        }
    }

    @Inject
    EntryLog log;

    @Inject
    Projection projection;

    @Inject
    SearchIndex search;

    @Inject
    ObjectMapper json;

    /** Appends a version as the release before wrote it. */
    private long old(String id, int version, Entry.Change change, String remark) throws IOException {
        ObjectNode body = (ObjectNode) json.readTree(norm(id, "Written before " + id));
        body.remove("id");
        body.putObject("remark").put("en", remark);
        return QuarkusTransaction.requiringNew().call(() -> log.append(
                        new AppendCommand("norms", id, version, change, 1, body.toString(), "test", null))
                .number());
    }

    @Test
    void everyVersionReadsInTheShapeOfToday() throws IOException {
        String revised = freshId("renamed");
        long first = old(revised, 1, Entry.Change.created, "quokka one");
        old(revised, 2, Entry.Change.revised, "quokka two");
        String withdrawn = freshId("renamed");
        old(withdrawn, 1, Entry.Change.created, "quokka three");
        old(withdrawn, 2, Entry.Change.withdrawn, "quokka three");
        patching("{\"note\":{\"en\":\"quokka new\"}}")
                .header("If-Match", "\"2\"")
                .patch("/v1/norms/" + revised)
                .then()
                .statusCode(200)
                .body("note.en", equalTo("quokka new"));

        for (int version = 1; version <= 3; version++) {
            String note = List.of("quokka one", "quokka two", "quokka new").get(version - 1);
            anybody()
                    .get("/v1/norms/" + revised + "/versions/" + version)
                    .then()
                    .statusCode(200)
                    .body("note.en", equalTo(note));
        }
        anybody().get("/v1/norms/" + withdrawn).then().statusCode(410);
        anybody()
                .get("/v1/norms/" + withdrawn + "/versions/1")
                .then()
                .statusCode(200)
                .body("note.en", equalTo("quokka three"));
        anybody()
                .get("/v1/norms?id=" + revised + "&asOf=" + first)
                .then()
                .statusCode(200)
                .body("items.note.en", equalTo(List.of("quokka one")));
        anybody()
                .get("/v1/norms/" + revised + "/diff?from=1&to=3")
                .then()
                .statusCode(200)
                .body("path", hasItem("/note/en"))
                .body("path", not(hasItem("/remark")));
    }

    @Test
    void whatHasNotChangedSinceIsFoundAndComparedInTheShapeOfToday() throws IOException {
        String id = freshId("renamed");
        old(id, 1, Entry.Change.created, "wallaby");
        for (boolean anew : new boolean[] {false, true}) {
            projection.catchUp(anew, number -> {});
            search.catchUp(anew, number -> {});
            anybody().get("/v1/norms?id=" + id).then().body("items.note.en", equalTo(List.of("wallaby")));
            anybody().get("/v1/search?q=wallaby").then().body("items.id", hasItems(id));
            admin().get("/v1/log/check").then().statusCode(200).body("differences", empty());
        }
        String same = anybody().get("/v1/norms/" + id).asString();
        assertThat(same).contains("wallaby").doesNotContain("remark");
        sending(same)
                .header("If-Match", "\"1\"")
                .put("/v1/norms/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(1));
        patching("{\"title\":{\"en\":\"Written after\"}}")
                .header("If-Match", "\"1\"")
                .patch("/v1/norms/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("note.en", equalTo("wallaby"));
    }
}
