package org.cybernorms.directory.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.directory.contact.DutyTimes;
import org.cybernorms.directory.contact.NetworkAcceptances;
import org.cybernorms.record.CurrentRecords;

/** To which contacts messages go. */
@ApplicationScoped
public class Recipients {

    private final ContactRecords contacts;
    private final CurrentRecords records;
    private final ObjectMapper json;

    Recipients(ContactRecords contacts, CurrentRecords records, ObjectMapper json) {
        this.contacts = contacts;
        this.records = records;
        this.json = json;
    }

    /**
     * The contacts that these networks share.
     *
     * @param categories only of these; of all where there is none
     * @param parties only of these; of all where there is none
     */
    public List<Recipient> of(
            Set<String> networks, Collection<String> categories, Collection<String> parties, Instant now) {
        Map<String, List<String>> filters = new HashMap<>();
        filters.put(
                "network+acceptance",
                networks.stream().map(network -> network + "+accepted").toList());
        filters.put("category", List.copyOf(categories));
        filters.put("party", List.copyOf(parties));
        filters.values().removeIf(List::isEmpty);
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return records.all("points-of-contact", filters, today).stream()
                .map(shown -> participant(shown, networks))
                .filter(participant -> !participant.networks().isEmpty())
                .toList();
    }

    /** A contact takes part through the networks that share it. */
    private Recipient participant(CurrentRecords.Found shown, Set<String> networks) {
        ObjectNode contact = shown.body();
        Set<String> through = NetworkAcceptances.shared(contact);
        through.retainAll(networks);
        return new Recipient(
                shown.id(),
                contact.path("party").asText(),
                contact.path("category").asText(),
                through);
    }

    /** Those who are on duty, or else all; deputies of others among them are left to be asked when these stay silent. */
    public List<Recipient> reachable(List<Recipient> all, Instant now) {
        Map<Recipient, PointOfContact> known = new LinkedHashMap<>();
        all.forEach(one -> contacts.contact(one.id())
                .ifPresent(contact -> known.put(one, json.convertValue(contact, PointOfContact.class))));
        List<Recipient> onDuty = known.entrySet().stream()
                .filter(one -> DutyTimes.isReached(one.getValue(), now))
                .map(Map.Entry::getKey)
                .toList();
        List<Recipient> chosen = onDuty.isEmpty() ? List.copyOf(known.keySet()) : onDuty;
        Set<String> deputies = new TreeSet<>();
        chosen.forEach(one -> deputies.addAll(contacts.deputies(one.id())));
        List<Recipient> first =
                chosen.stream().filter(one -> !deputies.contains(one.id())).toList();
        return first.isEmpty() ? chosen : first;
    }
}
