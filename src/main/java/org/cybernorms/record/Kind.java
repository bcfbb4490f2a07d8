package org.cybernorms.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.cybernorms.api.model.Fault;
import org.cybernorms.log.Index;

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
    void index(T record, Index index);

    /** Fills read-only members that follow from others. */
    default void derive(T record) {}

    /** With whom a record is shared; for kinds with members that are not for everybody. */
    default Audience audience(JsonNode members) {
        return Audience.NOBODY;
    }

    /**
     * Why a record cannot be changed, or withdrawn, by hand in the state in which it is.
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
     * Adds members that follow from other records, before a current record is shown.
     *
     * @param seen whether the caller may see a member
     */
    default void complete(String id, ObjectNode record, Predicate<String> seen) {}

    /** Faults that a schema cannot see; references are looked after elsewhere. */
    default List<Fault> faults(String id, T record, Lookup lookup) {
        return List.of();
    }
}
