package org.cybernorms.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The conditions of a read, in the order of RFC 9110 §13.2.2. */
final class Preconditions {

    /** What becomes of an answer. */
    enum Verdict {
        SEND,
        NOT_MODIFIED,
        FAILED
    }

    /**
     * What the answer would be.
     *
     * @param etag without a coding; null where it has none
     * @param gzip whether it would be sent in gzip
     * @param modified null where no time tells whether it has changed
     */
    record Selected(
            @Nullable String etag, boolean gzip, @Nullable Instant modified) {

        /** The tag to send. */
        @Nullable
        String sent() {
            return etag != null && gzip ? EntityTags.coded(etag) : etag;
        }
    }

    /**
     * A verdict.
     *
     * @param etag of the representation that is sent, or that the client has
     */
    record Decision(Verdict verdict, @Nullable String etag) {}

    private Preconditions() {}

    /**
     * Decides about a good answer to a read; for any other answer the conditions are ignored (RFC 9110 §13.2.1).
     *
     * @param header the value of a header of the request, null where it is absent
     */
    static Decision decide(Function<String, @Nullable String> header, Selected selected) {
        String etag = selected.etag();
        String ifMatch = header.apply(HttpHeaders.IF_MATCH);
        boolean failed = ifMatch == null
                ? isLater(selected.modified(), header.apply(HttpHeaders.IF_UNMODIFIED_SINCE))
                : !(EntityTags.isAny(ifMatch) || (etag != null && EntityTags.nameForm(ifMatch, etag)));
        if (failed) {
            return new Decision(Verdict.FAILED, selected.sent());
        }
        String ifNoneMatch = header.apply(HttpHeaders.IF_NONE_MATCH);
        if (ifNoneMatch != null) {
            String known = etag == null ? null : EntityTags.known(ifNoneMatch, etag, selected.gzip());
            return known != null || EntityTags.isAny(ifNoneMatch)
                    ? new Decision(Verdict.NOT_MODIFIED, known)
                    : new Decision(Verdict.SEND, selected.sent());
        }
        Instant since = HttpDates.parse(header.apply(HttpHeaders.IF_MODIFIED_SINCE));
        boolean unchanged = since != null
                && selected.modified() != null
                && !selected.modified().truncatedTo(ChronoUnit.SECONDS).isAfter(since);
        return new Decision(unchanged ? Verdict.NOT_MODIFIED : Verdict.SEND, selected.sent());
    }

    /** Whether something was modified after a date; a header that is no date is ignored (RFC 9110 §13.1.4). */
    static boolean isLater(@Nullable Instant modified, @Nullable String date) {
        Instant until = HttpDates.parse(date);
        return until != null
                && modified != null
                && modified.truncatedTo(ChronoUnit.SECONDS).isAfter(until);
    }
}
