package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cybernorms.access.AccessLog;
import org.cybernorms.access.Caller;
import org.cybernorms.api.model.TlpLabel;
import org.cybernorms.contract.Schemas;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides what a caller sees of a record that is not public: by the marks {@code x-tlp} of the
 * contract, the TLP of the record, and who is asking. Every redacted property is listed, whether or not it has a value
 * (RFC 9537), so that its presence cannot be inferred.
 */
@ApplicationScoped
public class Visibility {

    private final FieldEncryption encryption;
    private final ItemMarks itemMarks;
    private final BodyCodec codec;
    private final EntryLog log;
    private final Caller caller;
    private final AccessLog accessLog;
    private final Schemas schemas;
    private final ResponseMetadata response;
    private final ObjectMapper json;

    Visibility(
            FieldEncryption encryption,
            ItemMarks itemMarks,
            BodyCodec codec,
            EntryLog log,
            Caller caller,
            AccessLog accessLog,
            Schemas schemas,
            ResponseMetadata response,
            ObjectMapper json) {
        this.encryption = encryption;
        this.itemMarks = itemMarks;
        this.codec = codec;
        this.log = log;
        this.caller = caller;
        this.accessLog = accessLog;
        this.schemas = schemas;
        this.response = response;
        this.json = json;
    }

    /** Whether a kind has properties that are not public. */
    public boolean concerns(Kind<?> kind) {
        return encryption.concerns(kind);
    }

    /** All properties, whoever asks: for changes, and for messages to the contact itself. */
    public <T> Body<T> decrypted(Kind<T> kind, Entry entry) {
        ObjectNode read = codec.read(kind, entry);
        return codec.body(
                kind,
                concerns(kind) ? encryption.decrypt(read, property -> true).record() : read);
    }

    /** What the log keeps of a record. */
    ObjectNode encrypted(Kind<?> kind, ObjectNode own, Optional<Entry> before, @Nullable String reason) {
        return concerns(kind)
                ? encryption.encrypt(
                        kind, own, before.map(entry -> codec.read(kind, entry)).orElse(null), reason)
                : own;
    }

    /** How far the caller's access reaches with a record, as it is now. */
    private TlpLabel level(Kind<?> kind, Entry newest, JsonNode read) {
        Audience audience = kind.audience(read);
        if (newest.isWithdrawal()) {
            audience =
                    audience.withdrawn(schemas.marked(kind.schema(), "x-owner").values());
        }
        String scope = kind.name() + ":read";
        if (caller.everywhere(scope)
                || mayAny(scope, audience.parties())
                || meet(audience.parties(), caller.parties())
                || meet(audience.secretariats(), caller.runs())) {
            return TlpLabel.TLP_AMBER_STRICT;
        }
        if (!audience.networks().isEmpty() && meet(audience.networks(), caller.networks())) {
            return TlpLabel.TLP_AMBER;
        }
        return caller.isMember() && audience.isShared() ? TlpLabel.TLP_GREEN : TlpLabel.TLP_CLEAR;
    }

    /** How far the caller's access reaches with the record of this version. */
    TlpLabel level(Kind<?> kind, Entry entry) {
        Entry newest = newest(entry);
        return level(kind, newest, codec.read(kind, newest));
    }

