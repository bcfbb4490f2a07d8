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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cybernorms.contract.Contract;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Gives every good answer its headers, and answers 304 or 412 where a condition of the request says so (RFC 9110 §13.2.2). */
@Provider
class ResponseHeadersFilter implements ContainerResponseFilter {

    private static final Map<String, String> FORMS = Map.of(
            "text/csv", ".csv",
            "application/ld+json", ".jsonld",
            "text/vcard", ".vcf",
            "application/jscontact+json", ".jscontact");

    private static final Map<String, String> NAMED_BY_WRITER = Map.of(
            "text/csv", "text/csv; charset=utf-8; header=present",
            "text/vcard", "text/vcard; charset=utf-8",
            "application/jscontact+json", "application/jscontact+json");

    private final ResponseMetadata metadata;
    private final Languages languages;
    private final Contract contract;
    private final ResponseCache cache;
    private final CurrentVertxRequest current;
    private final ObjectMapper json;
    private final AnswerHeaders answer;
    private final CurrentQuery query;
    private final RangeAnswers ranges;
    private final ProblemEntities problems;
    private final Set<String> compressed;

    ResponseHeadersFilter(
            ResponseMetadata metadata,
            Languages languages,
            Contract contract,
            ResponseCache cache,
            CurrentVertxRequest current,
            ObjectMapper json,
            AnswerHeaders answer,
            CurrentQuery query,
            RangeAnswers ranges,
            ProblemEntities problems,
            @ConfigProperty(name = "quarkus.http.compress-media-types") Set<String> compressed) {
        this.query = query;
        this.cache = cache;
        this.current = current;
        this.json = json;
        this.answer = answer;
        this.ranges = ranges;
        this.problems = problems;
        this.compressed = compressed;
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
        boolean reading = request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD);
        Preconditions.Decision decision = null;
        if (response.getEntity() instanceof JsonEntity entity) {
            if (reading && mayBeKnown(response)) { // without a look at the body
                decision = decide(request, response);
                if (decision.verdict() == Preconditions.Verdict.NOT_MODIFIED) {
                    add(headers, AnswerHeaders.common(metadata, true));
                    notModified(response, decision);
                    return;
                }
            }
            languages.add(entity.languages());
        }
        if (reading && decision == null) {
            decision = decide(request, response);
        }
        if (decision != null && decision.verdict() == Preconditions.Verdict.FAILED) {
            problems.replace(
                    response,
                    ProblemException.problem(ProblemType.STALE_VERSION)
                            .detail("If-Match or If-Unmodified-Since does not match the current version.")
                            .etag(decision.etag()),
                    metadata);
            return;
        }
        String etag = decision == null ? etag(response) : decision.etag();
        add(headers, answer.of(metadata, languages.inOrder(), reading));
        if (etag != null) {
            headers.putSingle(HttpHeaders.ETAG, etag);
        }
        if (reading && response.getStatus() == 200 && response.getMediaType() != null) {
            FileNames.of(response.getMediaType(), request.getUriInfo(), answer.today())
                    .ifPresent(name -> headers.putSingle(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment(name)));
        }
        metadata.headers().forEach(headers::putSingle);
        // the status comes last: setting it makes another response of this one, with the headers that it has by then
        if (metadata.location() != null) {
            response.setStatus(metadata.located());
        } else if (decision != null && decision.verdict() == Preconditions.Verdict.NOT_MODIFIED) {
            notModified(response, decision);
        } else if (metadata.isInRanges() && response.getEntity() instanceof byte[] content) {
            ranges.answer(request, response, content, etag, metadata);
        } else if (reading) {
            if (request.getMethod().equals(HttpMethod.HEAD)) {
                head(headers, response, isCoded(request, response));
            }
            if (etag != null && mayBeKept(response)) {
                keep(response, Objects.requireNonNull(etag(response)));
            }
        }
    }

    /** Says of a body that is not sent what its writer and the compressor would say. */
    private static void head(MultivaluedMap<String, Object> headers, ContainerResponseContext response, boolean coded) {
        MediaType type = response.getMediaType();
        String named = type == null ? null : NAMED_BY_WRITER.get(type.getType() + "/" + type.getSubtype());
        if (named != null) {
            headers.putSingle(HttpHeaders.CONTENT_TYPE, named);
        }
        if (coded) {
            headers.putSingle(HttpHeaders.CONTENT_ENCODING, ContentCodings.GZIP);
        }
    }

    /** What the conditions of the request say about this answer. */
    private Preconditions.Decision decide(ContainerRequestContext request, ContainerResponseContext response) {
        return Preconditions.decide(
                request::getHeaderString,
                new Preconditions.Selected(
                        etag(response),
                        isCoded(request, response),
                        metadata.form() == null ? metadata.lastModified() : null));
    }

    private static void notModified(ContainerResponseContext response, Preconditions.Decision decision) {
        if (decision.etag() != null) {
            response.getHeaders().putSingle(HttpHeaders.ETAG, decision.etag());
        }
        response.setEntity(null);
        response.setStatus(304);
    }

    /** Whether the answer will be sent in gzip. */
    private boolean isCoded(ContainerRequestContext request, ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        return request.getHeaderString(HttpHeaders.ACCEPT_ENCODING) != null
                && response.getStatus() == 200
                && response.hasEntity()
                && !metadata.isInRanges()
                && type != null
                && compressed.contains(type.getType() + "/" + type.getSubtype());
    }

    private static void add(MultivaluedMap<String, Object> headers, List<Map.Entry<String, String>> added) {
        added.forEach(header -> headers.add(header.getKey(), header.getValue()));
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
                    if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) && !name.equalsIgnoreCase(HttpHeaders.ETAG)) {
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
                && languages.preference().isNone();
    }

    /** The tag of the version, and what form it is shown in: each form is a representation of its own (RFC 9110 §8.8.3). */
    private @Nullable String etag(ContainerResponseContext response) {
        String etag = metadata.etag();
        if (etag == null || !response.hasEntity()) {
            return etag;
        }
        MediaType type = response.getMediaType();
        String form = type == null ? "" : FORMS.getOrDefault(type.getType() + "/" + type.getSubtype(), "");
        if (form.equals(".csv") && query.shape().byteOrderMark()) {
            form += "-bom";
        }
        String reader = metadata.form() == null ? "" : "." + Integer.toHexString(metadata.form());
        return etag.substring(0, etag.length() - 1) + reader + languages.mark() + form + "\"";
    }
}
