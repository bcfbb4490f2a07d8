package org.cybernorms.assurance;

import java.util.Set;

/** A contact that takes part in an exercise, and the networks through which it does. */
public record Participant(String id, String party, String category, Set<String> networks) {}
