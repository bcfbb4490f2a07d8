package org.cybernorms.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.model.Norm;
import org.cybernorms.log.Entry;
import org.cybernorms.log.Upcaster;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.junit.jupiter.api.Test;

/** Bodies that were written in an earlier shape of their kind are read in the shape of today, from whichever version they come. */
class UpcastersTest {

    private final BodyCodec codec = new BodyCodec(new ObjectMapper(), null, null);

    /** Its property {@code remark} was renamed to {@code comment}, and that to {@code note}; {@code draft} was dropped. */
    private final Kind<Norm> renamed = new Kind<>() {
        @Override
        public String name() {
            return "renamed";
        }

        @Override
        public String noun() {
            return "renamed";
        }

        @Override
        public Class<Norm> type() {
            return Norm.class;
        }

        @Override
        public List<Upcaster> upcasters() {
            return List.of(rename("remark", "comment"), body -> {
                body.remove("draft");
                return rename("comment", "note").upcast(body);
            });
        }

        @Override
        public String propose(Norm record) {
            return "x";
        }

        @Override
        public Map<String, SortKey> sortKeys() {
            return Map.of();
        }

        @Override
        public void index(Norm record, IndexedRecord index) {}
    };

    private static Upcaster rename(String from, String to) {
        return body -> {
            if (body.has(from)) {
                body.set(to, body.remove(from));
            }
            return body;
        };
    }

    @Test
    void everyVersionIsReadInTheShapeOfToday() {
        assertThat(read(1, "{\"remark\":{\"en\":\"a\"},\"draft\":true}").toString())
                .isEqualTo("{\"note\":{\"en\":\"a\"}}");
        assertThat(read(2, "{\"comment\":{\"en\":\"a\"},\"draft\":true}").toString())
                .isEqualTo("{\"note\":{\"en\":\"a\"}}");
        assertThat(read(3, "{\"note\":{\"en\":\"a\"}}").toString()).isEqualTo("{\"note\":{\"en\":\"a\"}}");
    }

    @Test
    void whatIsReadCanBeBoundToTheModelOfToday() {
        Entry old = entry(1, "{\"designation\":\"1\",\"remark\":{\"en\":\"a\"}}");
        assertThat(codec.publicModel(renamed, old).getNote()).containsEntry("en", "a");
    }

    @Test
    void newBodiesAreWrittenInTheShapeOfToday() {
        assertThat(renamed.schemaVersion()).isEqualTo(3);
    }

    private ObjectNode read(int schema, String body) {
        return codec.read(renamed, entry(schema, body));
    }

    private static Entry entry(int schema, String body) {
        return new Entry(1, "renamed", "x", 1, Entry.Change.created, Instant.EPOCH, "test", null, schema, body);
    }
}
