package org.cybernorms.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.gravity9.jsonpatch.JsonPatchException;
import com.gravity9.jsonpatch.diff.JsonDiff;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.log.Entry;
import org.cybernorms.log.Index;
import org.cybernorms.log.Shown;
import org.cybernorms.web.Languages;
import org.cybernorms.web.Schemas;
import org.jspecify.annotations.Nullable;

/** Between the generated models and what the log keeps: a record's own members, without those about the version. */
@ApplicationScoped
public class Bodies {

    private static final Set<String> ABOUT_THE_VERSION = Set.of("id", "version", "entry", "recordedAt", "recordedBy");

    private static final Set<String> ABOUT_THE_READER =
            Set.of("redacted", "erased", "warnings", "assurance", "attachments");

    /** Keeps nulls, which a merge patch needs. */
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private final ObjectMapper json;
    private final Schemas schemas;

    private final Languages languages;
    private final Sealing sealing;
    private final Redaction redaction;

    Bodies(ObjectMapper json, Schemas schemas, Languages languages, Sealing sealing, Redaction redaction) {
        this.json = json;
        this.schemas = schemas;
        this.languages = languages;
        this.sealing = sealing;
        this.redaction = redaction;
    }

    /** The members that the log keeps. */
    <T> ObjectNode own(T record) {
        return own(json.<ObjectNode>valueToTree(record));
    }

    ObjectNode own(ObjectNode record) {
        return record.without(ABOUT_THE_VERSION);
    }

    /** The members as the log keeps them: of a kind that is not for everybody, those in the clear. */
    public ObjectNode parse(Entry entry) {
        return sealing.raw(entry);
    }

    /** All members, whoever asks. */
    public ObjectNode open(Kind<?> kind, Entry entry) {
        ObjectNode raw = parse(entry);
        return sealing.concerns(kind) ? sealing.open(raw, member -> true).record() : raw;
    }

    /** What the log keeps of a record. */
    ObjectNode kept(Kind<?> kind, ObjectNode own, Optional<Entry> before, @Nullable String reason) {
        return sealing.concerns(kind)
                ? sealing.seal(kind, own, before.map(this::parse).orElse(null), reason)
                : own;
    }

    /** What a caller sent, without what only the register itself sets, and completed with that. */
    <T> T received(Kind<T> kind, ObjectNode sent, Optional<Entry> before) {
        if (!sealing.concerns(kind)) {
            return bind(kind, sent);
        }
        ObjectNode own = own(sent);
        own.remove(schemas.marked(schema(kind), "readOnly").keySet());
        kind.receive(own, before.filter(entry -> !entry.isWithdrawal()).map(entry -> open(kind, entry)));
        return bind(kind, own);
    }

    /** A body as it will be read back: whether two are equal must not depend on how Java holds a number. */
    ObjectNode reread(ObjectNode body) {
        return parse(body.toString());
    }

    private ObjectNode parse(String body) {
        try {
            return (ObjectNode) json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a body in the log is not JSON", e);
        }
    }

    /** The record as it is shown: with the members about the version, and its texts in the reader's order. */
    public <T> T show(Kind<T> kind, Shown shown) {
        Entry entry = shown.entry();
        ObjectNode record = visible(kind, shown)
                .put("id", entry.id())
                .put("version", entry.version())
                .put("entry", entry.number())
                .put("recordedAt", entry.recordedAt().toString())
                .put("recordedBy", entry.recordedBy());
        prefer(schema(kind), record);
        return bind(kind, record);
    }

    private ObjectNode visible(Kind<?> kind, Shown shown) {
        return redaction.concerns(kind) ? redaction.visible(kind, shown) : parse(shown.entry());
    }

    /** Something that a view made, with its texts in the reader's order. */
    public <T> T show(T made, Class<T> type) {
        ObjectNode tree = json.valueToTree(made);
        prefer(type.getSimpleName(), tree);
        return json.convertValue(tree, type);
    }

    private void prefer(String schema, ObjectNode tree) {
        schemas.walk(schema, tree, (part, node, pointer) -> {
            if (part.path("x-text").asBoolean() && node instanceof ObjectNode text) {
                languages.order(text);
            }
        });
    }

    public <T> T bind(Kind<T> kind, JsonNode record) {
        return json.convertValue(record, kind.type());
    }

    JsonNode tree(Map<String, Object> members) {
        return PLAIN.valueToTree(members);
    }

    /** A text by language as JSON, and back. */
    public String written(Map<String, String> text) {
        return json.valueToTree(text).toString();
    }

    public Map<String, String> text(String written) {
        try {
            return json.readValue(written, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A record with nothing but what everybody may see. */
    public <T> T clear(Kind<T> kind, Entry entry) {
        return bind(kind, clear(entry.id(), parse(entry)));
    }

    private static ObjectNode clear(String id, ObjectNode kept) {
        ObjectNode clear = kept.deepCopy().put("id", id);
        clear.remove(Sealing.SEALED);
        return clear;
    }

    /** By what an entry is found: what its kind says, its id, its citations and all that it refers to. */
    public <T> Index index(Kind<T> kind, String id, ObjectNode own) {
        Index index = new Index();
        ObjectNode clear = clear(id, own);
        kind.index(bind(kind, clear), index);
        index.facet("id", id);
        own.path("citations")
                .forEach(citation ->
                        index.facet("cites", citation.path("document").textValue()));
        references(kind, clear)
                .forEach(reference -> index.refersTo(
                        reference.target().kind(), reference.target().id()));
        return index;
    }

    List<Schemas.Reference> references(Kind<?> kind, JsonNode own) {
        return schemas.references(schema(kind), own);
    }

    /** The words of a record as search finds them: {@code und} is for names and numbers that belong to no language. */
    public <T> Map<String, List<String>> words(Kind<T> kind, JsonNode own) {
        Map<String, List<String>> words = new TreeMap<>();
        schemas.walk(schema(kind), own, (schema, node, pointer) -> {
            if (schema.path("x-text").asBoolean()) {
                node.properties().forEach(text -> words.computeIfAbsent(text.getKey(), none -> new ArrayList<>())
                        .add(text.getValue().asText()));
            } else if (schema.path("x-words").asBoolean() && node.isTextual()) {
                words.computeIfAbsent("und", none -> new ArrayList<>()).add(node.asText());
            }
        });
        return words;
    }

    /** The JSON Patch (RFC 6902) from one version to another. */
    List<PatchOperation> diff(Kind<?> kind, Shown before, Shown after) {
        try {
            JsonNode patch = JsonDiff.asJson(compared(kind, before), compared(kind, after));
            return List.of(json.convertValue(patch, PatchOperation[].class));
        } catch (JsonPatchException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode compared(Kind<?> kind, Shown shown) {
        ObjectNode members = visible(kind, shown);
        return redaction.concerns(kind) ? members.without(ABOUT_THE_READER) : members;
    }

    static String schema(Kind<?> kind) {
        return kind.type().getSimpleName();
    }
}
