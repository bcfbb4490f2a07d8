package org.cybernorms.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks a register for all that it holds, as everybody who has a key of the fixture and as somebody without one. */
final class FrozenAnswers {

    static final String ANYBODY = "anybody";
    static final String ADMINISTRATOR = "administrator";

    private static final List<String> KINDS = List.of(
            "norms",
            "mappings",
            "commitments",
            "cbms",
            "implementations",
            "documents",
            "parties",
            "meetings",
            "networks",
            "points-of-contact",
            "exercises");

    /** Of these, what is shown depends on who asks. */
    private static final Set<String> RESTRICTED = Set.of("points-of-contact", "exercises");

    /** One caller for each way to see a contact: its own party, another member of its network, who runs the network. */
    private static final List<String> WHO_SEES_WHAT = List.of("northland", "member", "secretariat");

    /** The versions of contents, which have no addresses. */
    private static final int CONTENTS = 3;

    /** One answer: who asked for what, and what came. A body that is no JSON is a text. */
    record Frozen(String caller, String address, int status, JsonNode body) {

        ObjectNode toJson() {
            return Service.JSON
                    .createObjectNode()
                    .put("caller", caller)
                    .put("address", address)
                    .put("status", status)
                    .set("body", body);
        }

        static Frozen of(JsonNode line) {
            return new Frozen(
                    line.path("caller").asText(),
                    line.path("address").asText(),
                    line.path("status").asInt(),
                    line.path("body"));
        }

        @Override
        public String toString() {
            return caller + ": " + address;
        }
    }

    private final Service service;
    private final Map<String, String> keys;
    private final List<Frozen> all = new ArrayList<>();

    private FrozenAnswers(Service service, Map<String, String> keys) {
        this.service = service;
        this.keys = keys;
    }

    static List<Frozen> read(Release release) throws IOException {
        List<Frozen> all = new ArrayList<>();
        for (String line : Files.readAllLines(release.answers())) {
            all.add(Frozen.of(Service.JSON.readTree(line)));
        }
        return all;
    }

    static Map<String, String> keys(Release release) throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        Service.JSON
                .readTree(release.keys().toFile())
                .properties()
                .forEach(key -> keys.put(key.getKey(), key.getValue().asText()));
        return keys;
    }

    /** Asks for one thing. */
    static Frozen ask(Service service, Map<String, String> keys, String caller, String address) throws Exception {
        HttpResponse<String> answer =
                switch (caller) {
                    case ANYBODY -> service.bare("GET", address, "");
                    case ADMINISTRATOR -> service.get(address);
                    default -> service.bare("GET", address, "", "X-API-Key", keys.get(caller));
                };
        boolean json = answer.headers().firstValue("Content-Type").orElse("").matches("application/\\S*json.*");
        JsonNode body = json
                ? Service.JSON.readTree(answer.body())
                : Service.JSON.getNodeFactory().textNode(answer.body());
        return new Frozen(caller, address, answer.statusCode(), body);
    }

    /**
     * Walks over all: every version of every record, lists, differences, views.
     *
     * @param withdrawn records that no list has
     * @param views addresses beside them, each with who asks
     */
    static void write(Service service, Map<String, String> keys, Set<String> withdrawn, List<String[]> views, Path file)
            throws Exception {
        FrozenAnswers answers = new FrozenAnswers(service, keys);
        int versions = 0;
        for (String kind : KINDS) {
            versions += answers.kind(kind, withdrawn);
        }
        int entries = service.json("/v1/log").path("entries").asInt();
        if (versions + CONTENTS != entries) {
            throw new IllegalStateException("of %d entries %d were read as versions of records, and %d are contents"
                    .formatted(entries, versions, CONTENTS));
        }
        for (String[] view : views) {
            answers.add(view[0], view[1]);
        }
        List<String> lines =
                answers.all.stream().map(answer -> answer.toJson().toString()).toList();
        Files.write(file, lines);
    }

    private int kind(String kind, Set<String> withdrawn) throws Exception {
        List<String> callers = new ArrayList<>(List.of(ADMINISTRATOR, ANYBODY));
        if (RESTRICTED.contains(kind)) {
            callers.addAll(WHO_SEES_WHAT);
        }
        String list = "/v1/" + kind;
        Set<String> records = new LinkedHashSet<>();
        add(ADMINISTRATOR, list + "?limit=200")
                .path("items")
                .forEach(item -> records.add(list + "/" + item.path("id").asText()));
        withdrawn.stream().filter(record -> record.startsWith(list + "/")).forEach(records::add);
        int versions = 0;
        for (String caller : callers) {
            if (!caller.equals(ADMINISTRATOR)) {
                add(caller, list + "?limit=200");
            }
            versions = 0;
            for (String record : records) {
                versions += record(caller, record);
            }
        }
        return versions;
    }

    private int record(String caller, String record) throws Exception {
        add(caller, record);
        JsonNode versions = add(caller, record + "/versions?limit=200").path("items");
        for (int version = 1; version <= versions.size(); version++) {
            add(caller, record + "/versions/" + version);
            if (version > 1) {
                add(caller, record + "/diff?from=" + (version - 1) + "&to=" + version);
            }
        }
        return versions.size();
    }

    private JsonNode add(String caller, String address) throws Exception {
        Frozen answer = ask(service, keys, caller, address);
        if (answer.status() >= 400 && answer.status() != 410 && answer.status() != 404) {
            throw new IllegalStateException(answer + " → " + answer.status() + " " + answer.body());
        }
        all.add(answer);
        return answer.body();
    }
}
