package org.cybernorms.contact;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.assurance.Served;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;
import org.cybernorms.record.Bodies;

/** Where networks would hold different contacts of one party and category, as happens when each is told apart, or a deputy that is gone. */
@ApplicationScoped
class Disagreements {

    private static final int MOST = 50;

    private final Heads heads;
    private final EntryLog log;
    private final Bodies bodies;

    Disagreements(Heads heads, EntryLog log, Bodies bodies) {
        this.heads = heads;
        this.log = log;
        this.bodies = bodies;
    }

    /** Adds {@code warnings} to a contact, where there is reason. */
    void add(String id, ObjectNode contact) {
        Set<String> own = Served.all(contact);
        Set<String> family = new HashSet<>(Set.of(id));
        contact.path("deputies").forEach(deputy -> family.add(deputy.asText()));
        ArrayNode warnings = contact.arrayNode();
        for (Shown shown : heads.first(
                PointsOfContact.NAME,
                Map.of(
                        "party", List.of(contact.path("party").asText()),
                        "category", List.of(contact.path("category").asText())),
                null,
                log.last(),
                MOST)) {
            String other = shown.entry().id();
            if (!family.contains(other) && warnings.size() < MOST) {
                Served.all(bodies.parse(shown.entry())).forEach(network -> warnings.addObject()
                        .put("network", network)
                        .put("contact", other)
                        .put(
                                "detail",
                                own.contains(network)
                                        ? "holds a second contact of this party and category"
                                        : "holds another contact of this party and category"));
            }
        }
        contact.path("deputies").forEach(deputy -> {
            if (isGone(deputy.asText())) {
                own.stream().limit(MOST - warnings.size()).forEach(network -> warnings.addObject()
                        .put("network", network)
                        .put("contact", deputy.asText())
                        .put("detail", "is its deputy and was withdrawn"));
            }
        });
        if (!warnings.isEmpty()) {
            contact.set("warnings", warnings);
        }
    }

    private boolean isGone(String id) {
        return heads.find(PointsOfContact.NAME, id)
                .filter(shown -> shown.entry().isWithdrawal())
                .isPresent();
    }
}
