package org.cybernorms.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.cybernorms.api.model.TlpLabel;
import org.cybernorms.contract.Schemas;
import org.cybernorms.vault.EncryptedStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps properties that are not public out of the log: an entry names them by digest, so that nothing that is derived
 * from the log can hold them, and they can be erased. The marks {@code x-tlp} of the contract say which.
 */
@ApplicationScoped
class FieldEncryption {

    static final String ENCRYPTED = "sealed";

    /** Why a version was made; it may speak of persons. */
    static final String REASON = "*reason";

    private static final String PERSONAL = "*personal";
    private static final String MARK = "x-tlp";

    /** A record put together again, and what of it could not be, because it was erased. */
    record Opened(ObjectNode record, List<String> erased) {}

    private final EncryptedStore store;
    private final Schemas schemas;
    private final ObjectMapper json;
    private final Map<String, Map<String, TlpLabel>> limits = new ConcurrentHashMap<>();

    FieldEncryption(EncryptedStore store, Schemas schemas, ObjectMapper json) {
        this.store = store;
        this.schemas = schemas;
        this.json = json;
    }

    /** How far each member of a kind may be shared at most; nothing for kinds whose records are for everybody. */
    Map<String, TlpLabel> limits(Kind<?> kind) {
        return limits.computeIfAbsent(kind.schema(), name -> {
            Map<String, JsonNode> marks = schemas.marked(name, MARK);
            Map<String, TlpLabel> found = new LinkedHashMap<>();
            if (!marks.isEmpty()) {
                schemas.named(name).path("properties").fieldNames().forEachRemaining(member -> {
                    JsonNode mark = marks.get(member);
                    found.put(member, mark == null ? TlpLabel.TLP_AMBER_STRICT : TlpLabel.fromValue(mark.asText()));
                });
            }
            return found;
        });
    }

    boolean concerns(Kind<?> kind) {
        return !limits(kind).isEmpty();
    }

    /** What the log keeps of a record. What did not change since the version before keeps its digest. */
    ObjectNode encrypt(Kind<?> kind, ObjectNode own, @Nullable ObjectNode before, @Nullable String reason) {
        Map<String, JsonNode> parts = new LinkedHashMap<>();
        ObjectNode kept = own.deepCopy();
        limits(kind).forEach((member, limit) -> {
            JsonNode value = limit == TlpLabel.TLP_CLEAR ? null : kept.remove(member);
            if (value != null) {
                split(member, value, parts);
            }
        });
        if (reason != null) {
            parts.put(REASON, TextNode.valueOf(reason));
        }
        Map<String, String> known = digests(before);
        Map<String, String> texts = store.decrypted(known.values());
        ObjectNode digests = kept.putObject(ENCRYPTED);
        parts.forEach((part, value) -> {
            String digest = known.get(part);
            boolean same = !part.equals(REASON)
                    && digest != null
                    && texts.containsKey(digest)
                    && read(texts.get(digest)).equals(value);
            digests.put(part, same ? digest : store.keep(value.toString()));
        });
        return kept;
    }

    /** Personal items of a list are kept apart, so that they can be erased alone. */
    private static void split(String member, JsonNode value, Map<String, JsonNode> parts) {
        if (!value.isArray()) {
            parts.put(member, value);
            return;
        }
        for (JsonNode item : value) {
            String part = item.path("personal").asBoolean() ? member + PERSONAL : member;
            ((ArrayNode) parts.computeIfAbsent(part, none -> ((ArrayNode) value).arrayNode())).add(item);
        }
    }

    /** The members in the clear and those of the others that are wanted. */
    Opened decrypt(ObjectNode raw, Predicate<String> wanted) {
        ObjectNode record = raw.deepCopy();
        record.remove(ENCRYPTED);
        Map<String, String> digests = digests(raw);
        Map<String, String> texts = store.decrypted(digests.entrySet().stream()
                .filter(part -> wanted.test(member(part.getKey())))
                .map(Map.Entry::getValue)
                .toList());
        Set<String> erased = new LinkedHashSet<>();
        digests.forEach((part, digest) -> {
            String text = texts.get(digest);
            if (text == null && wanted.test(member(part)) && !part.equals(REASON)) {
                erased.add(member(part));
            }
            if (text != null && !part.equals(REASON)) {
                JsonNode value = read(text);
                if (record.path(member(part)) instanceof ArrayNode begun) {
                    begun.addAll((ArrayNode) value);
                } else {
                    record.set(member(part), value);
                }
            }
        });
        return new Opened(record, List.copyOf(erased));
    }

    /** The reason of a version, unless it was erased. */
    @Nullable
    String reason(ObjectNode raw) {
        String digest = digests(raw).get(REASON);
        String text = digest == null ? null : store.decrypted(List.of(digest)).get(digest);
        return text == null ? null : read(text).textValue();
    }

    /** The encrypted members that a version has, erased ones included. */
    Set<String> present(ObjectNode raw) {
        Set<String> present = new LinkedHashSet<>();
        digests(raw).keySet().forEach(part -> present.add(member(part)));
        return present;
    }

    /** The members of a version that were erased. */
    Set<String> erased(ObjectNode raw) {
        Set<String> erased = new LinkedHashSet<>();
        Map<String, String> digests = digests(raw);
        Set<String> there = store.present(digests.values());
        digests.forEach((part, digest) -> {
            if (!there.contains(digest) && !part.equals(REASON)) {
                erased.add(member(part));
            }
        });
        return erased;
    }

    /** What is to be forgotten of a version: members, all that is personal where the person goes, and why it was made. */
    Set<String> concerned(ObjectNode raw, Collection<String> members) {
        Set<String> digests = new LinkedHashSet<>();
        digests(raw).forEach((part, digest) -> {
            boolean personal = part.endsWith(PERSONAL) && members.contains("person");
            if (members.contains(member(part)) || personal || part.equals(REASON)) {
                digests.add(digest);
            }
        });
        return store.present(digests);
    }

    /** Forgets for good. */
    void erase(Set<String> digests) {
        store.erase(digests);
    }

    private static String member(String part) {
        return part.endsWith(PERSONAL) ? part.substring(0, part.length() - PERSONAL.length()) : part;
    }

    private static Map<String, String> digests(@Nullable ObjectNode raw) {
        Map<String, String> digests = new LinkedHashMap<>();
        if (raw != null) {
            raw.path(ENCRYPTED)
                    .properties()
                    .forEach(part -> digests.put(part.getKey(), part.getValue().asText()));
        }
        return digests;
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the log keeps is not JSON", e);
        }
    }
}
