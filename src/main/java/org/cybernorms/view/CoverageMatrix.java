package org.cybernorms.view;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cybernorms.api.model.CoverageStatus;

/** The status of each cell, and how many cells of a row or column have which. */
final class CoverageMatrix {

    private final Collection<String> columns;
    private final Map<String, Set<String>> stated;
    private final Map<String, Set<String>> addressees;
    private final Map<String, Map<CoverageStatus, Integer>> byColumn = new HashMap<>();

    /**
     * @param stated the columns that each party states
     * @param addressees the parties to which a column applies; a column that applies to all is left out
     */
    CoverageMatrix(
            Collection<String> parties,
            Collection<String> columns,
            Map<String, Set<String>> stated,
            Map<String, Set<String>> addressees) {
        this.columns = columns;
        this.stated = stated;
        this.addressees = addressees;
        columns.forEach(column -> byColumn.put(column, new EnumMap<>(CoverageStatus.class)));
        parties.forEach(party -> row(party).forEach((column, status) -> byColumn.getOrDefault(column, new HashMap<>())
                .merge(status, 1, Integer::sum)));
    }

    /** The cells of a party by column, in the order of the columns. */
    Map<String, CoverageStatus> row(String party) {
        Set<String> own = stated.getOrDefault(party, Set.of());
        Map<String, CoverageStatus> row = new LinkedHashMap<>();
        columns.forEach(column -> row.put(column, status(party, column, own)));
        return row;
    }

    private CoverageStatus status(String party, String column, Set<String> own) {
        if (own.contains(column)) {
            return CoverageStatus.STATED;
        }
        Set<String> whom = addressees.get(column);
        return whom == null || whom.contains(party) ? CoverageStatus.NOT_STATED : CoverageStatus.NOT_APPLICABLE;
    }

    /** How many cells of a party are stated. */
    int stated(String party) {
        return stated.getOrDefault(party, Set.of()).size();
    }

    /** How many cells of a column have a status. */
    int count(String column, CoverageStatus status) {
        return byColumn.getOrDefault(column, Map.of()).getOrDefault(status, 0);
    }
}
