package org.cybernorms.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.cybernorms.access.Caller;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** The one place that decides who knows of a request: its two sides. A scope without a role of a party brings nothing here. */
@ApplicationScoped
class Sides {

    static final String READ = "requests:read";
    static final String WRITE = "requests:write";
    private static final String TIMES = "requests:statistics";

    private final Caller caller;

    Sides(Caller caller) {
        this.caller = caller;
    }

    /** The parties for which the caller reads or writes. */
    Set<String> own(String scope) {
        return caller.parties(scope);
    }

    /** The request, or to all but its sides the same answer as if there were none. */
    Exchange require(@Nullable Exchange exchange, String id, String scope) {
        Set<String> own = own(scope);
        if (exchange == null || !(own.contains(exchange.fromParty) || own.contains(exchange.toParty))) {
            throw ProblemException.of(ProblemType.NOT_FOUND, "No request has the id " + id + ".");
        }
        return exchange;
    }

    /** Refuses a caller that does not write for a party. */
    void requireOwn(String party) {
        if (!own(WRITE).contains(party)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "You do not act for parties/" + party + " here.");
        }
    }

    /** Refuses a caller that does not run a network. */
    void requireTimes(String network) {
        if (!caller.mayIn(TIMES, network)) {
            throw ProblemException.of(ProblemType.FORBIDDEN, "Only the secretariat of the network sees its times.");
        }
    }

    String name() {
        return caller.name();
    }
}
