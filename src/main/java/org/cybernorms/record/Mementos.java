package org.cybernorms.record;

import jakarta.enterprise.context.ApplicationScoped;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;

/** Leads from a record to the version that was current at a time (Memento, RFC 7089 §4.1: the record is its own TimeGate). */
@ApplicationScoped
class Mementos {

    private final EntryLog log;
    private final ResponseMetadata response;

    Mementos(EntryLog log, ResponseMetadata response) {
        this.log = log;
        this.response = response;
    }

    /**
     * Answers with the address of the version that was current at a time, or of the first one where there was none yet
     * (RFC 7089 §4.5.3).
     *
     * @param datetime {@code Accept-Datetime}, a date of HTTP
     */
    void leadTo(Kind<?> kind, String id, String datetime, ListQuery query) {
        long moment = log.newestAt(ResponseMetadata.instant(datetime)
                .orElseThrow(() -> ProblemException.invalidParameter(
                        "Accept-Datetime", "must be a date such as Sat, 21 Nov 2026 09:30:00 GMT")));
        Entry entry = log.at(kind.name(), id, moment)
                .or(() -> log.version(kind.name(), id, 1))
                .orElseThrow(() -> RecordReader.missing(kind, id));
        link(response, kind, id);
        response.found(kind.address(id) + "/versions/" + entry.version() + query.parameters());
    }

    /** Links to the record and to its versions, which are its TimeGate and its TimeMap. */
    static void link(ResponseMetadata response, Kind<?> kind, String id) {
        String address = kind.address(id);
        response.link(address, "original timegate").link(address + "/versions", "timemap");
    }
}
