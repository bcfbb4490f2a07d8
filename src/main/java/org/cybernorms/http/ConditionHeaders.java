package org.cybernorms.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The conditions of this request to change something (RFC 9110 §13), evaluated in the order of §13.2.2. */
@ApplicationScoped
public class ConditionHeaders {

    private final HttpHeaders request;

    ConditionHeaders(HttpHeaders request) {
        this.request = request;
    }

    public boolean hasIfMatch() {
        return ifMatch() != null;
    }

    /** Whether it is to be created, and not to replace anything. */
    public boolean createsOnly() {
        String condition = ifNoneMatch();
        return condition != null && EntityTags.isAny(condition);
    }

    /**
     * Whether all conditions hold for what is there.
     *
     * @param etag null where there is something without a tag
     * @param modified null where it is not known
     */
    public boolean holdFor(@Nullable String etag, @Nullable Instant modified) {
        String ifMatch = ifMatch();
        boolean first = ifMatch == null
                ? !Preconditions.isLater(modified, request.getHeaderString(HttpHeaders.IF_UNMODIFIED_SINCE))
                : EntityTags.isAny(ifMatch) || (etag != null && EntityTags.nameVersion(ifMatch, etag));
        String ifNoneMatch = ifNoneMatch();
        return first
                && (ifNoneMatch == null
                        || !(EntityTags.isAny(ifNoneMatch)
                                || (etag != null && EntityTags.excludeVersion(ifNoneMatch, etag))));
    }

    private @Nullable String ifMatch() {
        return request.getHeaderString(HttpHeaders.IF_MATCH);
    }

    private @Nullable String ifNoneMatch() {
        return request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    }
}
