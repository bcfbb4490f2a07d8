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
import org.cybernorms.web.Moments;
import org.jspecify.annotations.NullUnmarked;

/** The operations on access in the contract. */
@NullUnmarked
class AccessResource implements AccessApi {

    private final Caller caller;
    private final Disclosures disclosures;

    AccessResource(Caller caller, Disclosures disclosures) {
        this.caller = caller;
        this.disclosures = disclosures;
    }

    @Override
    public DisclosurePage listDisclosures(
            List<String> record,
            List<String> reader,
            OffsetDateTime from,
            OffsetDateTime to,
            Integer limit,
            String cursor,
            String format) {
        return disclosures.list(record, reader, from, to, limit, cursor);
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
                .expiresAt(Moments.utc(end));
    }
}
