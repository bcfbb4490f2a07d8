package org.cybernorms.directory.contact;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Revision;
import org.cybernorms.record.CurrentRecords;

/** Inconsistencies: different contacts of one party and category in the networks, or a deputy that was withdrawn. */
@ApplicationScoped
class ContactWarnings {

    private static final int MOST = 50;

    private final CurrentRecords records;
    private final EntryLog log;

    ContactWarnings(CurrentRecords records, EntryLog log) {
        this.records = records;
        this.log = log;
    }

    /** Adds {@code warnings} to a contact, where there is reason. */
    void add(String id, ObjectNode contact) {
        Set<String> own = NetworkAcceptances.all(contact);
        Set<String> family = new HashSet<>(Set.of(id));
        contact.path("deputies").forEach(deputy -> family.add(deputy.asText()));
        ArrayNode warnings = contact.arrayNode();
        for (CurrentRecords.Found found : records.first(
                PointsOfContact.NAME,
                Map.of(
                        "party", List.of(contact.path("party").asText()),
                        "category", List.of(contact.path("category").asText())),
                null,
                MOST)) {
            String other = found.id();
            if (!family.contains(other) && warnings.size() < MOST) {
                NetworkAcceptances.all(found.body()).forEach(network -> warnings.addObject()
                        .put("network", network)
                        .put("contact", other)
                        .put(
                                "detail",
                                own.contains(network)
                                        ? "the network has a second contact of this party and category"
                                        : "the network has another contact of this party and category"));
            }
        }
        contact.path("deputies").forEach(deputy -> {
            if (isGone(deputy.asText())) {
                own.stream().limit(MOST - warnings.size()).forEach(network -> warnings.addObject()
                        .put("network", network)
                        .put("contact", deputy.asText())
                        .put("detail", "the deputy was withdrawn"));
            }
        });
        if (!warnings.isEmpty()) {
            contact.set("warnings", warnings);
        }
    }

    private boolean isGone(String id) {
        return log.revision(PointsOfContact.NAME, id)
                .filter(Revision::isWithdrawal)
                .isPresent();
    }
}
