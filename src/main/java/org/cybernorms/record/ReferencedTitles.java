package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.cybernorms.contract.Schemas;
import org.cybernorms.http.Languages;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.EntryLog;

/** The titles of the records to which an answer refers, so that a reader needs no request for each of them. */
@ApplicationScoped
class ReferencedTitles {

    /** How many records are named at most; the order is that in which the answer refers to them. */
    private static final int MOST = 500;

    /** What a record is called, by the property that says it. */
    private static final List<String> TITLES = List.of("title", "name", "subject", "office");

    private final Schemas schemas;
    private final Kinds kinds;
    private final CurrentRecords records;
    private final EntryLog log;
    private final Languages languages;
    private final ResponseMetadata response;

    ReferencedTitles(
            Schemas schemas,
            Kinds kinds,
            CurrentRecords records,
            EntryLog log,
            Languages languages,
            ResponseMetadata response) {
        this.schemas = schemas;
        this.kinds = kinds;
        this.records = records;
        this.log = log;
        this.languages = languages;
        this.response = response;
    }

    /** Says that the answer depends on records of all kinds. */
    void describe() {
        response.tagged(String.valueOf(log.newest())).dependsOnOthers();
    }

    /** The records to which an answer refers, each with its address and title. */
    ArrayNode of(String schema, ObjectNode answer) {
        ArrayNode referenced = answer.arrayNode();
        schemas.references(schema, answer).stream()
                .map(Schemas.Reference::target)
                .filter(target -> kinds.has(target.kind()))
                .distinct()
                .limit(MOST)
                .forEach(target -> title(target).ifPresent(title -> {
                    languages.order(title);
                    referenced
                            .addObject()
                            .put("record", kinds.get(target.kind()).address(target.id()))
                            .set("title", title);
                }));
        return referenced;
    }

    private Optional<ObjectNode> title(Schemas.Target target) {
        return records.find(target.kind(), target.id()).flatMap(record -> TITLES.stream()
                .map(record::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .map(title -> ((ObjectNode) title).deepCopy()));
    }
}
