package org.cybernorms.directory.request;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Set;
import java.util.TreeSet;
import org.cybernorms.access.Caller;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;

/** The one place that decides who knows of a request: its two sides. A scope without a role of a party brings nothing here. */
@ApplicationScoped
class RequestAccess {

    static final String READ = "requests:read";
    static final String WRITE = "requests:write";
    private static final String TIMES = "requests:statistics";

    private final Caller caller;

    RequestAccess(Caller caller) {
        this.caller = caller;
    }

    /** The parties for which the caller reads or writes. */
    Set<String> own(String scope) {
        return new TreeSet<>(caller.parties(scope));
    }

    /** The request, or to all but its sides the same answer as if there were none. */
    RequestEntity find(String id, String scope, LockModeType lock) {
        Set<String> own = own(scope);
        return RequestEntity.<RequestEntity>find(
                        "id = ?1 and (fromParty in ?2 or toParty in ?2)",
                        Sort.ascending("number"),
                        id,
                        own.isEmpty() ? Set.of("") : own)
                .withLock(lock)
                .stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "No request with the id `" + id + "`."));
    }

    /** Refuses a caller that does not write for a party. */
    void requireOwn(String party) {
        if (!own(WRITE).contains(party)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Your role does not allow requests in the name of `parties/" + party + "`.");
        }
    }

    /** Refuses a caller that does not run a network. */
    void requireTimes(String network) {
        if (!caller.mayIn(TIMES, network)) {
            throw ProblemException.of(
                    ProblemType.FORBIDDEN, "Your role does not include the secretariat of this network.");
        }
    }

    String name() {
        return caller.name();
    }
}
