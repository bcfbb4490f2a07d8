package org.cybernorms.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import org.cybernorms.http.Cursor;
import org.cybernorms.http.EntityTags;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.EntryLog;
import org.jspecify.annotations.Nullable;

/** The moments at which the register is looked at: entry numbers, from {@code asOf} or from now. */
@ApplicationScoped
public class Moments {

    private final EntryLog log;
    private final ResponseMetadata response;

    Moments(EntryLog log, ResponseMetadata response) {
        this.log = log;
        this.response = response;
    }

    /** The entry number that {@code asOf} means; without it, the newest. */
    public long of(@Nullable String asOf) {
        long newest = log.newest();
        if (asOf == null) {
            return newest;
        }
        if (asOf.chars().allMatch(Character::isDigit)) {
            long number = Long.parseLong(asOf);
            if (number > newest) {
                throw ProblemException.invalidParameter("asOf", "must not be after the newest entry, " + newest);
            }
            return number;
        }
        return log.newestAt(instant(asOf));
    }

    /** Whether what {@code asOf} means can no longer change. */
    boolean isPast(String asOf) {
        return asOf.chars().allMatch(Character::isDigit)
                || instant(asOf).isBefore(log.recordedAt(log.newest()).orElse(Instant.MIN));
    }

    /** The newest entry of some kinds up to a moment: what depends on them has not changed since. */
    public long newest(Collection<String> kinds, long moment) {
        return kinds.stream().mapToLong(kind -> log.newest(kind, moment)).max().orElse(0);
    }

    /** A moment from a cursor. */
    long known(long moment) {
        if (moment < 0 || moment > log.newest()) {
            throw Cursor.foreign();
        }
        return moment;
    }

    /**
     * Describes an answer that depends on some kinds: its tag, its time, until when it may be kept.
     *
     * @param moment the newest entry of these kinds that it shows
     * @param asOf the parameter, where it was given
     */
    public void describe(Collection<String> kinds, long moment, @Nullable String asOf) {
        response.shows(EntityTags.of(moment), log.recordedAt(moment).orElse(null));
        if (asOf != null && isPast(asOf)) {
            response.immutable().keepWhile(() -> true);
        } else if (asOf == null) {
            response.keepWhile(() -> kinds.stream().allMatch(kind -> log.newest(kind) <= moment));
        }
    }

    private static Instant instant(String asOf) {
        try {
            return OffsetDateTime.parse(asOf).toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.invalidParameter(
                    "asOf",
                    "must be an entry number or an instant in RFC 3339 format; for example: 2026-11-21T09:30:00Z");
        }
    }
}
