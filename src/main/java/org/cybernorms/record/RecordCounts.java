package org.cybernorms.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import org.cybernorms.projection.Projection;

/** How many current records there are of each kind that the catalogue may hold; of others the number is not public. */
@ApplicationScoped
public class RecordCounts {

    private final Kinds kinds;
    private final Projection projection;

    RecordCounts(Kinds kinds, Projection projection) {
        this.kinds = kinds;
        this.projection = projection;
    }

    /** Of all kinds that have any, for the operator. */
    public Map<String, Long> ofAll() {
        Map<String, Long> counts = new TreeMap<>();
        kinds.all().forEach(kind -> counts.put(kind.name(), projection.size(kind.name())));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    public Map<String, Long> byKind() {
        Map<String, Long> counts = new TreeMap<>();
        kinds.all().stream()
                .filter(Kind::inCatalogue)
                .forEach(kind -> counts.put(kind.name(), projection.size(kind.name())));
        return counts;
    }
}
