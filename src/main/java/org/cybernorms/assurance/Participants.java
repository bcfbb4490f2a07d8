package org.cybernorms.assurance;

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
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;
import org.cybernorms.record.Bodies;

/** To which contacts messages go. */
@ApplicationScoped
public class Participants {

    private final Contacts contacts;
    private final Heads heads;
    private final EntryLog log;
    private final Bodies bodies;
    private final ObjectMapper json;

    Participants(Contacts contacts, Heads heads, EntryLog log, Bodies bodies, ObjectMapper json) {
        this.contacts = contacts;
        this.heads = heads;
        this.log = log;
        this.bodies = bodies;
        this.json = json;
    }

    /**
     * The contacts that these networks share.
     *
     * @param categories only of these; of all where there is none
     * @param parties only of these; of all where there is none
     */
    public List<Participant> of(
            Set<String> networks, Collection<String> categories, Collection<String> parties, Instant now) {
        Map<String, List<String>> filters = new HashMap<>();
        filters.put(
                "network+acceptance",
                networks.stream().map(network -> network + "+accepted").toList());
        filters.put("category", List.copyOf(categories));
        filters.put("party", List.copyOf(parties));
        filters.values().removeIf(List::isEmpty);
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return heads.all("points-of-contact", filters, today, log.last()).stream()
                .map(shown -> participant(shown, networks))
                .filter(participant -> !participant.networks().isEmpty())
                .toList();
    }

    /** A contact takes part through the networks that share it. */
    private Participant participant(Shown shown, Set<String> networks) {
        ObjectNode contact = bodies.parse(shown.entry());
        Set<String> through = Served.shared(contact);
        through.retainAll(networks);
        return new Participant(
                shown.entry().id(),
                contact.path("party").asText(),
                contact.path("category").asText(),
                through);
    }

    /** Those who are on duty, or else all; deputies of others among them are left to be asked when these stay silent. */
    public List<Participant> reachable(List<Participant> all, Instant now) {
        Map<Participant, PointOfContact> known = new LinkedHashMap<>();
        all.forEach(one -> contacts.contact(one.id())
                .ifPresent(contact -> known.put(one, json.convertValue(contact, PointOfContact.class))));
        List<Participant> onDuty = known.entrySet().stream()
                .filter(one -> Duty.isReached(one.getValue(), now))
                .map(Map.Entry::getKey)
                .toList();
        List<Participant> chosen = onDuty.isEmpty() ? List.copyOf(known.keySet()) : onDuty;
        Set<String> deputies = new TreeSet<>();
        chosen.forEach(one -> deputies.addAll(contacts.deputies(one.id())));
        List<Participant> first =
                chosen.stream().filter(one -> !deputies.contains(one.id())).toList();
        return first.isEmpty() ? chosen : first;
    }
}
