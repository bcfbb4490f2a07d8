package org.cybernorms.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The examples of successful answers in the contract, held against what the register answers. */
public final class ContractExamples {

    /** Where an answer is written that is not as its example shows, to be put into the contract. */
    private static final Path ANSWERS = Path.of("target", "answers");

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Members that differ with each run. */
    private static final Set<String> VARYING = Set.of(
            "entry",
            "entries",
            "lastEntry",
            "next",
            "cursor",
            "secret",
            "recordedBy",
            "lastUsedAt",
            "sentAt",
            "deliveries",
            "score",
            "elapsedSeconds",
            "medianSeconds",
            "p90Seconds");

    /** Members of single answers that depend on the day, or on what is under way. */
    private static final Map<String, Set<String>> DEPENDING = Map.of(
            "getCoverage", Set.of("date"),
            "getLog", Set.of("exercises"),
            "listExerciseResults", Set.of("status"),
            "getExerciseStatistics", Set.of("bounced", "unanswered"),
            "listExerciseTrend", Set.of("bounced", "unanswered"));

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
    private static final Pattern MADE = Pattern.compile(
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\bk[0-9a-f]{12}\\b|\\btried-\\d+\\b|example-check");

    /** Descriptions of the whole register, which grow with it: the example is an excerpt. */
    private static final Set<String> EXCERPTS = Set.of("getCatalogue", "getContext");

    /** The differences of all kinds have the example of those of norms. */
    private static final Pattern LIKE_OTHERS = Pattern.compile("diff(?!Norm$).*");

    private static final Set<JsonNode> OF_READS = ofReads();

    private ContractExamples() {}

    /**
     * Whether an answer is as the contract's example shows, apart from times, numbers of entries and ids that are made. A
     * change that answers with what can be read may share the example of the read.
     *
     * @param known what the call had instead of the contract's example values
     * @param toOthers what other callers are answered, where the contract has further examples
     * @return what is wrong, or nothing
     */
    public static Optional<String> compare(
            Operation operation, Map<String, String> known, Response response, Supplier<Response> toOthers) {
        JsonNode media = media(operation, response);
        if (media.isMissingNode() || LIKE_OTHERS.matcher(operation.id()).matches()) {
            return Optional.empty();
        }
        if (media.has("example")) { // a text: how it begins
            return response.asString().startsWith(media.path("example").asText())
                    ? Optional.empty()
                    : Optional.of(written(operation.id(), response));
        }
        List<JsonNode> references = new ArrayList<>();
        media.path("examples").forEach(references::add);
        if (!operation.isRead() && OF_READS.containsAll(references) && !references.isEmpty()) {
            return Optional.empty();
        }
        List<JsonNode> examples = references.stream()
                .map(example -> resolve(example).path("value"))
                .toList();
        if (examples.isEmpty() || !same(operation, known, response, examples.get(0))) {
            return Optional.of(written(operation.id(), response));
        }
        return examples.size() == 1 || same(operation, known, toOthers.get(), examples.get(1))
                ? Optional.empty()
                : Optional.of(written(operation.id() + "-to-others", toOthers.get()));
    }

    private static JsonNode media(Operation operation, Response response) {
        String type = response.contentType().replaceAll(";.*", "");
        return type.endsWith("json") || type.matches("text/(plain|html)")
                ? resolve(operation.published("/responses/" + response.statusCode()))
                        .path("content")
                        .path(type)
                : MissingNode.getInstance();
    }

    private static Set<JsonNode> ofReads() {
        Set<JsonNode> references = new HashSet<>();
        Operation.all().stream().filter(Operation::isRead).forEach(read -> resolve(read.published("/responses/200"))
                .path("content")
                .forEach(media -> media.path("examples").forEach(references::add)));
        return references;
    }

    private static boolean same(Operation operation, Map<String, String> known, Response answer, JsonNode example) {
        Set<String> varying = new HashSet<>(VARYING);
        varying.addAll(DEPENDING.getOrDefault(operation.id(), Set.of()));
        Map<String, String> called = operation.exampleValues();
        JsonNode shown = plain(example, called, varying);
        called.putAll(known);
        JsonNode given = plain(parse(answer.asString()), called, varying);
        return EXCERPTS.contains(operation.id()) ? contains(given, shown) : given.equals(shown);
    }

    /** Whether every member and item of the excerpt is in the whole. */
    private static boolean contains(JsonNode whole, JsonNode excerpt) {
        if (excerpt.isObject()) {
            return excerpt.properties().stream()
                    .allMatch(member -> contains(whole.path(member.getKey()), member.getValue()));
        }
        if (excerpt.isArray()) {
            return stream(excerpt).allMatch(item -> stream(whole).anyMatch(one -> contains(one, item)));
        }
        return whole.equals(excerpt);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The same without what differs with each run. */
    private static JsonNode plain(JsonNode node, Map<String, String> known, Set<String> varying) {
        if (node.isObject()) {
            ObjectNode plain = JSON.createObjectNode();
            node.properties().stream()
                    .filter(member -> !varying.contains(member.getKey()))
                    .forEach(member -> plain.set(member.getKey(), plain(member.getValue(), known, varying)));
            return plain;
        }
        if (node.isArray()) {
            ArrayNode plain = JSON.createArrayNode();
            node.forEach(item -> plain.add(plain(item, known, varying)));
            return plain;
        }
        if (node.isNumber()) {
            return JSON.getNodeFactory().numberNode(node.asDouble());
        }
        return node.isTextual() ? JSON.getNodeFactory().textNode(plain(node.asText(), known)) : node;
    }

    private static String plain(String text, Map<String, String> known) {
        String plain = known.containsKey("id") ? text.replace(known.get("id"), "ID") : text;
        return MADE.matcher(INSTANT.matcher(plain).replaceAll("INSTANT")).replaceAll("ID");
    }

    private static String written(String name, Response answer) {
        Path file = ANSWERS.resolve(name + ".json");
        try {
            Files.createDirectories(ANSWERS);
            Files.write(file, answer.asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "The contract's example of this answer is missing or differs; the answer is in " + file;
    }

    private static JsonNode resolve(JsonNode node) {
        return ContractGate.INSTANCE.resolve(node);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
