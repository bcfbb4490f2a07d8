package org.cybernorms.http;

import java.util.Optional;

/** Reads that are answered on the event loop: from memory, without a database, the same for everybody. */
public interface DirectReads {

    /**
     * What is shown.
     *
     * @param metadata with a tag, a time, and a condition until when others get the same
     */
    record Direct(ResponseMetadata metadata, byte[] json, LanguageUse languages) {}

    /** What is at a path; empty where only the operation can tell. */
    Optional<Direct> read(String path);
}
