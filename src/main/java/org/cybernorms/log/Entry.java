package org.cybernorms.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One appended line of the log. Its number is global, without gaps and in commit order.
 *
 * @param reason why the change was made; {@code null} where none was given or where it is kept encrypted
 * @param schema the version of the kind's schema in which {@code body} was written, counted from 1
 * @param body the record's own properties as JSON; a withdrawal repeats those of the version that it ends
 */
public record Entry(
        long number,
        String kind,
        String id,
        int version,
        Change change,
        Instant recordedAt,
        String recordedBy,
        @Nullable String reason,
        int schema,
        String body) {

    /** What happened to the record. */
    public enum Change {
        created,
        revised,
        withdrawn,
        restored,
        /** Properties were erased from all versions; this is the first version without them. */
        erased
    }

    public boolean isWithdrawal() {
        return change == Change.withdrawn;
    }

    /** The values by which this version is addressed and compared. */
    public Revision revision() {
        return new Revision(number, version, change, recordedAt);
    }
}
