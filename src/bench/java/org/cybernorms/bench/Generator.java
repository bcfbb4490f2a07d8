package org.cybernorms.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes a catalogue of several kinds that refer to each other: parties and organisations with memberships, documents,
 * norms, measures, commitments (two thirds of all), and implementations with milestones. The same size gives the same
 * records.
 */
final class Generator {

    static final int ORGANISATIONS = 10;
    private static final List<String> MODALITIES = List.of(
            "commit",
            "affirm",
            "support",
            "recognise",
            "agree",
            "urge",
            "welcome",
            "condemn",
            "undertake",
            "encourage",
            "note",
            "reaffirm",
            "promote",
            "believe",
            "call-on",
            "express-concern",
            "look-forward");
    private static final List<String> STATUSES = List.of("standing", "not-stated", "fulfilled", "lapsed", "replaced");
    private static final List<String> PROGRESS =
            List.of("completed", "in-progress", "planned", "ongoing", "not-stated");
    private static final List<String> WORKS = List.of(
            "policy",
            "programme",
            "law",
            "training",
            "strategy",
            "institution",
            "cooperation",
            "exercise",
            "guidance",
            "funding",
            "assessment",
            "publication",
            "event",
            "awareness",
            "capacity-building",
            "incident-response");
    private static final List<String> TEXTS = List.of(
            "report",
            "statement",
            "declaration",
            "strategy",
            "policy",
            "resolution",
            "joint-statement",
            "law",
            "agreement",
            "action-plan",
            "communique",
            "decision");
    private static final List<String> ACTIONS =
            List.of("report-change", "share-views", "consult", "meet", "train", "exercise", "cooperate");

    private final Words words = new Words(1);
    private final int size;
    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, Map<String, Integer>> counts = new HashMap<>();
    private long bytes;

    Generator(int size) {
        this.size = size;
    }

