package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cybernorms.contract.Schemas;
import org.cybernorms.http.LazyJson;
import org.cybernorms.log.Entry;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Indexer;
import org.cybernorms.projection.Item;

/** Derives from entries by what they are found: what their kind says, the id, citations, references, and words. */
@ApplicationScoped
public class RecordIndexer implements Indexer {

    private final Kinds kinds;
    private final BodyCodec codec;
    private final Representation representation;
    private final FieldEncryption encryption;
    private final Schemas schemas;
    private final ObjectMapper json;

    RecordIndexer(
            Kinds kinds,
            BodyCodec codec,
            Representation representation,
            FieldEncryption encryption,
            Schemas schemas,
            ObjectMapper json) {
        this.kinds = kinds;
        this.codec = codec;
        this.representation = representation;
        this.encryption = encryption;
        this.schemas = schemas;
        this.json = json;
    }

    @Override
    public IndexedRecord index(Entry entry) {
        Kind<?> kind = kinds.get(entry.kind());
        ObjectNode tree = codec.publicTree(kind, entry);
        Item item = encryption.concerns(kind) ? Item.NONE : item(representation.of(kind, entry, tree));
        return index(kind, entry.id(), tree, new IndexedRecord(item, part -> item(representation.of(part))));
    }

    @Override
    public String form() {
        return kinds.shapes();
    }

    private static Item item(LazyJson.Bytes made) {
        return new Item(made.json(), List.copyOf(made.languages().all()));
    }

    /**
     * By what a record is found, without what is shown of it and of its parts.
     *
     * @param tree the properties that everybody may see, with the id
     */
    public IndexedRecord index(Kind<?> kind, String id, ObjectNode tree) {
        return index(kind, id, tree, new IndexedRecord(Item.NONE, part -> Item.NONE));
    }

    private <T> IndexedRecord index(Kind<T> kind, String id, ObjectNode tree, IndexedRecord index) {
        kind.index(BodyCodec.bound(json, tree, kind.type()), index);
        index.facet("id", id);
        tree.path("citations")
                .forEach(citation ->
                        index.facet("cites", citation.path("document").textValue()));
        references(kind, tree)
                .forEach(reference -> index.refersTo(
                        reference.target().kind(), reference.target().id()));
        return index;
    }

    List<Schemas.Reference> references(Kind<?> kind, JsonNode tree) {
        return schemas.references(kind.schema(), tree);
    }

    /** The words of a record as search finds them: {@code und} is for names and numbers that belong to no language. */
    public Map<String, List<String>> words(Kind<?> kind, JsonNode tree) {
        Map<String, List<String>> words = new TreeMap<>();
        schemas.compiled(kind.schema()).walk("x-text", tree, (schema, node, pointer) -> node.properties()
                .forEach(text -> words.computeIfAbsent(text.getKey(), none -> new ArrayList<>())
                        .add(text.getValue().asText())));
        schemas.compiled(kind.schema()).walk("x-words", tree, (schema, node, pointer) -> {
            if (node.isTextual()) {
                words.computeIfAbsent("und", none -> new ArrayList<>()).add(node.asText());
            }
        });
        return words;
    }
}