    /**
     * The properties of a version that the caller may see; {@code redacted} and {@code erased} list the others. The marks
     * of the newest version count for older ones too, and what the newest version no longer has is shown of older ones
     * only to those who see everything.
     */
    ObjectNode visible(Kind<?> kind, Entry entry) {
        Entry newest = newest(entry);
        boolean current = newest.number() == entry.number();
        ObjectNode read = codec.read(kind, entry);
        ObjectNode now = current ? read : codec.read(kind, newest);
        TlpLabel level = level(kind, newest, now);
        Map<String, TlpLabel> limits = encryption.limits(kind);
        Set<String> kept = current ? limits.keySet() : encryption.present(now);
        Set<String> seen = new TreeSet<>();
        ArrayNode redacted = json.createArrayNode();
        limits.forEach((property, limit) -> {
            TlpLabel shared = Collections.max(
                    List.of(limit, reach(property, limit, read), reach(property, limit, now)), TlpRank.STRICTER);
            if (limit != TlpLabel.TLP_CLEAR && TlpRank.exceeds(shared, level)) {
                leftOut(redacted, property, "$." + property, shared);
            } else if (limit != TlpLabel.TLP_CLEAR && level != TlpLabel.TLP_AMBER_STRICT && !kept.contains(property)) {
                leftOut(redacted, property, "$." + property, TlpLabel.TLP_AMBER_STRICT);
            } else if (limit != TlpLabel.TLP_CLEAR) {
                seen.add(property);
            }
        });
        FieldEncryption.Opened opened = encryption.decrypt(read, seen::contains);
        ObjectNode record = opened.record();
        if (level != TlpLabel.TLP_AMBER_STRICT) {
            Set<String> lists = itemMarks.lists(kind, seen);
            lists.forEach(list -> leftOut(redacted, list, "$." + list + "[*]", TlpLabel.TLP_AMBER_STRICT));
            ObjectNode newestLists = current || lists.isEmpty()
                    ? record
                    : encryption.decrypt(now, lists::contains).record();
            lists.forEach(list -> itemMarks.redact(kind, list, record, newestLists.path(list), level));
        }
        if (current && !entry.isWithdrawal()) {
            kind.complete(entry.id(), record, seen::contains);
        }
        if (!opened.erased().isEmpty()) {
            record.set("erased", json.valueToTree(opened.erased()));
        }
        record.set("redacted", redacted);
        response.varies(record.toString().hashCode(), level != TlpLabel.TLP_CLEAR);
        List<String> disclosed = new ArrayList<>(seen);
        disclosed.removeIf(property -> !record.has(property));
        if (!disclosed.isEmpty()) {
            accessLog.note(kind.name(), entry.id(), entry.version(), disclosed);
        }
        return record;
    }

    /** The reason of a version, for those who may see everything of the record. */
    Optional<String> reason(Kind<?> kind, Entry entry, TlpLabel level) {
        Optional<String> reason = level == TlpLabel.TLP_AMBER_STRICT
                ? Optional.ofNullable(encryption.reason(codec.read(kind, entry)))
                : Optional.empty();
        reason.ifPresent(text -> accessLog.note(kind.name(), entry.id(), entry.version(), List.of("reason")));
        return reason;
    }

    /** What was erased from a version, for those who might have seen it. */
    Set<String> erased(Kind<?> kind, Entry entry, TlpLabel level) {
        return level == TlpLabel.TLP_AMBER_STRICT ? encryption.erased(codec.read(kind, entry)) : Set.of();
    }

    /** Deletes properties from all versions up to this one for good; returns how many versions had any. */
    int erase(Kind<?> kind, Entry newest, Set<String> properties) {
        List<Set<String>> concerned =
                log.history(newest.kind(), newest.id(), Integer.MAX_VALUE, Integer.MAX_VALUE).stream()
                        .map(entry -> encryption.concerned(codec.read(kind, entry), properties))
                        .filter(digests -> !digests.isEmpty())
                        .toList();
        concerned.forEach(encryption::erase);
        return concerned.size();
    }

    private static TlpLabel reach(String member, TlpLabel limit, JsonNode raw) {
        if (limit == TlpLabel.TLP_CLEAR) {
            return TlpLabel.TLP_CLEAR;
        }
        String whole = raw.path("tlp").asText(TlpLabel.TLP_AMBER.toString());
        return TlpLabel.fromValue(raw.path("tlpOf").path(member).asText(whole));
    }

    private static void leftOut(ArrayNode redacted, String member, String path, TlpLabel reason) {
        redacted.addObject()
                .put("name", member)
                .put("path", path)
                .put("method", "removal")
                .put("reason", reason.toString());
    }

    private Entry newest(Entry entry) {
        return log.revision(entry.kind(), entry.id())
                .filter(revision -> revision.number() != entry.number())
                .flatMap(revision -> log.entry(revision.number()))
                .orElse(entry);
    }

    private boolean mayAny(String scope, Set<String> parties) {
        return parties.stream().anyMatch(party -> caller.may(scope, party));
    }

    private static boolean meet(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }
}
