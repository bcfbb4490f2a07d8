package org.cybernorms.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The headers of a good answer, by what it is about. */
@ApplicationScoped
class AnswerHeaders {

    private static final String VARY = "Accept, Accept-Datetime, Accept-Encoding, Accept-Language, Origin";

    private final Clock clock;

    AnswerHeaders(Clock clock) {
        this.clock = clock;
    }

    /**
     * All headers but the tag and those about the body's form.
     *
     * @param languages of the body, the best first
     */
    List<Map.Entry<String, String>> of(ResponseMetadata metadata, List<String> languages, boolean reading) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(common(metadata, reading));
        if (!languages.isEmpty()) {
            headers.add(Map.entry(HttpHeaders.CONTENT_LANGUAGE, String.join(", ", languages)));
        }
        metadata.links().forEach(link -> headers.add(Map.entry(HttpHeaders.LINK, link)));
        if (metadata.location() != null) {
            headers.add(Map.entry(HttpHeaders.LOCATION, metadata.location()));
        }
        Instant modified = metadata.lastModified();
        if (metadata.etag() != null && metadata.form() == null && modified != null && isOver(modified)) {
            headers.add(Map.entry(HttpHeaders.LAST_MODIFIED, HttpDates.format(modified)));
        }
        return headers;
    }

    /** The headers of every good answer, a 304 too. */
    static List<Map.Entry<String, String>> common(ResponseMetadata metadata, boolean reading) {
        return List.of(
                Map.entry(HttpHeaders.VARY, vary(metadata)),
                Map.entry(HttpHeaders.CACHE_CONTROL, cacheControl(metadata, reading)));
    }

    static String vary(ResponseMetadata metadata) {
        return metadata.form() == null ? VARY : VARY + ", Authorization, X-API-Key";
    }

    private static String cacheControl(ResponseMetadata metadata, boolean reading) {
        if (!reading || metadata.etag() == null) {
            return "no-store";
        }
        if (metadata.isPersonal()) {
            return "private, no-store";
        }
        return metadata.isImmutable() && metadata.form() == null ? "public, max-age=31536000, immutable" : "no-cache";
    }

    LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Within the second of a change a date cannot tell one version from the next (RFC 9110 §8.8.2.2). */
    boolean isOver(Instant modified) {
        return modified.truncatedTo(ChronoUnit.SECONDS).isBefore(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }
}
