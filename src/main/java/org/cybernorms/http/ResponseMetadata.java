package org.cybernorms.http;

import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the answer to this request is about; the response filter makes headers of it. */
@RequestScoped
public class ResponseMetadata {

    private @Nullable String etag;
    private @Nullable Instant lastModified;
    private @Nullable String location;
    private int located;
    private boolean immutable;
    private @Nullable Integer form;
    private boolean personal;
    private boolean inRanges;
    private @Nullable BooleanSupplier current;
    private final List<String> links = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** The tag and time of what is shown. */
    public ResponseMetadata shows(String etag, @Nullable Instant lastModified) {
        this.etag = etag;
        this.lastModified = lastModified;
        return this;
    }

    /** Says that this address will never answer anything else (RFC 8246). */
    public ResponseMetadata immutable() {
        this.immutable = true;
        return this;
    }

    /** Says that a record was created at an address: 201. */
    public ResponseMetadata created(String location) {
        this.location = location;
        this.located = 201;
        return this;
    }

    /** Says that what was asked for is found at another address: 302. */
    public ResponseMetadata found(String location) {
        this.location = location;
        this.located = 302;
        return this;
    }

    /** Says that others who send the same request get the same answer while a condition holds. */
    public ResponseMetadata keepWhile(BooleanSupplier condition) {
        this.current = condition;
        return this;
    }

    /** Marks that the answer depends on more than the record it shows, so that neither a date nor a condition decides whether it is current. */
    public ResponseMetadata dependsOnOthers() {
        this.lastModified = null;
        this.current = null;
        return this;
    }

    /** Says that this is how something was at an instant (RFC 7089 §2.1.1). */
    public ResponseMetadata memento(Instant recordedAt) {
        return header("Memento-Datetime", HttpDates.format(recordedAt));
    }

    /** A date of HTTP, in any of its forms; nothing where it is none. */
    public static Optional<Instant> instant(String date) {
        return Optional.ofNullable(HttpDates.parse(date));
    }

    @Nullable
    BooleanSupplier current() {
        return current;
    }

    public ResponseMetadata link(String address, String relation) {
        links.add("<" + address + ">; rel=\"" + relation + "\"");
        return this;
    }

    /**
     * Says that the answer depends on who asks.
     *
     * @param form distinguishes what this caller sees; all that is shown adds to it
     * @param personal whether others must not get it from a cache
     */
    public ResponseMetadata varies(int form, boolean personal) {
        this.form = 31 * (this.form == null ? 1 : this.form) + form;
        this.personal |= personal;
        return this;
    }

    /** Marks the tag: this form of the answer is not for everybody. */
    public ResponseMetadata tagged(String mark) {
        if (etag != null) {
            etag = etag.substring(0, etag.length() - 1) + "." + mark + "\"";
        }
        return this;
    }

    /** Leaves out the links, where there is nothing behind them. */
    public ResponseMetadata withoutLinks() {
        links.clear();
        return this;
    }

    /** A further header, or one in place of what the filter would send. */
    public ResponseMetadata header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Says that parts of the content can be asked for (RFC 9110 §14); it is never compressed. */
    ResponseMetadata inRanges() {
        this.inRanges = true;
        return this;
    }

    boolean isInRanges() {
        return inRanges;
    }

    Map<String, String> headers() {
        return headers;
    }

    @Nullable
    String etag() {
        return etag;
    }

    @Nullable
    Integer form() {
        return form;
    }

    boolean isPersonal() {
        return personal;
    }

    @Nullable
    Instant lastModified() {
        return lastModified;
    }

    @Nullable
    String location() {
        return location;
    }

    /** The status that goes with the location. */
    int located() {
        return located;
    }

    boolean isImmutable() {
        return immutable;
    }

    List<String> links() {
        return links;
    }
}
