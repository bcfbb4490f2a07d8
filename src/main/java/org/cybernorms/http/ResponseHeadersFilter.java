package org.cybernorms.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cybernorms.contract.Contract;
import org.jspecify.annotations.Nullable;

/** Gives every good answer its headers, and answers 304 where the client has it already (RFC 9110 §13.2.2). */
@Provider
class ResponseHeadersFilter implements ContainerResponseFilter {

    private static final Map<String, String> FORMS = Map.of(
            "text/csv", ".csv",
            "application/ld+json", ".jsonld",
            "text/vcard", ".vcf",
            "application/jscontact+json", ".jscontact");

    private final ResponseMetadata metadata;
    private final Languages languages;
    private final Contract contract;
    private final ResponseCache cache;
    private final CurrentVertxRequest current;
    private final ObjectMapper json;
    private final AnswerHeaders answer;
    private final CurrentQuery query;

    ResponseHeadersFilter(
            ResponseMetadata metadata,
            Languages languages,
            Contract contract,
            ResponseCache cache,
            CurrentVertxRequest current,
            ObjectMapper json,
            AnswerHeaders answer,
            CurrentQuery query) {
        this.query = query;
        this.cache = cache;
        this.current = current;
        this.json = json;
        this.answer = answer;
        this.metadata = metadata;
        this.languages = languages;
        this.contract = contract;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            headers.putSingle(HttpHeaders.VARY, AnswerHeaders.vary(metadata));
            Set<String> allowed = contract.methods(request.getUriInfo().getPath());
            headers.putSingle(HttpHeaders.ALLOW, String.join(", ", allowed));
            if (allowed.contains(HttpMethod.PATCH)) {
                headers.putSingle("Accept-Patch", "application/merge-patch+json");
            }
            return;
        }
        if (response.getStatus() >= 400) {
            headers.putSingle(HttpHeaders.VARY, AnswerHeaders.vary(metadata));
            return;
        }
        withoutWeight(response);
        boolean reading = request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD);
        if (response.getEntity() instanceof JsonEntity entity) {
            String early = reading && mayBeKnown(response) ? etag(response) : null;
            if (early != null && isKnown(request, early)) {
                add(headers, AnswerHeaders.common(metadata, true));
                headers.putSingle(HttpHeaders.ETAG, early);
                response.setStatus(304);
                response.setEntity(null);
                return;
            }
            languages.add(entity.languages());
        }
        String etag = etag(response);
        add(headers, answer.of(metadata, languages.inOrder(), etag, reading));
        if (reading && response.getStatus() == 200 && response.getMediaType() != null) {
            FileNames.of(response.getMediaType(), request.getUriInfo(), answer.today())
                    .ifPresent(name -> headers.putSingle(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment(name)));
        }
        metadata.headers().forEach(headers::putSingle);
        // the status comes last: setting it makes another response of this one, with the headers that it has by then
        if (metadata.location() != null) {
            response.setStatus(201);
        } else if (reading && isKnown(request, etag)) {
            response.setStatus(304);
            response.setEntity(null);
        } else if (reading && etag != null && mayBeKept(response)) {
            keep(response, etag);
        }
    }

    private static void add(MultivaluedMap<String, Object> headers, List<Map.Entry<String, String>> added) {
        added.forEach(header -> headers.add(header.getKey(), header.getValue()));
    }

    /** The weight of a media type belongs to the question; Quarkus REST takes it over into the answer. */
    private static void withoutWeight(ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        if (type != null && type.getParameters().containsKey("q")) {
            Map<String, String> parameters = new LinkedHashMap<>(type.getParameters());
            parameters.remove("q");
            response.getHeaders()
                    .putSingle(HttpHeaders.CONTENT_TYPE, new MediaType(type.getType(), type.getSubtype(), parameters));
        }
    }

    /** Whether others who ask the same get the same, until something is written. */
    private boolean mayBeKept(ContainerResponseContext response) {
        return metadata.current() != null
                && metadata.form() == null
                && response.getStatus() == 200
                && response.hasEntity()
                && response.getMediaType() != null
                && response.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE)
                && (metadata.lastModified() == null || answer.isOver(metadata.lastModified()));
    }

    private void keep(ContainerResponseContext response, String etag) {
        byte[] body = response.getEntity() instanceof JsonEntity entity ? entity.json() : written(response.getEntity());
        if (!(response.getEntity() instanceof JsonEntity)) {
            response.setEntity(new LazyJson.Bytes("", body, new LanguageUse()));
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        response.getHeaders()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                        headers.add(Map.entry(name, value.toString()));
                    }
                }));
        HttpServerRequest asked = current.getCurrent().request();
        cache.keep(
                asked,
                ResponseCache.answer(
                        PathTemplate.of(asked), body, etag, headers, Objects.requireNonNull(metadata.current())));
    }

    private byte[] written(Object entity) {
        try {
            return json.writeValueAsBytes(entity);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the tag does not depend on what the body turns out to be, so that a 304 needs no body. */
    private boolean mayBeKnown(ContainerResponseContext response) {
        return response.getMediaType() != null
                && response.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE)
                && languages.preference().ranges().isEmpty();
    }

    /** The tag of the version, and what form it is shown in: each form is a representation of its own (RFC 9110 §8.8.3). */
    private @Nullable String etag(ContainerResponseContext response) {
        String etag = metadata.etag();
        if (etag == null || !response.hasEntity()) {
            return etag;
        }
        MediaType type = response.getMediaType();
        String form = type == null ? "" : FORMS.getOrDefault(type.getType() + "/" + type.getSubtype(), "");
        if (form.equals(".csv") && query.asksForByteOrderMark()) {
            form += "-bom";
        }
        String reader = metadata.form() == null ? "" : "." + Integer.toHexString(metadata.form());
        return etag.substring(0, etag.length() - 1) + reader + languages.mark() + form + "\"";
    }

    private boolean isKnown(ContainerRequestContext request, @Nullable String etag) {
        String ifNoneMatch = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (ifNoneMatch != null) {
            return etag != null && Preconditions.has(ifNoneMatch, etag);
        }
        Instant since = date(request.getHeaderString(HttpHeaders.IF_MODIFIED_SINCE));
        Instant modified = metadata.lastModified();
        return since != null
                && modified != null
                && metadata.form() == null
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
}
