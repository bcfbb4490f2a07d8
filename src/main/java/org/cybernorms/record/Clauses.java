package org.cybernorms.record;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.cybernorms.api.model.NormReference;
import org.cybernorms.api.model.Violation;

/** References to one limb of a norm. */
public final class Clauses {

    private Clauses() {}

    /** A violation if the norm exists and has no such clause. */
    public static Optional<Violation> fault(NormReference reference, String pointer, Lookup lookup) {
        String clause = reference.getClause();
        if (clause == null) {
            return Optional.empty();
        }
        return lookup.find("norms", reference.getNorm())
                .filter(norm -> StreamSupport.stream(norm.path("clauses").spliterator(), false)
                        .noneMatch(known -> known.path("id").asText().equals(clause)))
                .map(norm -> new Violation()
                        .pointer(pointer)
                        .detail("the norm `" + reference.getNorm() + "` has no clause `" + clause + "`"));
    }

    /** The violations of a list of references. */
    public static List<Violation> faults(List<NormReference> references, String pointer, Lookup lookup) {
        return IntStream.range(0, references.size())
                .mapToObj(i -> fault(references.get(i), pointer + "/" + i + "/clause", lookup))
                .flatMap(Optional::stream)
                .toList();
    }
}
