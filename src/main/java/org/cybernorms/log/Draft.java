package org.cybernorms.log;

import org.jspecify.annotations.Nullable;

/** A change that is to become an entry, with what is to be derived from it. */
public record Draft(
        String kind,
        String id,
        int version,
        Entry.Change change,
        String body,
        Index index,
        String by,
        @Nullable String reason) {}
