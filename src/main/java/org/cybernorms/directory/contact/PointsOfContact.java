package org.cybernorms.directory.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.cybernorms.api.model.AcceptanceStatus;
import org.cybernorms.api.model.Attachment;
import org.cybernorms.api.model.ContactChannel;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.api.model.ServedNetwork;
import org.cybernorms.api.model.TlpLabel;
import org.cybernorms.api.model.Violation;
import org.cybernorms.log.Renaming;
import org.cybernorms.log.Upcaster;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Audience;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Rules;

/** The kind point of contact: its audience, facets and rules. */
@ApplicationScoped
class PointsOfContact implements Kind<PointOfContact> {

    static final String NAME = "points-of-contact";
    static final String RENEWED = "renewedOn";

    private final Clock clock;
    private final ContactWarnings disagreements;
    private final ContactAssurance assurances;
    private final Attachments papers;
    private final ObjectMapper json;

    PointsOfContact(
            Clock clock,
            ContactWarnings disagreements,
            ContactAssurance assurances,
            Attachments papers,
            ObjectMapper json) {
        this.clock = clock;
        this.assurances = assurances;
        this.papers = papers;
        this.json = json;
        this.disagreements = disagreements;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String noun() {
        return "point of contact";
    }

    @Override
    public Class<PointOfContact> type() {
        return PointOfContact.class;
    }

    @Override
    public List<Upcaster> upcasters() {
        return List.of(new Renaming()
                .renameInItems("acceptances", "state", "status")
                .renameInItems("acceptances", "since", "changedAt"));
    }

    @Override
    public String propose(PointOfContact contact) {
        Map<String, String> office = contact.getOffice();
        return contact.getParty() + " " + contact.getCategory() + " "
                + office.getOrDefault("en", office.values().iterator().next());
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of("validFrom", SortKey.date, "title", SortKey.title);
    }

    @Override
    public List<List<String>> together() {
        return List.of(List.of("network", "acceptance"));
    }

    @Override
    public void index(PointOfContact contact, IndexedRecord index) {
        index.title(contact.getOffice())
                .date(contact.getValidFrom())
                .valid(contact.getValidFrom(), contact.getValidTo())
                .facet("party", contact.getParty())
                .facet("category", contact.getCategory());
        contact.getNetworks().forEach(served -> index.facet("network", served.getNetwork()));
        if (contact.getAcceptances() != null) {
            contact.getAcceptances().forEach(acceptance -> index.facet("acceptance", acceptance.getStatus())
                    .facet("network+acceptance", acceptance.getNetwork() + "+" + acceptance.getStatus()));
        }
    }

    /** Members of a network see a contact when it is accepted there, and its party agrees. */
    @Override
    public Audience audience(JsonNode contact) {
        return new Audience(
                Set.of(contact.path("party").asText()),
                NetworkAcceptances.agreed(contact),
                NetworkAcceptances.shared(contact));
    }

    /** Networks decide anew on what they had returned; what they accepted stays accepted. */
    @Override
    public void receive(ObjectNode own, Optional<ObjectNode> before) {
        ArrayNode acceptances = own.putArray("acceptances");
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        own.path("networks").forEach(served -> {
            String network = served.path("network").asText();
            JsonNode known = before.filter(contact -> isSame(contact, own))
                    .map(contact -> Nominations.acceptance(contact, network))
                    .filter(JsonNode::isObject)
                    .filter(acceptance ->
                            !acceptance.path("status").asText().equals(AcceptanceStatus.RETURNED.toString()))
                    .orElse(null);
            if (known != null) {
                acceptances.add(known);
            } else {
                acceptances.add(Nominations.acceptance(network, AcceptanceStatus.PROPOSED, now));
            }
        });
        String renewed = before.filter(
                        contact -> contact.deepCopy().without(RENEWED).equals(own))
                .map(contact -> contact.path(RENEWED).textValue())
                .orElseGet(this::today);
        own.put(RENEWED, renewed);
    }

    /** The date of a renewal that is made now. */
    String today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** A contact of another party or category is another contact, on which networks have not decided. */
    private static boolean isSame(JsonNode before, JsonNode own) {
        return before.path("party").equals(own.path("party"))
                && before.path("category").equals(own.path("category"));
    }

    @Override
    public void derive(PointOfContact contact) {
        if (contact.getTlp() == null) {
            contact.setTlp(TlpLabel.TLP_AMBER);
        }
        if (contact.getChannels() != null) {
            List<ContactChannel> channels = new ArrayList<>(contact.getChannels());
            channels.sort(Comparator.comparing((ContactChannel channel) -> Boolean.TRUE.equals(channel.getPersonal()))
                    .thenComparing(ContactChannel::getRank));
            contact.setChannels(channels);
        }
    }

    @Override
    public void complete(String id, ObjectNode contact, Predicate<String> seen) {
        String renewed = contact.path(RENEWED).textValue();
        contact.set(
                "assurance",
                json.valueToTree(assurances.of(
                        id, NetworkAcceptances.all(contact), renewed == null ? null : LocalDate.parse(renewed))));
        if (seen.test("attachments")) {
            List<Attachment> attached = papers.of(id);
            if (!attached.isEmpty()) {
                contact.set("attachments", json.valueToTree(attached));
            }
        }
        if (seen.test("warnings")) {
            disagreements.add(id, contact);
        }
    }

    @Override
    public List<Violation> faults(String id, PointOfContact contact, Lookup lookup) {
        List<Violation> faults = new ArrayList<>();
        Rules.period(contact.getValidFrom(), contact.getValidTo(), "/validTo").ifPresent(faults::add);
        faults.addAll(Channels.faults(contact));
        Set<String> networks = new TreeSet<>();
        List<ServedNetwork> served = contact.getNetworks();
        for (int i = 0; i < served.size(); i++) {
            if (!networks.add(served.get(i).getNetwork())) {
                faults.add(
                        new Violation().pointer("/networks/" + i + "/network").detail("duplicate value"));
            }
        }
        List<String> deputies = contact.getDeputies() == null ? List.of() : List.copyOf(contact.getDeputies());
        for (int i = 0; i < deputies.size(); i++) {
            String pointer = "/deputies/" + i;
            String deputy = deputies.get(i);
            if (deputy.equals(id)) {
                faults.add(new Violation().pointer(pointer).detail("must not refer to the record itself"));
            }
            lookup.find(NAME, deputy)
                    .filter(other -> !other.path("party").asText().equals(contact.getParty()))
                    .ifPresent(other ->
                            faults.add(new Violation().pointer(pointer).detail("must be a contact of the same party")));
        }
        return faults;
    }
}
