package org.cybernorms.log;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Brings a stored body from one schema version of its kind to the next; it may alter and return its argument. */
@FunctionalInterface
public interface Upcaster {

    ObjectNode upcast(ObjectNode body);
}
