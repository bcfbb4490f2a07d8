package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Finds the current members of a record of any kind. */
public interface Lookup {
    Optional<JsonNode> find(String kind, String id);
}
