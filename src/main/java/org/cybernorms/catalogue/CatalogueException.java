package org.cybernorms.catalogue;

import java.util.List;

/** Mistakes in the catalogue's files, each with file, line and reason. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CatalogueException(List<String> faults) {
        this(faults.size(), faults);
    }

    /**
     * Tells of more mistakes than are named.
     *
     * @param count how many there are in all
     */
    CatalogueException(int count, List<String> faults) {
        super("The catalogue has " + count + (count == 1 ? " mistake" : " mistakes")
                + (count > faults.size() ? "; the first are:" : ":") + "\n  " + String.join("\n  ", faults));
    }
}
