package org.cybernorms.directory.request;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.api.model.PartyRequest;
import org.cybernorms.api.model.Violation;
import org.cybernorms.directory.contact.NetworkAcceptances;
import org.cybernorms.directory.delivery.Recipient;
import org.cybernorms.directory.delivery.Recipients;
import org.cybernorms.record.CurrentRecords;

/** Validates a new request and finds its recipients. */
@ApplicationScoped
class RequestValidator {

    private final CurrentRecords records;
    private final Recipients participants;

    RequestValidator(CurrentRecords records, Recipients participants) {
        this.records = records;
        this.participants = participants;
    }

    /** The contact from which a request comes, as everybody may see it. */
    Optional<JsonNode> sender(PartyRequest form) {
        return records.find("points-of-contact", form.getSender()).map(JsonNode.class::cast);
    }

    /** The contact that sent a request, while the network shares it. */
    Optional<Recipient> sender(RequestEntity exchange, Instant now) {
        return participants.of(Set.of(exchange.network), Set.of(), Set.of(exchange.fromParty), now).stream()
                .filter(participant -> participant.id().equals(exchange.sender))
                .findFirst();
    }

    /** The contacts that get it. */
    List<Recipient> recipients(PartyRequest form, Instant now) {
        List<String> categories = form.getCategory() == null
                ? List.of()
                : List.of(form.getCategory().toString());
        List<Recipient> all = participants.of(Set.of(form.getNetwork()), categories, List.of(form.getTo()), now);
        return participants.reachable(all, now);
    }

    List<Violation> faults(PartyRequest form, Optional<JsonNode> sender, Instant now) {
        List<Violation> faults = new ArrayList<>();
        if (form.getText() == null || form.getText().isEmpty()) {
            faults.add(new Violation().pointer("/text").detail("is required"));
        }
        missing("networks", form.getNetwork(), "/network").ifPresent(faults::add);
        missing("parties", form.getTo(), "/to").ifPresent(faults::add);
        if (sender.isEmpty()) {
            faults.add(new Violation().pointer("/sender").detail("unknown point of contact"));
        } else if (!NetworkAcceptances.shared(sender.get()).contains(form.getNetwork())) {
            faults.add(new Violation()
                    .pointer("/sender")
                    .detail("must be a contact that the network accepted and that its party shares"));
        } else if (form.getTo().equals(sender.get().path("party").asText())) {
            faults.add(new Violation().pointer("/to").detail("must differ from the party of the sender"));
        }
        if (form.getReplyBy() != null) {
            Instant reply = form.getReplyBy().toInstant();
            Instant year = now.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
            if (!reply.isAfter(now) || reply.isAfter(year)) {
                faults.add(new Violation().pointer("/replyBy").detail("must be in the future and within a year"));
            }
        }
        return faults;
    }

    private Optional<Violation> missing(String kind, String id, String pointer) {
        return records.has(kind, id)
                ? Optional.empty()
                : Optional.of(new Violation().pointer(pointer).detail("unknown record `" + kind + "/" + id + "`"));
    }
}
