package org.cybernorms.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.cybernorms.contract.Contract;
import org.cybernorms.contract.Schemas;
import org.cybernorms.record.Kinds;

/**
 * The JSON-LD context: the terms of public vocabularies in {@code web/context.json}, and for every other member of the
 * contract a term of our own, so that it cannot lag behind.
 */
@ApplicationScoped
class Context {

    static final String ADDRESS = "/v1/context";

    private final Map<String, Object> document;

    Context(Contract contract, Schemas schemas, Kinds kinds, ObjectMapper json) {
        ObjectNode terms = JsonNodeFactory.instance.objectNode();
        Set<String> names = new LinkedHashSet<>();
        kinds.all().forEach(kind -> reach(kind.type().getSimpleName(), contract, names));
        reach("Correspondence", contract, names);
        names.forEach(name -> contract.schemas()
                .path(name)
                .path("properties")
                .properties()
                .forEach(member -> term(member.getKey(), schemas.resolve(member.getValue()), terms)));
        try {
            ObjectNode known = (ObjectNode) json.readTree(Contract.resource("web/context.json"));
            terms.setAll(known);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.set("@context", terms);
        this.document = json.convertValue(context, new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }

    /** The schemas of which a record is made; others, such as those of problems, are never linked data. */
    private static void reach(String name, Contract contract, Set<String> names) {
        if (names.add(name)) {
            contract.schemas().path(name).findValues("$ref").forEach(reference -> {
                String target = reference.asText();
                reach(target.substring(target.lastIndexOf('/') + 1), contract, names);
            });
        }
    }

    /** A text has languages, a reference leads to a node; everything else is left to {@code @vocab}. */
    private static void term(String name, JsonNode schema, ObjectNode terms) {
        JsonNode one = schema.has("items") ? schema.path("items") : schema;
        if (schema.path("x-text").asBoolean()) {
            terms.putObject(name).put("@id", "registry:" + name).put("@container", "@language");
        } else if (one.path("x-refers-to").isTextual()
                || one.path("$ref").asText().matches(".*/(Document|Party|Norm|Cbm|Implementation|Meeting|Network)Id")
                || schema.path("format").asText().equals("uri-reference")) {
            terms.putObject(name).put("@id", "registry:" + name).put("@type", "@id");
        }
    }

    Map<String, Object> document() {
        return document;
    }
}
