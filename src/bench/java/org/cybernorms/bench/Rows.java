package org.cybernorms.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.cybernorms.bench.Client.Request;

/** The rows that are measured in pairs, with their targets. */
final class Rows {

    private static final double WRITE_MICROS = 500;
    private static final double PAGE = 25;
    private static final int WRITERS = 20;
    private static final int WRITES = 20_000;

    private final Options options;
    private final Generator records;
    private final Urls urls;

    Rows(Options options, Generator records, Urls urls) {
        this.options = options;
        this.records = records;
        this.urls = urls;
    }

    /** The record that is read hot. */
    String record() {
        return "/v1/commitments/" + records.ids("commitments").get(7);
    }

    /**
     * What is read.
     *
     * @param tag the ETag of {@link #record}
     * @param lastEntry the newest entry of the log
     */
    List<Row> reads(String tag, long lastEntry) {
        String party = records.frequent("commitments", "party", 1).get(0);
        String organisation = records.organisations().get(0);
        Request unchanged = Request.of("GET", record(), 304, "", "If-None-Match: " + tag);
        return List.of(
                hot("get-hot", "GET a record, hot", 1.5, Request.get(record())),
                hot("not-modified", "304", 1.8, unchanged),
                first("get-first", "GET a record never asked before", 4.5, () -> urls.records(Set.of(record()))),
                hot(
                        "page-hot",
                        "page of 50, filtered and sorted, hot",
                        1.5,
                        Request.get("/v1/commitments?limit=50&sort=-madeOn&party=" + party)),
                page("page-one", "never asked before: one filter value", urls::oneValue),
                page("page-two-values", "never asked before: two values of one filter", urls::twoValues),
                page("page-two-filters", "never asked before: two filters", urls::twoFilters),
                page("page-valid-on", "never asked before: filter and validOn", urls::validOn),
                page("page-as-of", "never asked before: filter and asOf", () -> urls.asOf(lastEntry)),
                page("page-q", "never asked before: q", urls::text),
                page("page-unfiltered", "the first of an unfiltered list", urls::unfiltered),
                first("timeline-first", "timeline page, first time", 60, urls::timeline),
                hot("timeline-hot", "timeline page, hot", 1.5, Request.get("/v1/timeline?limit=50&party=" + party)),
                first("coverage-first", "coverage of an organisation, first time", 60, urls::coverage),
                hot(
                        "coverage-hot",
                        "coverage of an organisation, hot",
                        1.5,
                        Request.get("/v1/coverage?of=cbms&organisation=" + organisation)),
                first("search-first", "search never asked before", 100, urls::search));
    }

    /** A page that lies deep in a walk. */
    Row deep(List<String> pages) {
        return page("page-deep", "deep in a walk", () -> urls.from(pages));
    }

    /** Creates, and updates of records of the catalogue; all with the administrator's key. */
    List<Row> writes(String key) {
        return List.of(
                write("create", () -> puts(key, numbered(), 201, "If-None-Match: *")),
                write("update", () -> puts(key, records.ids("commitments"), 200, "If-Match: \"1\"")));
    }

    private static List<String> numbered() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            ids.add("created-" + i);
        }
        return ids;
    }

    private List<Request> puts(String key, List<String> ids, int expected, String condition) {
        return ids.stream()
                .limit(WRITES)
                .map(id -> Request.of(
                        "PUT",
                        "/v1/commitments/" + id,
                        expected,
                        records.commitment(id),
                        "X-API-Key: " + key,
                        "Content-Type: application/json",
                        condition))
                .toList();
    }

    private Row hot(String name, String work, double bound, Request request) {
        return Row.hot(name, work, bound, options.connections(), request);
    }

    private Row first(String name, String work, double bound, Supplier<List<Request>> requests) {
        return Row.first(name, work, bound, options.connections(), requests);
    }

    private Row page(String name, String which, Supplier<List<Request>> requests) {
        return first(name, "page, " + which, PAGE, requests);
    }

    private static Row write(String name, Supplier<List<Request>> requests) {
        return new Row(name, name + ", 20 writers at once", "≤ 500 µs", WRITE_MICROS, true, WRITERS, false, requests);
    }
}
