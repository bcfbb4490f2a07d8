package org.cybernorms.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of problem (RFC 9457) that the service answers with; each has a page at {@code /problems/<slug>}. */
public enum ProblemType {
    INVALID_REQUEST(
            400,
            "The request is not valid",
            "Something in the address, a header or the body does not have the form that the contract asks for. `errors` names each fault by"
                    + " parameter or JSON Pointer and says what would be right. Correct all of them and send the request again."),
    UNAUTHORIZED(
            401,
            "A key or token is needed",
            "Changes need an API key in the header X-API-Key, or an access token of the connected OpenID provider in Authorization."
                    + " The one that was sent, if any, is unknown, expired, revoked or not meant for this register."),
    FORBIDDEN(
            403,
            "This is not allowed to you",
            "The key or token is good, but lacks the scope that the operation asks for, or the role that brings it ends before this record."
                    + " The contract names the scope of each operation; /v1/me tells what you have."),
    NOT_FOUND(
            404,
            "Nothing is here",
            "No record, version or page has this address. Ids are in lower case; a list finds them."),
    METHOD_NOT_ALLOWED(
            405,
            "The method is not offered here",
            "The address exists, but not with this method. The header Allow names those that it takes."),
    NOT_ACCEPTABLE(
            406,
            "The media type is not offered",
            "The header Accept asks for a form that this address does not have. The contract names those that it has."),
    CONFLICT(
            409,
            "The change contradicts the register",
            "An id is taken (ids are never used again), or other records refer to the one that is to be withdrawn. `detail` says which;"
                    + " `referrers` lists the records that refer to it."),
    WITHDRAWN(
            410,
            "The record was withdrawn",
            "The record ended. Its history remains at the address in `history`; a PUT with `etag` in If-Match restores it."),
    LINK_ENDED(
            410,
            "The link has ended",
            "A link in a message works once and for thirty days. The message was acknowledged already, or the time is over."),
    STALE_VERSION(
            412,
            "The record has changed meanwhile",
            "If-Match names a version that is no longer the current one, or If-None-Match: * met a record that exists. Read the record again, apply the change"
                    + " to it, and send it with the new ETag."),
    CONTENT_TOO_LARGE(
            413,
            "The body is too large",
            "A body may have 1 MiB, the content of a document 20 MiB, and without a key or token 64 KiB."),
    URI_TOO_LONG(
            414,
            "The address is too long",
            "An address may have 8 KiB. Send fewer filters, or ask in several requests."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "The media type is not taken",
            "The header Content-Type names a form that the operation does not take: application/json for records,"
                    + " application/merge-patch+json for PATCH."),
    RANGE_NOT_SATISFIABLE(
            416,
            "Range not satisfiable",
            "The header Range begins behind the end of the content. Content-Range says how many bytes it has."),
    UNPROCESSABLE(
            422,
            "The content cannot be accepted",
            "The body has the right form but says something that cannot be: a reference to a record that does not exist, a day that no calendar has, an end before"
                    + " its beginning. `errors` names each fault."),
    PRECONDITION_REQUIRED(
            428,
            "A precondition is needed",
            "A change must say which version it starts from, so that nobody overwrites what somebody else wrote meanwhile (RFC 6585): If-Match with the"
                    + " ETag that was read, or If-None-Match: * to create."),
    HEADERS_TOO_LARGE(431, "The headers are too large", "The headers of a request may have 16 KiB in all."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "More requests came from this address, or from this caller, than the operator allows in a minute (`RateLimit-Policy`), too many keys, tokens or links were wrong, or a party"
                    + " has sent more requests in a day than the operator allows."
                    + " Retry-After says when to try again; good keys wait too."),
    REQUEST_TIMEOUT(
            408,
            "Request timeout",
            "The request did not arrive completely in time. Send it again on a new connection."),
    SERVICE_UNAVAILABLE(
            503,
            "Service unavailable",
            "The service has as much work as it can do, or its database does not answer. Retry-After says when to try again."),
    INTERNAL_ERROR(
            500,
            "The service failed",
            "The fault is ours. `instance` names the occurrence in the service's log; quote it to the operator. Nothing half-done was kept.");

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
