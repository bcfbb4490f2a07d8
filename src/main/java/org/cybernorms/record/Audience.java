package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Set;

/**
 * With whom a record is shared beyond what is for everybody.
 *
 * @param parties whose own it is (up to TLP:AMBER+STRICT)
 * @param secretariats the networks whose secretariats work with it (up to TLP:AMBER+STRICT)
 * @param networks the networks whose members may see it (up to TLP:AMBER)
 */
public record Audience(Set<String> parties, Set<String> secretariats, Set<String> networks) {

    static final Audience NOBODY = new Audience(Set.of(), Set.of(), Set.of());

    /** Whether its owner shares it at all: without that, the community (TLP:GREEN) sees no more than everybody. */
    boolean isShared() {
        return !secretariats.isEmpty() || !networks.isEmpty();
    }

    /**
     * Who is left when the record was withdrawn: its owner.
     *
     * @param owners what the contract marks as the owner ({@code x-owner}): {@code parties} or {@code networks}
     */
    Audience withdrawn(Collection<JsonNode> owners) {
        boolean ofNetworks = owners.stream().anyMatch(owner -> owner.asText().equals("networks"));
        return new Audience(parties, ofNetworks ? secretariats : Set.of(), Set.of());
    }
}
