package org.cybernorms.http;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;

/** The forms that this request takes. */
@RequestScoped
public class RequestedForm {

    private MediaRanges ranges = MediaRanges.ALL;

    void takes(MediaRanges taken) {
        ranges = taken;
    }

    /** The form to send of those that are offered; answers 406, with their names, where none is taken. */
    Optional<String> of(Set<String> offered) {
        Optional<String> best = ranges.best(offered);
        if (best.isEmpty() && !offered.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.NOT_ACCEPTABLE, "Available media types: " + String.join(", ", offered) + ".");
        }
        return best;
    }

    /** Answers 406 where the one form that there is is not taken. */
    void require(String type) {
        of(Set.of(type));
    }
}
