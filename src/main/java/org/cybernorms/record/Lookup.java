package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** Finds records of any kind that others may refer to. */
public interface Lookup {

    /** The members of a record. */
    Optional<JsonNode> find(String kind, String id);

    /** Which of these records are there. */
    Set<String> present(String kind, Set<String> ids);
}
