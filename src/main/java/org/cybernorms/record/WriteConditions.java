package org.cybernorms.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.cybernorms.http.ConditionHeaders;
import org.cybernorms.http.EntityTags;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.log.Entry;
import org.jspecify.annotations.Nullable;

/** Whether a change may be made to what is there now: the conditions of the request, ids that were used before. */
@ApplicationScoped
class WriteConditions {

    private final ConditionHeaders conditions;

    WriteConditions(ConditionHeaders conditions) {
        this.conditions = conditions;
    }

    /** Wants {@code If-Match}, and all conditions to hold (RFC 9110 §13.2.2, RFC 6585 §3). */
    void require(@Nullable Entry current) {
        if (!conditions.hasIfMatch()) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    current == null
                            ? "Send `If-None-Match: *` to create the record."
                            : "Send `If-Match` with the `ETag` of the version that you read.");
        }
        if (current == null) {
            throw ProblemException.of(
                    ProblemType.STALE_VERSION, "The record does not exist. Send `If-None-Match: *` to create it.");
        }
        requireAll(current);
    }

    /** The same for a change that may create, with {@code If-None-Match: *}. */
    void requireOrCreate(Optional<Entry> before) {
        if (!conditions.createsOnly() || conditions.hasIfMatch()) {
            require(before.orElse(null));
            return;
        }
        before.ifPresent(entry -> {
            throw entry.isWithdrawal()
                    ? taken(entry)
                    : stale(entry, "The record exists already; its version is " + entry.version() + ".");
        });
    }

    private void requireAll(Entry current) {
        if (!conditions.holdFor(EntityTags.of(current.version()), current.recordedAt())) {
            throw stale(current, "The current version is " + current.version() + ".");
        }
    }

    private static ProblemException stale(Entry current, String detail) {
        return ProblemException.of(
                ProblemType.STALE_VERSION, detail, problem -> problem.etag(EntityTags.of(current.version())));
    }

    static ProblemException taken(Entry entry) {
        return ProblemException.of(
                ProblemType.CONFLICT,
                entry.isWithdrawal()
                        ? "The id `" + entry.id()
                                + "` belongs to a withdrawn record. To restore it, send PUT with `If-Match: "
                                + EntityTags.of(entry.version()) + "`."
                        : "The id `" + entry.id() + "` exists already.");
    }
}
