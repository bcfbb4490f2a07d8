package org.cybernorms.log;

import java.time.Instant;

/** Ties the entry number, the version and the ETag of a record together, without its body. */
public record Revision(long number, int version, Entry.Change change, Instant recordedAt) {

    public boolean isWithdrawal() {
        return change == Entry.Change.withdrawn;
    }
}
