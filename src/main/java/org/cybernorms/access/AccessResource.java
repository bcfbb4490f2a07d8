package org.cybernorms.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.cybernorms.api.AccessApi;
import org.cybernorms.api.model.AccessLogPage;
import org.cybernorms.api.model.CallerInfo;
import org.cybernorms.api.model.Scope;
import org.cybernorms.http.CurrentQuery;
import org.cybernorms.http.Instants;
import org.jspecify.annotations.NullUnmarked;

/** The operations on access in the contract. */
@NullUnmarked
class AccessResource implements AccessApi {

    private final Caller caller;
    private final AccessLog accessLog;
    private final CurrentQuery query;

    AccessResource(Caller caller, AccessLog accessLog, CurrentQuery query) {
        this.caller = caller;
        this.accessLog = accessLog;
        this.query = query;
    }

    @Override
    public AccessLogPage listAccessLog(
            List<String> record, List<String> reader, OffsetDateTime from, OffsetDateTime to) {
        return accessLog.list(from, to, query.get());
    }

    @Override
    public CallerInfo getMe() {
        Instant end = caller.attribute(Keys.EXPIRES_AT);
        return new CallerInfo()
                .name(caller.name())
                .roles(new LinkedHashSet<>(caller.roles()))
                .scopes(caller.scopes().stream()
                        .map(Scope::fromValue)
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .networks(List.copyOf(caller.networks()))
                .expiresAt(Instants.utc(end));
    }
}