    /** Writes the files into a folder. */
    Generator write(Path folder) throws IOException {
        name();
        Map<String, Line> kinds = Map.of(
                "parties", this::party,
                "documents", this::document,
                "norms", this::norm,
                "cbms", this::cbm,
                "commitments", (i, id) -> commitment(id),
                "implementations", this::implementation);
        for (String kind : List.of("parties", "documents", "norms", "cbms", "commitments", "implementations")) {
            Path file = folder.resolve(kind + ".ndjson");
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                List<String> named = ids(kind);
                for (int i = 0; i < named.size(); i++) {
                    out.write(kinds.get(kind).of(i, named.get(i)));
                    out.write('\n');
                }
            }
            bytes += Files.size(file);
        }
        return this;
    }

    private interface Line {
        String of(int position, String id);
    }

    List<String> ids(String kind) {
        return ids.get(kind);
    }

    List<String> organisations() {
        return ids("parties").subList(0, ORGANISATIONS);
    }

    List<String> states() {
        return ids("parties").subList(ORGANISATIONS, ids("parties").size());
    }

    /** The size of the written files. */
    long bytes() {
        return bytes;
    }

    /** The values of a filter that at least so many records have, the most frequent first. */
    List<String> frequent(String kind, String filter, int least) {
        return counts.getOrDefault(kind + " " + filter, Map.of()).entrySet().stream()
                .filter(value -> value.getValue() >= least)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private void name() {
        List<String> codes = Arrays.stream(Locale.getISOCountries())
                .map(code -> code.toLowerCase(Locale.ROOT))
                .limit(Math.max(20, size / 40))
                .toList();
        List<String> parties = numbered("organisation", ORGANISATIONS);
        parties.addAll(codes);
        ids.put("parties", parties);
        ids.put("documents", numbered("document", Math.max(20, size / 50)));
        ids.put("norms", numbered("norm", Math.max(13, Math.min(2_000, size / 30))));
        ids.put("cbms", numbered("cbm", Math.max(30, Math.min(250, size / 40))));
        int rest = size - ids.values().stream().mapToInt(List::size).sum();
        ids.put("implementations", numbered("implementation", rest / 3));
        ids.put("commitments", numbered("commitment", rest - rest / 3));
    }

    private static List<String> numbered(String name, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ids.add(name + "-" + i);
        }
        return ids;
    }

    private String party(int i, String id) {
        if (i < ORGANISATIONS) {
            return "{\"id\":\"%s\",\"type\":\"organisation\",\"name\":%s,%s}".formatted(id, words.text(3), citations());
        }
        Set<String> groups = some(organisations(), 3);
        String memberships = groups.stream()
                .map(group -> "{\"memberOf\":\"%s\",\"role\":\"%s\",\"validFrom\":\"%s\",%s}"
                        .formatted(
                                group, words.chance(85) ? "member" : "observer", words.date(1950, 2010), citations()))
                .collect(Collectors.joining(","));
        return "{\"id\":\"%s\",\"type\":\"state\",\"name\":%s,\"memberships\":[%s],%s}"
                .formatted(id, words.text(2), memberships, citations());
    }

    private String document(int i, String id) {
        return "{\"id\":\"%s\",\"kind\":\"%s\",\"title\":%s,\"summary\":%s,\"issuers\":[\"%s\"],\"date\":\"%s\",%s}"
                .formatted(
                        id,
                        counted("documents", "kind", words.skewed(TEXTS)),
                        words.text(6),
                        words.text(25),
                        counted("documents", "issuer", words.skewed(ids("parties"))),
                        words.date(1995, 2025),
                        citations());
    }

    private String norm(int i, String id) {
        String framework = counted("norms", "framework", ids("documents").get(i / 13));
        String clauses = words.chance(20) ? ",\"clauses\":[{\"id\":\"a\",\"summary\":" + words.text(15) + "}]" : "";
        return ("{\"id\":\"%s\",\"framework\":\"%s\",\"designation\":\"%d\",\"title\":%s,\"summary\":%s%s,"
                        + "\"character\":[\"voluntary\",\"non-binding\"],\"adoptedOn\":\"%s\",%s}")
                .formatted(
                        id,
                        framework,
                        i % 13 + 1,
                        words.text(6),
                        words.text(30),
                        clauses,
                        words.date(2010, 2022),
                        citations());
    }

    private String cbm(int i, String id) {
        return ("{\"id\":\"%s\",\"number\":%d,\"organisation\":\"%s\",\"adoptedOn\":\"%s\",\"title\":%s,\"summary\":%s,"
                        + "\"obligations\":[{\"action\":\"%s\",\"summary\":%s,%s}],%s}")
                .formatted(
                        id,
                        i / ORGANISATIONS + 1,
                        organisations().get(i % ORGANISATIONS),
                        words.date(2010, 2022),
                        words.text(6),
                        words.text(20),
                        words.skewed(ACTIONS),
                        words.text(10),
                        citations(),
                        citations());
    }

    /** A commitment of this id, as one line of JSON. */
    String commitment(String id) {
        Set<String> parties = some(states(), 3);
        parties.forEach(party -> counted("commitments", "party", party));
        String made = words.date(1996, 2025);
        StringBuilder record =
                new StringBuilder("{\"id\":\"%s\",\"parties\":%s,\"modality\":\"%s\",\"subject\":%s,\"summary\":%s"
                        .formatted(
                                id,
                                array(parties),
                                counted("commitments", "modality", words.skewed(MODALITIES)),
                                words.text(5),
                                words.text(25)));
        record.append(",\"madeOn\":\"").append(made).append('"');
        if (words.chance(15)) {
            record.append(",\"validTo\":\"").append(words.date(2026, 2035)).append('"');
        }
        record.append(",\"status\":\"")
                .append(counted("commitments", "status", words.skewed(STATUSES)))
                .append('"');
        if (words.chance(70)) {
            record.append(",\"norms\":").append(norms("commitments"));
        }
        if (words.chance(20)) {
            record.append(",\"cbms\":[\"")
                    .append(counted("commitments", "cbm", words.skewed(ids("cbms"))))
                    .append("\"]");
        }
        record.append(",\"documents\":[\"")
                .append(counted("commitments", "document", words.skewed(ids("documents"))))
                .append("\"]");
        if (words.chance(5)) {
            String party = parties.iterator().next();
            record.append(",\"treatyActions\":[{\"party\":\"%s\",\"action\":\"signature\",\"madeOn\":\"%s\",%s}]"
                    .formatted(party, made, citations()));
        }
        if (words.chance(10)) {
            record.append(",\"note\":").append(words.text(20));
        }
        return record.append(',').append(citations()).append('}').toString();
    }

    private String implementation(int i, String id) {
        StringBuilder record = new StringBuilder(
                "{\"id\":\"%s\",\"party\":\"%s\",\"kind\":\"%s\",\"title\":%s,\"summary\":%s,\"norms\":%s"
                        .formatted(
                                id,
                                counted("implementations", "party", words.skewed(states())),
                                counted("implementations", "kind", words.skewed(WORKS)),
                                words.text(6),
                                words.text(25),
                                norms("implementations")));
        if (words.chance(20)) {
            record.append(",\"cbms\":[\"").append(words.skewed(ids("cbms"))).append("\"]");
        }
        if (words.chance(10)) {
            record.append(",\"amounts\":[{\"value\":%d,\"currency\":\"CAD\",%s}]"
                    .formatted(1_000 * (1 + words.skewed(100_000)), citations()));
        }
        record.append(",\"startedOn\":\"").append(words.date(2000, 2025)).append('"');
        record.append(",\"status\":\"")
                .append(counted("implementations", "status", words.skewed(PROGRESS)))
                .append('"');
        if (words.chance(40)) {
            record.append(",\"milestones\":[")
                    .append(repeated(1 + words.skewed(6), this::milestone))
                    .append(']');
        }
        String reported = counted("implementations", "reportedIn", words.skewed(ids("documents")));
        record.append(",\"reportedIn\":\"").append(reported).append('"');
        return record.append(',').append(citations()).append('}').toString();
    }

    private String milestone() {
        return "{\"title\":%s,\"target\":\"%s\",\"status\":\"%s\",%s}"
                .formatted(words.text(6), words.date(2020, 2030), words.skewed(PROGRESS), citations());
    }

    private String norms(String kind) {
        return some(ids("norms"), 3).stream()
                .map(norm -> "{\"norm\":\"" + counted(kind, "norm", norm) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String citations() {
        return "\"citations\":[" + repeated(words.chance(80) ? 1 : 2, this::citation) + "]";
    }

    private String citation() {
        return "{\"document\":\"%s\",\"locator\":\"L%d\",\"confidence\":\"%s\"}"
                .formatted(
                        words.skewed(ids("documents")),
                        1 + words.random().nextInt(300),
                        words.chance(30) ? "confirmed" : "unconfirmed");
    }

    private static String repeated(int count, Supplier<String> item) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(item.get());
        }
        return String.join(",", items);
    }

    private Set<String> some(List<String> values, int most) {
        Set<String> some = new LinkedHashSet<>();
        for (int i = 1 + words.skewed(most); i > 0; i--) {
            some.add(words.skewed(values));
        }
        return some;
    }

    private static String array(Set<String> values) {
        return values.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private String counted(String kind, String filter, String value) {
        counts.computeIfAbsent(kind + " " + filter, none -> new HashMap<>()).merge(value, 1, Integer::sum);
        return value;
    }
}
