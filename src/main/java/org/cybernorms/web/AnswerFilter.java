package org.cybernorms.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives every good answer its headers, and answers 304 where the client has it already (RFC 9110 §13.2.2). */
@Provider
class AnswerFilter implements ContainerResponseFilter {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final Map<String, String> FORMS = Map.of(
            "text/csv", ".csv",
            "application/ld+json", ".jsonld",
            "text/vcard", ".vcf",
            "application/jscontact+json", ".jscontact");

    private final Answer answer;
    private final Languages languages;
    private final Contract contract;
    private final Clock clock;

    AnswerFilter(Answer answer, Languages languages, Contract contract, Clock clock) {
        this.clock = clock;
        this.answer = answer;
        this.languages = languages;
        this.contract = contract;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle(HttpHeaders.VARY, "Accept, Accept-Encoding, Accept-Language, Origin");
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            Set<String> allowed = contract.methods(request.getUriInfo().getPath());
            headers.putSingle(HttpHeaders.ALLOW, String.join(", ", allowed));
            if (allowed.contains(HttpMethod.PATCH)) {
                headers.putSingle("Accept-Patch", "application/merge-patch+json");
            }
            return;
        }
        if (response.getStatus() >= 400) {
            return;
        }
        boolean reading = request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD);
        headers.putSingle(HttpHeaders.CACHE_CONTROL, cacheControl(reading));
        if (answer.form() != null) {
            headers.putSingle(HttpHeaders.VARY, headers.getFirst(HttpHeaders.VARY) + ", Authorization, X-API-Key");
        }
        answer.links().forEach(link -> headers.add(HttpHeaders.LINK, link));
        List<String> tags = languages.inOrder();
        if (!tags.isEmpty()) {
            headers.putSingle(HttpHeaders.CONTENT_LANGUAGE, String.join(", ", tags));
        }
        if (answer.location() != null) {
            headers.putSingle(HttpHeaders.LOCATION, answer.location());
        }
        String etag = etag(response);
        if (etag != null) {
            headers.putSingle(HttpHeaders.ETAG, etag);
            if (answer.form() == null && answer.lastModified() != null && isOver(answer.lastModified())) {
                headers.putSingle(HttpHeaders.LAST_MODIFIED, HTTP_DATE.format(utc(answer.lastModified())));
            }
        }
        answer.headers().forEach(headers::putSingle);
        // the status comes last: setting it makes another response of this one, with the headers that it has by then
        if (answer.location() != null) {
            response.setStatus(201);
        } else if (reading && isKnown(request, etag)) {
            response.setStatus(304);
            response.setEntity(null);
        }
    }

    /** The tag of the version, and what form it is shown in: each form is a representation of its own (RFC 9110 §8.8.3). */
    private @Nullable String etag(ContainerResponseContext response) {
        String etag = answer.etag();
        if (etag == null || !response.hasEntity()) {
            return etag;
        }
        MediaType type = response.getMediaType();
        String form = type == null ? "" : FORMS.getOrDefault(type.getType() + "/" + type.getSubtype(), "");
        String reader = answer.form() == null ? "" : "." + Integer.toHexString(answer.form());
        return etag.substring(0, etag.length() - 1) + reader + languages.mark() + form + "\"";
    }

    private String cacheControl(boolean reading) {
        if (!reading || answer.etag() == null) {
            return "no-store";
        }
        if (answer.isPersonal()) {
            return "private, no-store";
        }
        return answer.isImmutable() && answer.form() == null ? "public, max-age=31536000, immutable" : "no-cache";
    }

    /** Within the second of a change a date cannot tell one version from the next (RFC 9110 §8.8.2.2). */
    private boolean isOver(Instant modified) {
        return modified.truncatedTo(ChronoUnit.SECONDS).isBefore(clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private boolean isKnown(ContainerRequestContext request, @Nullable String etag) {
        String ifNoneMatch = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (ifNoneMatch != null) {
            return etag != null && Preconditions.has(ifNoneMatch, etag);
        }
        Instant since = date(request.getHeaderString(HttpHeaders.IF_MODIFIED_SINCE));
        Instant modified = answer.lastModified();
        return since != null
                && modified != null
                && answer.form() == null
                && !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(since);
    }

    /** A header that is no date is ignored (RFC 9110 §13.1.3). */
    private static @Nullable Instant date(@Nullable String header) {
        if (header == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static ZonedDateTime utc(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }
}
