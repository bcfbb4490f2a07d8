package org.cybernorms.http;

import java.util.Optional;

/** Reads that do not block: from memory, without a database, the same for all callers. */
public interface DirectReads {

    /**
     * What is read.
     *
     * @param template the path of the operation that would answer otherwise
     * @param metadata with a tag, a time, and a condition until when others get the same
     */
    record Representation(String template, ResponseMetadata metadata, byte[] json, LanguageUse languages) {}

    /** The answer of a path; empty if only the operation can decide. */
    Optional<Representation> read(String path);
}
