package org.cybernorms.assurance;

import java.util.Set;

/** A contact to which messages go, and the networks through which they do. */
public record Participant(String id, String party, String category, Set<String> networks) {}
