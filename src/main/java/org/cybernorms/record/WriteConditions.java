package org.cybernorms.record;

import java.util.Optional;
import org.cybernorms.http.Preconditions;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.log.Entry;
import org.jspecify.annotations.Nullable;

/** Whether a change may be made to what is there now: If-Match, If-None-Match, ids that were used before. */
final class WriteConditions {

    private WriteConditions() {}

    /** RFC 9110 §13.1.1 and RFC 6585 §3. */
    static void require(@Nullable String ifMatch, @Nullable Entry current) {
        if (ifMatch == null) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    current == null
                            ? "Send If-None-Match: * to create the record."
                            : "Send If-Match with the ETag that you read.");
        }
        if (current == null) {
            throw ProblemException.of(
                    ProblemType.STALE_VERSION, "There is no such record; If-None-Match: * creates it.");
        }
        if (!Preconditions.matches(ifMatch, Preconditions.etag(current.version()))) {
            throw stale(current, "The current version is " + current.version() + ".");
        }
    }

    static void createOnly(@Nullable String ifMatch, String ifNoneMatch, Optional<Entry> before) {
        if (ifMatch != null || !ifNoneMatch.strip().equals("*")) {
            throw ProblemException.invalidParameter(
                    "If-None-Match", "must be * on PUT, and cannot be combined with If-Match");
        }
        before.ifPresent(entry -> {
            throw entry.isWithdrawal()
                    ? taken(entry)
                    : stale(entry, "The record exists already, in version " + entry.version() + ".");
        });
    }

    private static ProblemException stale(Entry current, String detail) {
        return ProblemException.of(
                ProblemType.STALE_VERSION, detail, problem -> problem.etag(Preconditions.etag(current.version())));
    }

    static ProblemException taken(Entry entry) {
        return ProblemException.of(
                ProblemType.CONFLICT,
                entry.isWithdrawal()
                        ? "The id " + entry.id() + " belongs to a record that was withdrawn; PUT with If-Match: "
                                + Preconditions.etag(entry.version()) + " restores it."
                        : "The id " + entry.id() + " is taken.");
    }
}
