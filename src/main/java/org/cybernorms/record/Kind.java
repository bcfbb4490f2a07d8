package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.cybernorms.api.model.Violation;
import org.cybernorms.log.Upcaster;
import org.cybernorms.projection.IndexedRecord;

/**
 * What is particular to one kind of record; all else is the same for all.
 *
 * @param <T> the model that the contract gives the kind
 */
public interface Kind<T> extends Listed {

    /** The name of one record in sentences: {@code norm}. */
    String noun();

    /** The generated model; the schema in the contract has the same name. */
    Class<T> type();

    /** The name of its schema in the contract. */
    default String schema() {
        return type().getSimpleName();
    }

    /**
     * Brings stored bodies to the shape of today: the first from schema version 1 to 2, and so on. A kind that renames
     * or drops a property adds one.
     */
    default List<Upcaster> upcasters() {
        return List.of();
    }

    /** The schema version in which new bodies are written. */
    default int schemaVersion() {
        return upcasters().size() + 1;
    }

    /** The views to which its records contribute parts in {@link #index}. */
    default Set<View> views() {
        return Set.of();
    }

    /** The address of a record. */
    default String address(String id) {
        return "/v1/" + name() + "/" + id;
    }

    /** Whether files of the catalogue may hold records of it. */
    default boolean inCatalogue() {
        return true;
    }

    /** An id for a record that came without one. */
    String propose(T record);

    /** By what the record is sorted and found. Facets bear the names of the list's query parameters. */
    void index(T record, IndexedRecord index);

    /** Fills read-only properties that follow from others. */
    default void derive(T record) {}

    /** The audience of a record; for kinds with fields that are not public. */
    default Audience audience(JsonNode members) {
        return Audience.NOBODY;
    }

    /**
     * Returns why the record is read-only in its current state, if it is.
     *
     * @param withdrawing whether it is to be withdrawn
     */
    default Optional<String> closed(JsonNode members, boolean withdrawing) {
        return Optional.empty();
    }

    /**
     * Completes what a caller sent with what only the register itself sets.
     *
     * @param own the members that were sent; read-only ones are not among them
     * @param before those of the version before, if there is one
     */
    default void receive(ObjectNode own, Optional<ObjectNode> before) {}

    /**
     * Adds properties that follow from other records, before a current record is shown.
     *
     * @param seen whether the caller may see a member
     */
    default void complete(String id, ObjectNode record, Predicate<String> seen) {}

    /** Violations that a schema cannot express; references are validated elsewhere. */
    default List<Violation> faults(String id, T record, Lookup lookup) {
        return List.of();
    }
}
