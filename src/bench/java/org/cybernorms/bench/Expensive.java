package org.cybernorms.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cybernorms.bench.Client.Request;
import org.cybernorms.bench.Client.Run;

/** What one anonymous request may cost at most: each kind is sent a few times, one after another, never the same twice. */
final class Expensive {

    private static final double TARGET_MILLIS = 50;
    private static final String TARGET = "≤ 50 ms CPU";
    /** The columns that an answer on coverage may have, and the norms of a generated framework. */
    private static final int COLUMNS = 200;

    private static final int NORMS = 13;
    /** Beyond what the register takes: it refuses them. */
    private static final Set<String> TOO_MUCH = Set.of(
            "search: ten beginnings of three letters",
            "search: many beginnings of two letters",
            "search: many single letters",
            "timeline: q of 100 words");

    private final Options options;
    private final Generator records;
    private final long lastEntry;
    private final Words words = new Words(9);

    Expensive(Options options, Generator records, long lastEntry) {
        this.options = options;
        this.records = records;
        this.lastEntry = lastEntry;
    }

    List<Line> measure(ServerProcess registry) throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        double most = 0;
        String which = "";
        boolean answered = true;
        for (Map.Entry<String, IntFunction<Request>> kind : requests().entrySet()) {
            Cost cost = ask(registry, kind.getValue(), TOO_MUCH.contains(kind.getKey()) ? 400 : 0);
            lines.add(line(kind.getKey(), cost));
            System.out.println(lines.get(lines.size() - 1).markdown());
            if (cost.median() > most) {
                most = cost.median();
                which = kind.getKey();
            }
            answered &= !cost.hasTimeout();
        }
        Line all = Line.figure(
                "**most expensive anonymous request**",
                TARGET,
                (answered ? "" : "> ") + Line.number(most) + " ms",
                Line.met(answered && most <= TARGET_MILLIS),
                which);
        System.out.println(all.markdown());
        lines.add(0, all);
        return lines;
    }

    /** The milliseconds of CPU of each request, and the answers that were not as expected. */
    private record Cost(double[] millis, Map<Integer, Integer> unexpected, boolean isAnswered) {
        double median() {
            return Line.median(millis);
        }

        /** Whether the register refuses to answer this. */
        boolean isRefused() {
            return isAnswered && !unexpected.isEmpty();
        }

        boolean hasTimeout() {
            return unexpected.containsKey(Client.NO_ANSWER);
        }
    }

    /** @param refusal the status of an answer that is expected too */
    private Cost ask(ServerProcess registry, IntFunction<Request> kind, int refusal) throws InterruptedException {
        int times = options.quick() ? 5 : 15;
        double[] millis = new double[times];
        Map<Integer, Integer> unexpected = Map.of();
        for (int i = 0; i < times; i++) {
            ServerProcess.Cpu before = registry.cpu();
            Run run = Client.run(registry.port(), List.of(kind.apply(i)), false, 1, 1, options.requestSeconds());
            millis[i] = registry.cpu().since(before).work() / 1e6;
            unexpected = run.unexpected();
            if (!run.unexpected().isEmpty() && !run.unexpected().keySet().equals(Set.of(refusal))) {
                if (run.hasTimeouts()) {
                    registry.awaitRest(options.rowSeconds());
                }
                return new Cost(Arrays.copyOf(millis, i + 1), run.unexpected(), false);
            }
        }
        return new Cost(millis, unexpected, true);
    }

    private Line line(String kind, Cost cost) {
        double most = Arrays.stream(cost.millis()).max().orElse(0);
        String answers = cost.hasTimeout()
                ? ", no answer in " + Line.number(options.requestSeconds()) + " s"
                : cost.isRefused() ? ", refused" : cost.unexpected().isEmpty() ? "" : ", answers: " + cost.unexpected();
        return Line.figure(
                kind,
                TARGET,
                "%s%s ms (most %s)"
                        .formatted(cost.hasTimeout() ? "> " : "", Line.number(cost.median()), Line.number(most)),
                Line.met((cost.unexpected().isEmpty() || cost.isRefused()) && cost.median() <= TARGET_MILLIS),
                cost.millis().length + " requests, the first " + Line.number(cost.millis()[0]) + " ms" + answers);
    }

    private Map<String, IntFunction<Request>> requests() {
        Map<String, IntFunction<Request>> all = new LinkedHashMap<>();
        all.put("search: ten beginnings of three letters", i -> get("/v1/search?q=" + prefixes(10, 3)));
        all.put("search: many beginnings of two letters", i -> get("/v1/search?q=" + prefixes(40, 2)));
        all.put("search: many single letters", i -> get("/v1/search?q=" + letters(90)));
        all.put("search: frequent words, 200 hits", i -> get("/v1/search?limit=" + (200 - i) + "&q=cyber+security"));
        all.put(
                "coverage: as many frameworks as it takes",
                i -> get("/v1/coverage?of=norms&limit=" + (200 - i) + "&"
                        + many("framework", records.frequent("norms", "framework", 1), COLUMNS / NORMS)));
        all.put(
                "coverage: as many organisations as it takes",
                i -> get("/v1/coverage?of=cbms&limit=" + (200 - i) + "&"
                        + many(
                                "organisation",
                                records.organisations(),
                                COLUMNS
                                        * Generator.ORGANISATIONS
                                        / records.ids("cbms").size())));
        all.put(
                "commitments: 100 ids",
                i -> get("/v1/commitments?limit=" + (200 - i) + "&" + many("id", records.ids("commitments"), 100)));
        all.put(
                "commitments: 100 parties, 100 norms, q, sorted",
                i -> get("/v1/commitments?sort=subject&limit="
                        + (200 - i) + "&q=cyber&" + many("party", records.states(), 100) + "&"
                        + many("norm", records.ids("norms"), 100)));
        all.put(
                "commitments: three filters, a letter, validOn, asOf",
                i -> get("/v1/commitments?sort=-subject&limit="
                        + (200 - i) + "&q=a&validOn=2015-01-" + (i + 10) + "&asOf=" + (lastEntry / 2 + i)
                        + "&status=standing&modality=commit&" + many("party", records.states(), 3)));
        all.put("commitments: q without hits", i -> get("/v1/commitments?q=nowhere" + i));
        all.put("timeline: q of 100 words", i -> get("/v1/timeline?limit=" + (200 - i) + "&q=" + letters(100)));
        all.put("timeline: all, 200 entries", i -> get("/v1/timeline?limit=" + (200 - i) + "&sort=-title"));
        all.put("milestones: q, sorted", i -> get("/v1/milestones?limit=" + (200 - i) + "&q=cyber&sort=-title"));
        all.put("crosswalk of two frameworks", i -> get("/v1/crosswalk?framework=document-1&to=document-" + (i + 2)));
        all.put("CSV, 200 commitments", i -> get("/v1/commitments?format=csv&limit=" + (200 - i)));
        all.put("JSON-LD, 200 commitments", i -> get("/v1/commitments?format=jsonld&limit=" + (200 - i)));
        all.put(
                "citations of the most cited document",
                i -> get("/v1/documents/document-1/citations?limit=" + (200 - i)));
        all.put(
                "check of 100 citations",
                i -> Request.of("POST", "/v1/citations/check", 200, check(i), "Content-Type: application/json"));
        all.put("the register as a DCAT catalogue", i -> get("/v1/catalogue"));
        all.put("the state of the log", i -> get("/v1/log"));
        return all;
    }

    private static Request get(String target) {
        return Request.get(target);
    }

    /** Beginnings that differ, within the 200 characters that a question may have. */
    private String prefixes(int count, int letters) {
        String all = IntStream.range(0, 4 * count)
                .mapToObj(i -> words.word())
                .filter(word -> word.length() >= letters && word.chars().allMatch(c -> c < 128))
                .map(word -> word.substring(0, letters) + "*")
                .distinct()
                .limit(count)
                .collect(Collectors.joining(" "));
        return Urls.encoded(all.substring(0, Math.min(200, all.length())));
    }

    private String letters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.valueOf((char) ('a' + words.random().nextInt(26))))
                .collect(Collectors.joining("+"));
    }

    private String many(String name, List<String> values, int count) {
        return words.random()
                .ints(0, values.size())
                .distinct()
                .limit(Math.min(count, values.size()))
                .mapToObj(i -> name + "=" + values.get(i))
                .collect(Collectors.joining("&"));
    }

    private String check(int seed) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "{\"document\":\"document-%d\",\"locator\":\"L%d\",\"words\":\"%s\"}"
                        .formatted(1 + i % 20, seed + i + 1, words.words(5)))
                .collect(Collectors.joining(",", "{\"citations\":[", "]}"));
    }
}
