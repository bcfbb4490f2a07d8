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
import org.cybernorms.access.Caller;
import org.cybernorms.access.Disclosures;
import org.cybernorms.api.model.Tlp;
import org.cybernorms.log.Entry;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Schemas;

/**
 * The one place that decides what a caller sees of a record that is not for everybody: by the marks {@code x-tlp} of
 * the contract, the TLP of the record, and who is asking. Left out is said aloud, whether it is there or not (RFC 9537).
 */
@ApplicationScoped
class Redaction {

    private static final String ITEM = "tlp";

    private final Sealing sealing;
    private final Heads heads;
    private final Caller caller;
    private final Disclosures disclosures;
    private final Schemas schemas;
    private final Answer answer;
    private final ObjectMapper json;

    Redaction(
            Sealing sealing,
            Heads heads,
            Caller caller,
            Disclosures disclosures,
            Schemas schemas,
            Answer answer,
            ObjectMapper json) {
        this.sealing = sealing;
        this.heads = heads;
        this.caller = caller;
        this.disclosures = disclosures;
        this.schemas = schemas;
        this.answer = answer;
        this.json = json;
    }

    boolean concerns(Kind<?> kind) {
        return sealing.concerns(kind);
    }

    /** How far the caller's trust reaches with a record, as it stands now. */
    Tlp level(Kind<?> kind, Entry head, JsonNode raw) {
        Audience audience = head.isWithdrawal() ? kind.audience(raw).closed() : kind.audience(raw);
        String scope = kind.name() + ":read";
        if (caller.everywhere(scope)
                || audience.parties().stream().anyMatch(party -> caller.may(scope, party))
                || meet(audience.parties(), caller.parties())
                || meet(audience.secretariats(), caller.runs())) {
            return Tlp.TLP_AMBER_STRICT;
        }
        if (!audience.networks().isEmpty() && meet(audience.networks(), caller.networks())) {
            return Tlp.TLP_AMBER;
        }
        return caller.isMember() ? Tlp.TLP_GREEN : Tlp.TLP_CLEAR;
    }

    /** How far the caller's trust reaches with the record of this version. */
    Tlp level(Kind<?> kind, Shown shown) {
        Entry head = head(kind, shown);
        return level(kind, head, sealing.raw(head));
    }

    /** The own members of a version that the caller may see; {@code redacted} and {@code erased} tell about the others. */
    ObjectNode visible(Kind<?> kind, Shown shown) {
        Entry entry = shown.entry();
        Entry head = head(kind, shown);
        ObjectNode raw = sealing.raw(entry);
        ObjectNode now = head.number() == entry.number() ? raw : sealing.raw(head);
        Tlp level = level(kind, head, now);
        Map<String, Tlp> limits = sealing.limits(kind);
        Set<String> seen = new TreeSet<>();
        ArrayNode redacted = json.createArrayNode();
        limits.forEach((member, limit) -> {
            Tlp shared = Collections.max(List.of(limit, reach(member, limit, raw), reach(member, limit, now)));
            if (limit != Tlp.TLP_CLEAR && shared.compareTo(level) > 0) {
                leftOut(redacted, member, "$." + member, shared);
            } else if (limit != Tlp.TLP_CLEAR) {
                seen.add(member);
            }
        });
        Sealing.Opened opened = sealing.open(raw, seen::contains);
        ObjectNode record = opened.record();
        seen.forEach(member -> items(kind, member, record, level, redacted));
        if (shown.isCurrent() && !entry.isWithdrawal()) {
            kind.complete(entry.id(), record, seen::contains);
        }
        if (!opened.erased().isEmpty()) {
            record.set("erased", json.valueToTree(opened.erased()));
        }
        record.set("redacted", redacted);
        answer.varies(record.toString().hashCode(), level != Tlp.TLP_CLEAR);
        List<String> disclosed = new ArrayList<>(seen);
        disclosed.removeIf(member -> !record.has(member));
        if (!disclosed.isEmpty()) {
            disclosures.note(kind.name(), entry.id(), entry.version(), disclosed);
        }
        return record;
    }

    /** The reason of a version, for those who may see everything of the record. */
    Optional<String> reason(Kind<?> kind, Entry entry, Tlp level) {
        Optional<String> reason = level == Tlp.TLP_AMBER_STRICT
                ? Optional.ofNullable(sealing.reason(sealing.raw(entry)))
                : Optional.empty();
        reason.ifPresent(text -> disclosures.note(kind.name(), entry.id(), entry.version(), List.of("reason")));
        return reason;
    }

    /** What was erased from a version, for those who might have seen it. */
    Set<String> erased(Entry entry, Tlp level) {
        return level == Tlp.TLP_AMBER_STRICT ? sealing.erased(sealing.raw(entry)) : Set.of();
    }

    /** Items of a list that say themselves how far they may be shared. */
    private void items(Kind<?> kind, String member, ObjectNode record, Tlp level, ArrayNode redacted) {
        JsonNode schema = schemas.resolve(
                schemas.named(Bodies.schema(kind)).path("properties").path(member));
        if (!schemas.resolve(schema.path("items")).path("properties").has(ITEM) || level == Tlp.TLP_AMBER_STRICT) {
            return;
        }
        leftOut(redacted, member, "$." + member + "[*]", Tlp.TLP_AMBER_STRICT);
        if (record.path(member) instanceof ArrayNode items) {
            for (int i = items.size() - 1; i >= 0; i--) {
                String own = items.get(i).path(ITEM).asText("");
                if (!own.isEmpty() && Tlp.fromValue(own).compareTo(level) > 0) {
                    items.remove(i);
                }
            }
        }
    }

    private static Tlp reach(String member, Tlp limit, JsonNode raw) {
        if (limit == Tlp.TLP_CLEAR) {
            return Tlp.TLP_CLEAR;
        }
        String whole = raw.path("tlp").asText(Tlp.TLP_AMBER.toString());
        return Tlp.fromValue(raw.path("tlpOf").path(member).asText(whole));
    }

    private static void leftOut(ArrayNode redacted, String member, String path, Tlp reason) {
        redacted.addObject()
                .put("name", member)
                .put("path", path)
                .put("method", "removal")
                .put("reason", reason.toString());
    }

    private Entry head(Kind<?> kind, Shown shown) {
        return shown.isCurrent()
                ? shown.entry()
                : heads.find(kind.name(), shown.entry().id()).map(Shown::entry).orElse(shown.entry());
    }

    private static boolean meet(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }
}
