package org.cybernorms.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;

/** Where networks would hold different contacts of one party and category, as happens when each is told apart. */
@ApplicationScoped
class Disagreements {

    private static final int MOST = 50;

    private final Heads heads;
    private final EntryLog log;
    private final com.fasterxml.jackson.databind.ObjectMapper json;

    Disagreements(Heads heads, EntryLog log, com.fasterxml.jackson.databind.ObjectMapper json) {
        this.heads = heads;
        this.log = log;
        this.json = json;
    }

    /** Adds {@code warnings} to a contact, where there is reason. */
    void add(String id, ObjectNode contact) {
        Set<String> own = networks(contact);
        Set<String> family = new HashSet<>(Set.of(id));
        contact.path("deputies").forEach(deputy -> family.add(deputy.asText()));
        ArrayNode warnings = json.createArrayNode();
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
                networks(read(shown)).forEach(network -> warnings.addObject()
                        .put("network", network)
                        .put("contact", other)
                        .put(
                                "detail",
                                own.contains(network)
                                        ? "holds a second contact of this party and category"
                                        : "holds another contact of this party and category"));
            }
        }
        if (!warnings.isEmpty()) {
            contact.set("warnings", warnings);
        }
    }

    private static Set<String> networks(JsonNode contact) {
        Set<String> networks = new HashSet<>();
        contact.path("networks")
                .forEach(served -> networks.add(served.path("network").asText()));
        return networks;
    }

    private JsonNode read(Shown shown) {
        try {
            return json.readTree(shown.entry().body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
