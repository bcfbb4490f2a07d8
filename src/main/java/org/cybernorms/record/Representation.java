package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.cybernorms.contract.Schemas;
import org.cybernorms.http.LanguagePreference;
import org.cybernorms.http.LanguageUse;
import org.cybernorms.http.LazyJson;
import org.cybernorms.log.Entry;

/** Makes the JSON in which versions, and parts of them, are shown. */
@ApplicationScoped
class Representation {

    private final BodyCodec codec;
    private final Schemas schemas;

    Representation(BodyCodec codec, Schemas schemas) {
        this.codec = codec;
        this.schemas = schemas;
    }

    /** A version with its texts as they were written. */
    LazyJson.Bytes of(Kind<?> kind, Entry entry, ObjectNode own) {
        return of(kind, entry, own, LanguagePreference.NONE);
    }

    /** A version: the id first, then the record's own properties, those about the version, and the citations. */
    LazyJson.Bytes of(Kind<?> kind, Entry entry, ObjectNode own, LanguagePreference preference) {
        ObjectNode whole = own.objectNode().put("id", entry.id());
        JsonNode citations = own.path("citations");
        own.properties().forEach(property -> {
            if (!property.getKey().equals("citations")) {
                whole.set(property.getKey(), property.getValue());
            }
        });
        whole.put("version", entry.version())
                .put("entry", entry.number())
                .put(
                        "recordedAt",
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                entry.recordedAt().atOffset(ZoneOffset.UTC)))
                .put("recordedBy", entry.recordedBy());
        if (!citations.isMissingNode()) {
            whole.set("citations", citations);
        }
        return finish(kind.schema(), whole, preference);
    }

    /** Something that a view shows. */
    LazyJson.Bytes of(Object part) {
        return finish(part.getClass().getSimpleName(), codec.tree(part), LanguagePreference.NONE);
    }

    /** Finished JSON with its texts in the order that a reader prefers. */
    LazyJson.Bytes ordered(String schema, byte[] json, LanguagePreference preference) {
        return finish(schema, codec.parse(json), preference);
    }

    private LazyJson.Bytes finish(String schema, ObjectNode tree, LanguagePreference preference) {
        LanguageUse use = new LanguageUse();
        schemas.compiled(schema).walk("x-text", tree, (of, node, pointer) -> {
            if (node instanceof ObjectNode text) {
                preference.order(text, use);
            }
        });
        return new LazyJson.Bytes(schema, codec.write(tree).getBytes(StandardCharsets.UTF_8), use);
    }
}
