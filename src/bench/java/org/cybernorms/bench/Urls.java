package org.cybernorms.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.cybernorms.bench.Client.Request;

/** Addresses for the rows of requests that were never asked before: no address is handed out twice in a run. */
final class Urls {

    private static final int MOST = 40_000;
    private static final int MISSES = 500;
    /** A filter is used with values that at least so many records have, so that its pages are full. */
    private static final int FULL = 60;

    private static final List<String> COMMITMENT_SORTS =
            List.of("id", "-id", "madeOn", "-madeOn", "subject", "-subject", "entry", "-entry");
    private static final List<String> IMPLEMENTATION_SORTS =
            List.of("id", "-id", "startedOn", "-startedOn", "title", "-title", "entry", "-entry");

    private final Generator records;
    private final Words words = new Words(5);
    private final Random random = words.random();
    private final Set<String> asked = new HashSet<>();

    private record Filter(String kind, String name, List<String> values) {
        String of(Random random) {
            return of(random.nextInt(values.size()));
        }

        String of(int position) {
            return name + "=" + values.get(position);
        }
    }

    private final List<Filter> filters = new ArrayList<>();

    Urls(Generator records) {
        this.records = records;
        for (String name : List.of("party", "modality", "status", "norm", "document", "cbm")) {
            filter("commitments", name);
        }
        for (String name : List.of("party", "kind", "status", "norm", "reportedIn")) {
            filter("implementations", name);
        }
    }

    private void filter(String kind, String name) {
        List<String> values = records.frequent(kind, name, FULL);
        if (values.size() > 1) {
            filters.add(new Filter(kind, name, values));
        }
    }

    /** Single records of all kinds in random order, without those that are left out. */
    List<Request> records(Set<String> without) {
        List<String> all = new ArrayList<>();
        for (String kind : List.of("commitments", "implementations", "documents", "norms")) {
            records.ids(kind).forEach(id -> all.add("/v1/" + kind + "/" + id));
        }
        all.removeAll(without);
        Collections.shuffle(all, random);
        return all.stream().filter(asked::add).limit(MOST).map(Request::get).toList();
    }

    List<Request> oneValue() {
        return distinct(() -> {
            Filter filter = any();
            return page(filter.kind(), filter.of(random));
        });
    }

    List<Request> twoValues() {
        return distinct(() -> {
            Filter filter = any();
            int first = random.nextInt(filter.values().size());
            int second = (first + 1 + random.nextInt(filter.values().size() - 1))
                    % filter.values().size();
            return page(filter.kind(), filter.of(first) + "&" + filter.of(second));
        });
    }

    /** Two filters, one of them with one of its three most frequent values. */
    List<Request> twoFilters() {
        return distinct(() -> {
            Filter one = any();
            Filter other = filters.stream()
                    .filter(filter -> filter.kind().equals(one.kind()) && filter != one)
                    .skip(random.nextInt(2))
                    .findFirst()
                    .orElseThrow();
            int second = random.nextInt(Math.min(3, other.values().size()));
            return page(one.kind(), one.of(random) + "&" + other.of(second));
        });
    }

    List<Request> validOn() {
        return distinct(() -> {
            Filter filter = any();
            return page(filter.kind(), filter.of(random) + "&validOn=" + day(2005, 2025));
        });
    }

    List<Request> asOf(long lastEntry) {
        return distinct(() -> {
            Filter filter = any();
            return page(
                    filter.kind(), filter.of(random) + "&asOf=" + (lastEntry - random.nextInt((int) lastEntry / 10)));
        });
    }

    List<Request> text() {
        return distinct(
                () -> page(random.nextBoolean() ? "commitments" : "implementations", "q=" + encoded(words.word())));
    }

    /** The first page of a whole kind. */
    List<Request> unfiltered() {
        return distinct(() -> page(random.nextBoolean() ? "commitments" : "implementations", ""));
    }

    /** Other page sizes from the same places of a walk. */
    List<Request> from(List<String> cursors) {
        return distinct(() -> cursors.get(random.nextInt(cursors.size())).replaceAll("limit=\\d+", "limit=" + limit()));
    }

    List<Request> timeline() {
        return distinct(() -> {
            int year = 1996 + random.nextInt(28);
            String filter =
                    switch (random.nextInt(3)) {
                        case 0 ->
                            "party="
                                    + records.states()
                                            .get(words.skewed(records.states().size()));
                        case 1 -> "type=" + (random.nextBoolean() ? "commitment" : "milestone");
                        default -> "to=" + (year + random.nextInt(5));
                    };
            return "/v1/timeline?limit=%d&from=%d-%02d&%s%s"
                    .formatted(
                            limit(), year, 1 + random.nextInt(12), filter, random.nextBoolean() ? "" : "&sort=-date");
        });
    }

    List<Request> coverage() {
        return distinct(() -> "/v1/coverage?of=cbms&organisation=%s&validOn=%s&limit=%d"
                .formatted(
                        records.organisations().get(random.nextInt(Generator.ORGANISATIONS)),
                        day(2012, 2025),
                        limit()));
    }

    List<Request> search() {
        return distinct(() -> "/v1/search?q=%s&limit=%d%s"
                .formatted(
                        encoded(words.words(1 + random.nextInt(2))),
                        18 + random.nextInt(5),
                        random.nextBoolean() ? "" : "&kind=commitments"));
    }

    private Filter any() {
        return filters.get(random.nextInt(filters.size()));
    }

    private String page(String kind, String filter) {
        List<String> sorts = kind.equals("commitments") ? COMMITMENT_SORTS : IMPLEMENTATION_SORTS;
        return "/v1/%s?limit=%d&sort=%s%s"
                .formatted(kind, limit(), sorts.get(random.nextInt(8)), filter.isEmpty() ? "" : "&" + filter);
    }

    /** Page sizes around fifty. */
    private int limit() {
        return 41 + random.nextInt(19);
    }

    private String day(int from, int to) {
        return "%d-%02d-%02d"
                .formatted(from + random.nextInt(to - from + 1), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private List<Request> distinct(Supplier<String> url) {
        List<Request> requests = new ArrayList<>();
        int misses = 0;
        while (requests.size() < MOST && misses < MISSES) {
            String next = url.get();
            if (asked.add(next)) {
                requests.add(Request.get(next));
                misses = 0;
            } else {
                misses++;
            }
        }
        return requests;
    }
}
