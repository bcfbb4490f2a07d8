package org.cybernorms.directory.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cybernorms.log.EntryLog;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.Visibility;

/** ContactRecords as the register itself needs them to write to somebody, whole and whoever asks. */
@ApplicationScoped
class ContactRecords {

    private static final String KIND = "points-of-contact";

    private final EntryLog log;
    private final Visibility visibility;
    private final Kinds kinds;

    ContactRecords(EntryLog log, Visibility visibility, Kinds kinds) {
        this.log = log;
        this.visibility = visibility;
        this.kinds = kinds;
    }

    /** A current contact, with all its properties. */
    Optional<ObjectNode> contact(String id) {
        return log.current(KIND, id)
                .filter(entry -> !entry.isWithdrawal())
                .map(entry -> visibility.decrypted(kinds.get(KIND), entry).tree());
    }

    /** Where to write to: the office before a person, then by rank. */
    static Optional<String> address(JsonNode contact) {
        for (JsonNode channel : contact.path("channels")) {
            if (channel.path("type").asText().equals("email")) {
                return Optional.of(channel.path("address").asText());
            }
        }
        return Optional.empty();
    }

    /** The languages of a contact, as its channels name them. */
    static List<String> languages(JsonNode contact) {
        List<String> languages = new ArrayList<>();
        contact.path("channels")
                .forEach(channel -> channel.path("languages").forEach(language -> languages.add(language.asText())));
        return languages;
    }

    /** The deputies of a contact that are there, in order. */
    List<String> deputies(String id) {
        List<String> deputies = new ArrayList<>();
        contact(id).ifPresent(contact -> contact.path("deputies").forEach(deputy -> deputies.add(deputy.asText())));
        deputies.removeIf(deputy -> contact(deputy).isEmpty());
        return deputies;
    }
}
