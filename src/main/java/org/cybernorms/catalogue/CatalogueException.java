package org.cybernorms.catalogue;

import java.util.List;

/** Mistakes in the catalogue's files, each with file, line and reason. */
public final class CatalogueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CatalogueException(List<String> faults) {
        super("The catalogue has " + faults.size() + (faults.size() == 1 ? " mistake:" : " mistakes:") + "\n  "
                + String.join("\n  ", faults));
    }
}
