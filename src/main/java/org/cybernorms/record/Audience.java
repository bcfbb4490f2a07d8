package org.cybernorms.record;

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

    /** Without the members of networks: for what has ended. */
    Audience closed() {
        return new Audience(parties, secretariats, Set.of());
    }
}
