package org.cybernorms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The patterns of the contract: each has a length that is checked before it, and up to that length it is harmless. */
class PatternTest {

    private static final List<String> UNITS =
            List.of("a", "-a", "a-", "1", " ", "\"\",", "W/\"\" , ", "/a", ", a", "P", "x/a-a", "é", "\n", "a.");

    /** Of answers in other forms; it matches at once, whatever the length. */
    private static final String ANYTHING = "^[\\s\\S]*$";

    private record Bounded(String pattern, int maxLength) {}

    @Test
    void everyPatternHasALengthBeforeIt() throws IOException {
        JsonNode contract = new YAMLMapper().readTree(new File("openapi.yaml"));
        Map<String, Bounded> patterns = patterns(contract);
        assertThat(patterns).hasSizeGreaterThan(50).allSatisfy((place, bounded) -> assertThat(bounded.maxLength())
                .as(place)
                .isBetween(1, 100_000));
    }

    /** Half of the stack that a thread has otherwise. */
    @Test
    void aPatternNeedsLittleStack() throws Exception {
        JsonNode contract = new YAMLMapper().readTree(new File("openapi.yaml"));
        for (Map.Entry<String, Bounded> entry : patterns(contract).entrySet()) {
            Pattern pattern = Pattern.compile(entry.getValue().pattern());
            int length = entry.getValue().maxLength();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread thread = new Thread(
                    null,
                    () -> {
                        for (String unit : UNITS) {
                            String text = unit.repeat(length / unit.length());
                            pattern.matcher(text).find();
                            pattern.matcher("\"\"" + text).find();
                            pattern.matcher("a" + text + "\0").find();
                            pattern.matcher("member:parties/a" + text).find();
                        }
                    },
                    "pattern",
                    512 << 10);
            thread.setUncaughtExceptionHandler((of, failure) -> thrown.set(failure));
            long start = System.nanoTime();
            thread.start();
            thread.join();
            assertThat(thrown.get()).as(entry.getKey()).isNull();
            assertThat(System.nanoTime() - start).as(entry.getKey()).isLessThan(2_000_000_000L);
        }
    }

    private static Map<String, Bounded> patterns(JsonNode contract) {
        Map<String, Bounded> found = new LinkedHashMap<>();
        collect(contract, contract, "", found);
        return found;
    }

    private static void collect(JsonNode contract, JsonNode node, String place, Map<String, Bounded> found) {
        if (node.path("pattern").isTextual()
                && !node.path("pattern").textValue().equals(ANYTHING)) {
            found.put(
                    place,
                    new Bounded(
                            node.path("pattern").textValue(),
                            resolved(contract, node).path("maxLength").asInt(0)));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(contract, node.get(i), place + "/" + i, found);
        }
        node.properties().stream()
                .filter(member -> !member.getKey().startsWith("example"))
                .forEach(member -> collect(contract, member.getValue(), place + "/" + member.getKey(), found));
    }

    private static JsonNode resolved(JsonNode contract, JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        ObjectNode merged = resolved(
                        contract, contract.at(node.path("$ref").asText().substring(1)))
                .deepCopy();
        node.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
        return merged;
    }
}
