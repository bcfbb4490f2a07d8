package org.cybernorms.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cybernorms.support.FrozenAnswers.Frozen;

/** Holds a service that was started on the data of a release against what that release answered. */
public final class ReleaseCheck {

    /** Starts the service on a copy of the data of the release. */
    @FunctionalInterface
    public interface Starter {

        Service start(Map<String, String> environment) throws Exception;
    }

    private static final Map<String, String> DERIVED_ANEW = Map.of("REGISTRY_REBUILD", "true");
    private static final String WRITTEN = "/v1/norms/written-later";
    private static final String CHANGED = "/v1/norms/harbour-1";

    private final Release release;
    private final Map<String, String> keys;

    private ReleaseCheck(Release release, Map<String, String> keys) {
        this.release = release;
        this.keys = keys;
    }

    /** Opens the data as they are; opens them with all that is derived made anew, and writes on top; makes it anew once more. */
    public static void run(Release release, Starter starter) throws Exception {
        ReleaseCheck check = new ReleaseCheck(release, FrozenAnswers.keys(release));
        try (Service service = starter.start(Map.of())) {
            check.answersAsThen(service);
        }
        try (Service service = starter.start(DERIVED_ANEW)) {
            check.answersAsThen(service);
            write(service);
            wasWritten(service);
        }
        try (Service service = starter.start(DERIVED_ANEW)) {
            wasWritten(service);
        }
    }

    private void answersAsThen(Service service) throws Exception {
        List<Frozen> all = FrozenAnswers.read(release);
        assertThat(all).as("what %s answered", release).hasSizeGreaterThan(100);
        AllowedChanges allowed = AllowedChanges.since(release);
        List<String> differences = new ArrayList<>();
        for (Frozen then : all) {
            Frozen now = FrozenAnswers.ask(service, keys, then.caller(), then.address());
            if (now.status() != then.status()) {
                differences.add(then + " status: " + then.status() + ", now " + now.status());
            }
            compare(then + " ", then.body(), now.body(), allowed.renamed(), differences);
        }
        assertThat(differences)
                .as("what is no longer as %s answered it", release)
                .allMatch(difference -> allowed.answers().stream().anyMatch(one -> matches(one, difference)));
        assertThat(allowed.answers())
                .as("allowed in %s and needed", release.allowedChanges())
                .allMatch(one -> differences.stream().anyMatch(difference -> matches(one, difference)));
        assertAgrees(service);
    }

    private static boolean matches(Pattern allowed, String difference) {
        return allowed.matcher(difference).lookingAt();
    }

    /**
     * Every value that was there is there and equal, be it under another name; a member that was not there may have come.
     */
    private static void compare(
            String place, JsonNode then, JsonNode now, Map<String, String> renamed, List<String> differences) {
        if (then.isObject() && now.isObject()) {
            then.properties().forEach(member -> {
                String name = member.getKey();
                if (name.equals("score")) { // depends on what the index has merged, and is no part of a record
                    return;
                }
                JsonNode other = now.path(now.has(name) ? name : renamed.getOrDefault(name, name));
                compare(place + "/" + name, member.getValue(), other, renamed, differences);
            });
        } else if (then.isArray() && now.isArray() && then.size() == now.size()) {
            for (int i = 0; i < then.size(); i++) {
                compare(place + "/" + i, then.get(i), now.get(i), renamed, differences);
            }
        } else if (!then.equals(now)) {
            differences.add(place + ": " + then + ", now " + (now.isMissingNode() ? "nothing" : now));
        }
    }

    private static void write(Service service) throws Exception {
        ObjectNode norm = (ObjectNode) service.json(CHANGED);
        assertThat(norm.path("version").asInt()).isEqualTo(1);
        norm.put("id", "written-later").putObject("title").put("en", "Marmalade");
        accept(201, service.send("PUT", WRITTEN, "application/json", norm.toString(), "If-None-Match", "*"));
        String patch = "{\"title\": {\"en\": \"Tangerines\"}}";
        accept(200, service.send("PATCH", CHANGED, "application/merge-patch+json", patch, "If-Match", "\"1\""));
    }

    private static void accept(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static void wasWritten(Service service) throws Exception {
        assertThat(service.json(WRITTEN).at("/title/en").asText()).isEqualTo("Marmalade");
        assertThat(service.json(CHANGED).path("version").asInt()).isEqualTo(2);
        assertThat(service.json(CHANGED + "/versions/1").at("/title/en").asText())
                .isEqualTo("Keep the lights on");
        assertThat(service.json("/v1/norms?q=marmalade").at("/items/0/id").asText())
                .isEqualTo("written-later");
        assertThat(service.json("/v1/search?q=tangerines").at("/items/0/id").asText())
                .isEqualTo("harbour-1");
        assertAgrees(service);
    }

    private static void assertAgrees(Service service) throws Exception {
        JsonNode check = service.json("/v1/log/check");
        assertThat(check.path("agree").asBoolean()).as(check.toString()).isTrue();
    }
}
