package org.cybernorms.web;

import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the answer to this request is about; the response filter makes headers of it. */
@RequestScoped
public class Answer {

    private @Nullable String etag;
    private @Nullable Instant lastModified;
    private @Nullable String location;
    private boolean immutable;
    private @Nullable Integer form;
    private boolean personal;
    private final List<String> links = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** The tag and time of what is shown. */
    public Answer shows(String etag, @Nullable Instant lastModified) {
        this.etag = etag;
        this.lastModified = lastModified;
        return this;
    }

    /** Says that this address will never answer anything else (RFC 8246). */
    public Answer immutable() {
        this.immutable = true;
        return this;
    }

    /** Says that a record was created at an address: 201. */
    public Answer created(String location) {
        this.location = location;
        return this;
    }

    public Answer link(String address, String relation) {
        links.add("<" + address + ">; rel=\"" + relation + "\"");
        return this;
    }

    /**
     * Says that the answer depends on who asks.
     *
     * @param form distinguishes what this caller sees; all that is shown adds to it
     * @param personal whether others must not get it from a cache
     */
    public Answer varies(int form, boolean personal) {
        this.form = 31 * (this.form == null ? 1 : this.form) + form;
        this.personal |= personal;
        return this;
    }

    /** Marks the tag: this form of the answer is not for everybody. */
    public Answer tagged(String mark) {
        if (etag != null) {
            etag = etag.substring(0, etag.length() - 1) + "." + mark + "\"";
        }
        return this;
    }

    /** Leaves out the links, where there is nothing behind them. */
    public Answer withoutLinks() {
        links.clear();
        return this;
    }

    /** A further header, or one in place of what the filter would send. */
    public Answer header(String name, String value) {
        headers.put(name, value);
        return this;
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

    boolean isImmutable() {
        return immutable;
    }

    List<String> links() {
        return links;
    }
}
