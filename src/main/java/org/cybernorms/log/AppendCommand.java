package org.cybernorms.log;

import org.jspecify.annotations.Nullable;

/** A change that is to become an entry; its number and time are assigned by the log. */
public record AppendCommand(
        String kind,
        String id,
        int version,
        Entry.Change change,
        int schema,
        String body,
        String by,
        @Nullable String reason) {}
