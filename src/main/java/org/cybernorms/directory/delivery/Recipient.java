package org.cybernorms.directory.delivery;

import java.util.Set;

/** A contact to which messages go, and the networks through which they do. */
public record Recipient(String id, String party, String category, Set<String> networks) {}
