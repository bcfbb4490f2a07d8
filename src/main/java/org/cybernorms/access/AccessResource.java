package org.cybernorms.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.cybernorms.api.AccessApi;
import org.cybernorms.api.model.DisclosurePage;
import org.cybernorms.api.model.Me;
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
    public DisclosurePage listDisclosures(
            List<String> record,
            List<String> reader,
            OffsetDateTime from,
            OffsetDateTime to,
            Integer limit,
            String cursor,
            String format,
            Boolean bom) {
        return accessLog.list(from, to, query.get());
    }

    @Override
    public Me getMe() {
        Instant end = caller.attribute(Keys.EXPIRES_AT);
        return new Me()
                .name(caller.name())
                .roles(new LinkedHashSet<>(caller.roles()))
                .scopes(caller.scopes().stream()
                        .map(Scope::fromValue)
                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                .networks(List.copyOf(caller.networks()))
                .expiresAt(Instants.utc(end));
    }
}
