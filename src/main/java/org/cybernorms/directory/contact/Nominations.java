package org.cybernorms.directory.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cybernorms.access.Caller;
import org.cybernorms.api.model.AcceptanceStatus;
import org.cybernorms.api.model.Attachment;
import org.cybernorms.api.model.ErasureReport;
import org.cybernorms.api.model.ErasureRequest;
import org.cybernorms.api.model.NominationDecision;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.api.model.Violation;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.record.RecordReader;
import org.cybernorms.record.RecordWriter;
import org.jspecify.annotations.Nullable;

/** What is done about a contact beside changing it: a network decides, papers are attached, a person's data is erased. */
@ApplicationScoped
public class Nominations {

    private static final String DECIDE = "points-of-contact:decide";
    private static final String WRITE = "points-of-contact:write";

    private final RecordReader reader;
    private final RecordWriter writer;
    private final PointsOfContact contacts;
    private final Attachments papers;
    private final Caller caller;
    private final Clock clock;

    Nominations(
            RecordReader reader,
            RecordWriter writer,
            PointsOfContact contacts,
            Attachments papers,
            Caller caller,
            Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.contacts = contacts;
        this.papers = papers;
        this.caller = caller;
        this.clock = clock;
    }

    public PointOfContact decide(String id, NominationDecision decision) {
        String network = decision.getNetwork();
        if (!caller.mayIn(DECIDE, network)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Your role does not include the secretariat of this network.");
        }
        boolean returned = decision.getStatus() == NominationDecision.StatusEnum.RETURNED;
        return writer.amend(contacts, id, decision.getReason(), (shown, own) -> {
            List<Violation> faults = faults(own, decision, returned);
            if (!faults.isEmpty()) {
                throw ProblemException.of(ProblemType.UNPROCESSABLE, faults);
            }
            AcceptanceStatus state = returned ? AcceptanceStatus.RETURNED : AcceptanceStatus.ACCEPTED;
            if (!acceptance(own, network).path("status").asText().equals(state.toString())) {
                String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
                replace(own, "acceptances", network, acceptance(network, state, now));
            }
            replace(own, "returns", network, returned ? reason(network, decision.getReason()) : null);
            return own;
        });
    }

    /** Confirms that a contact is right as it is. */
    public PointOfContact renew(String id) {
        requireOwn(id);
        return writer.amend(contacts, id, null, (shown, own) -> own.put(PointsOfContact.RENEWED, contacts.today()));
    }

    private static List<Violation> faults(ObjectNode contact, NominationDecision decision, boolean returned) {
        List<Violation> faults = new ArrayList<>();
        if (returned && decision.getReason() == null) {
            faults.add(new Violation().pointer("/reason").detail("is required with the status `returned`"));
        }
        JsonNode served = of(contact, "networks", decision.getNetwork());
        if (served.isMissingNode()) {
            faults.add(
                    new Violation().pointer("/network").detail("must be a network for which the contact is nominated"));
        } else if (!served.path("consent").asBoolean()) {
            faults.add(new Violation()
                    .pointer("/network")
                    .detail("must be a network with the consent of the contact's party"));
        }
        return faults;
    }

    public byte[] read(String id, String name) {
        int version = reader.whole(contacts, id).orElseThrow(() -> Attachments.missing(id, name));
        return papers.read(id, version, name);
    }

    public Attachment attach(String id, String name, byte[] bytes) {
        requireOwn(id);
        return papers.attach(id, name, bytes);
    }

    public void remove(String id, String name) {
        requireOwn(id);
        papers.remove(id, name);
    }

    private void requireOwn(String id) {
        if (!caller.may(WRITE, reader.publicModel(contacts, id).getParty())) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Your role does not allow changes to contacts of this party.");
        }
    }

    public ErasureReport erase(String id, ErasureRequest erasure) {
        Set<String> members = erasure.getMembers() == null
                ? Set.of("person")
                : erasure.getMembers().stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
        Set<String> gone = new TreeSet<>(members);
        gone.add("returns"); // the reasons of networks may speak of the person as those in the history do
        int versions = writer.erase(contacts, id, gone);
        if (members.contains("attachments")) {
            papers.erase(id);
        }
        return new ErasureReport()
                .record(contacts.address(id))
                .members(List.copyOf(members))
                .versions(versions);
    }

    static JsonNode acceptance(JsonNode contact, String network) {
        return of(contact, "acceptances", network);
    }

    static ObjectNode acceptance(String network, AcceptanceStatus state, String since) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("network", network)
                .put("status", state.toString())
                .put("changedAt", since);
    }

    private static ObjectNode reason(String network, String reason) {
        return JsonNodeFactory.instance.objectNode().put("network", network).put("reason", reason);
    }

    private static JsonNode of(JsonNode contact, String list, String network) {
        for (JsonNode item : contact.path(list)) {
            if (item.path("network").asText().equals(network)) {
                return item;
            }
        }
        return contact.path("none");
    }

    private static void replace(ObjectNode contact, String list, String network, @Nullable ObjectNode item) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        contact.path(list).forEach(other -> {
            if (!other.path("network").asText().equals(network)) {
                items.add(other);
            }
        });
        if (item != null) {
            items.add(item);
        }
        if (items.isEmpty()) {
            contact.remove(list);
        } else {
            contact.set(list, items);
        }
    }
}
