package org.cybernorms.directory.contact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The networks that a contact serves, read from its public fields. */
public final class NetworkAcceptances {

    private NetworkAcceptances() {}

    /** All for which it was nominated. */
    public static Set<String> all(JsonNode contact) {
        return networks(contact.path("networks"), served -> true);
    }

    /** Those with which its party agrees that they share it. */
    public static Set<String> agreed(JsonNode contact) {
        return networks(
                contact.path("networks"), served -> served.path("consent").asBoolean());
    }

    /** Those that share it with their members: they accepted it, and its party agrees. */
    public static Set<String> shared(JsonNode contact) {
        Set<String> shared = in(contact, "accepted");
        shared.retainAll(agreed(contact));
        return shared;
    }

    /** Those in which its acceptance has this state. */
    public static Set<String> in(JsonNode contact, String state) {
        return networks(
                contact.path("acceptances"),
                acceptance -> acceptance.path("status").asText().equals(state));
    }

    private static Set<String> networks(JsonNode list, Predicate<JsonNode> which) {
        Set<String> networks = new TreeSet<>();
        list.forEach(item -> {
            if (which.test(item)) {
                networks.add(item.path("network").asText());
            }
        });
        return networks;
    }
}
