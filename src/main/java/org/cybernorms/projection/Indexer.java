package org.cybernorms.projection;

import org.cybernorms.log.Entry;

/** Derives from an entry, and from nothing else, by what it is found. */
public interface Indexer {

    IndexedRecord index(Entry entry);

    /** Distinguishes what it derives from what it derived before: an index of another form is made anew. */
    String form();
}
