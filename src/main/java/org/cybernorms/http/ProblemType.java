package org.cybernorms.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The problem types (RFC 9457 §3.1.1) of the service; each has a page at {@code /problems/<slug>}. */
public enum ProblemType {
    INVALID_REQUEST(
            400,
            "Invalid request",
            "The URL, a header or the body violates the contract. `errors` lists each violation by parameter or JSON Pointer, with the accepted values."
                    + " Correct all of them and send the request again."),
    UNAUTHORIZED(
            401,
            "Authentication required",
            "The operation requires an API key in the header X-API-Key, or an access token of the connected OpenID provider in Authorization."
                    + " The key or token of the request is missing, unknown, expired, revoked or issued for another service."),
    FORBIDDEN(
            403,
            "Permission denied",
            "The key or token is valid but lacks the scope of the operation, or the role with this scope does not cover the record."
                    + " The contract names the scope of each operation; GET /v1/me returns your scopes and roles."),
    NOT_FOUND(
            404,
            "Not found",
            "No record, version or page that you can read has this URL. Ids are in lower case; use a list to find them."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The resource does not support this method. The header Allow lists the supported methods."),
    NOT_ACCEPTABLE(
            406,
            "Not acceptable",
            "The resource is not available in a media type of the header Accept. `detail` lists the available media types."),
    CONFLICT(
            409,
            "Conflict",
            "The request conflicts with the current state: the id exists already (ids are never reused), other records refer to the record to withdraw,"
                    + " or its state does not allow the change. `detail` names the cause; `referrers` lists the records that refer to it."),
    WITHDRAWN(
            410,
            "Record withdrawn",
            "The record was withdrawn. `history` is the URL of its versions. To restore it, send PUT with the value of `etag` in If-Match."),
    LINK_ENDED(
            410,
            "Link expired",
            "The link in a message works once and until thirty days after the deadline. The message is already acknowledged, or the link has expired."),
    STALE_VERSION(
            412,
            "Precondition failed",
            "If-Match does not name the current version, or the record exists although If-None-Match: * was sent. Read the record again, apply the change"
                    + " to it, and send it with the new ETag."),
    CONTENT_TOO_LARGE(
            413,
            "Content too large",
            "The maximum size of a body is 1 MiB, of the content of a document or attachment 20 MiB, and 64 KiB without a key or token."),
    URI_TOO_LONG(414, "URI too long", "The maximum length of a URL is 8 KiB. Use fewer filters, or split the request."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported media type",
            "The operation does not accept the media type or content coding of the body. It accepts application/json for records,"
                    + " application/merge-patch+json for PATCH, text/plain or application/pdf for contents and attachments."),
    RANGE_NOT_SATISFIABLE(
            416,
            "Range not satisfiable",
            "The range of the header Range starts after the end of the content. Content-Range has the size in bytes."),
    UNPROCESSABLE(
            422,
            "Unprocessable content",
            "The body has a valid format but violates a rule, such as a reference to an unknown record, a date that does not exist, or an end before"
                    + " the start. `errors` lists each violation."),
    PRECONDITION_REQUIRED(
            428,
            "Precondition required",
            "A change must name the version that it is based on, to prevent lost updates (RFC 6585): If-Match with the"
                    + " ETag of that version, or If-None-Match: * to create a record."),
    HEADERS_TOO_LARGE(
            431, "Request header fields too large", "The maximum size of all headers of a request is 16 KiB."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "The network address or the caller exceeded its quota (`RateLimit-Policy`), too many invalid keys, tokens or links were sent, or a party"
                    + " reached its daily limit of requests to other parties."
                    + " Wait for the seconds in Retry-After; valid keys must wait too."),
    REQUEST_TIMEOUT(
            408,
            "Request timeout",
            "The request did not arrive completely in time. Send it again on a new connection."),
    SERVICE_UNAVAILABLE(
            503,
            "Service unavailable",
            "The service is overloaded or its database does not respond. Try again after the seconds in Retry-After."),
    INTERNAL_ERROR(
            500,
            "Internal server error",
            "The service failed. `instance` identifies the occurrence in its log; quote it to the operator. The request changed nothing.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String explanation() {
        return explanation;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ProblemType> ofStatus(int status) {
        return Arrays.stream(values()).filter(type -> type.status == status).findFirst();
    }

    static Optional<ProblemType> ofSlug(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }
}
