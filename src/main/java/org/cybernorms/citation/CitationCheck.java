package org.cybernorms.citation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cybernorms.api.model.CheckResult;
import org.cybernorms.api.model.CheckedCitation;
import org.cybernorms.api.model.CitationAnswer;
import org.cybernorms.api.model.CitationQuestion;
import org.cybernorms.api.model.CitationReport;
import org.cybernorms.api.model.CitationToCheck;
import org.cybernorms.api.model.Counts;
import org.cybernorms.api.model.DocumentContent;
import org.cybernorms.api.model.Fault;
import org.cybernorms.http.Cursor;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.projection.Projection;
import org.cybernorms.projection.TextFolding;
import org.cybernorms.record.CurrentRecords;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.Moments;
import org.cybernorms.record.RecordReader;
import org.jspecify.annotations.Nullable;

/** Holds citations against registered contents: whether the place exists, and whether the words stand there. */
@ApplicationScoped
class CitationCheck {

    private static final int BATCH = 500;

    private final ContentStore contents;
    private final Projection projection;
    private final Kinds kinds;
    private final CurrentRecords current;
    private final RecordReader reader;
    private final Moments moments;
    private final Pager pager;

    CitationCheck(
            ContentStore contents,
            Projection projection,
            Kinds kinds,
            CurrentRecords current,
            RecordReader reader,
            Moments moments,
            Pager pager) {
        this.contents = contents;
        this.projection = projection;
        this.kinds = kinds;
        this.current = current;
        this.reader = reader;
        this.moments = moments;
        this.pager = pager;
    }

    CitationAnswer check(CitationQuestion question) {
        CitationChecker checker = new CitationChecker(contents);
        List<CheckedCitation> items = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (CitationToCheck asked : of(question.getCitations())) {
            items.add(checker.check(asked.getDocument(), asked.getLocator(), asked.getWords()));
        }
        List<String> records = of(question.getRecords());
        for (int i = 0; i < records.size(); i++) {
            Optional<JsonNode> record = record(records.get(i));
            if (record.isEmpty()) {
                faults.add(new Fault().pointer("/records/" + i).detail("there is no record " + records.get(i)));
            } else {
                items.addAll(checker.citations(records.get(i), record.get(), null));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.UNPROCESSABLE, faults);
        }
        return new CitationAnswer().items(items).counts(counts(items));
    }

    /** All that current records cite of a document. */
    CitationReport report(String document, @Nullable List<CheckResult> results, ListQuery query) {
        reader.require(kinds.get("documents"), document, null);
        Pager.Position position = pager.position(query, 2, moments.of(null));
        Set<String> all = kinds.all().stream().map(Kind::name).collect(Collectors.toSet());
        moments.describe(all, moments.of(null), null);
        CitationChecker checker = new CitationChecker(contents);
        List<Placed> found = found(document, checker).stream()
                .filter(placed -> results == null || results.isEmpty() || results.contains(placed.citation.getPlace()))
                .toList();
        List<Placed> rest = found.stream()
                .filter(placed -> position.isFirst() || placed.isAfter(position.after()))
                .limit(query.limit() + 1L)
                .toList();
        Pager.Page<CheckedCitation> page =
                pager.page(position, rest, Placed::place).map(placed -> placed.citation);
        Optional<DocumentContent> content = contents.readable(document);
        content.ifPresent(contents::forThisCaller);
        return new CitationReport()
                .content(content.orElse(null))
                .items(page.items())
                .counts(counts(found.stream().map(Placed::citation).toList()))
                .next(page.next());
    }

    /** All citations of a document: those in other records by their addresses, then its own. */
    private List<Placed> found(String document, CitationChecker checker) {
        Map<String, Long> referring = projection.referring("documents", document);
        TreeMap<String, String> addresses = new TreeMap<>();
        referring.keySet().stream()
                .filter(this::isInCatalogue)
                .forEach(address -> addresses.put(order(address), address));
        List<Placed> found = new ArrayList<>();
        List<Map.Entry<String, String>> all = List.copyOf(addresses.entrySet());
        for (int from = 0; from < all.size(); from += BATCH) {
            List<Map.Entry<String, String>> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            Map<Long, ObjectNode> bodies = current.bodies(batch.stream()
                    .map(address -> referring.get(address.getValue()))
                    .toList());
            for (Map.Entry<String, String> address : batch) {
                ObjectNode body = bodies.get(referring.get(address.getValue()));
                if (body != null) {
                    found.addAll(placed("0" + address.getKey(), checker.citations(address.getValue(), body, document)));
                }
            }
        }
        String own = "documents/" + document;
        record(own)
                .ifPresent(record -> found.addAll(placed("1" + order(own), checker.citations(own, record, document))));
        return found;
    }

    /**
     * A citation with its place in the report: by record, the document itself last, then by its number in the record.
     */
    private record Placed(CheckedCitation citation, String order, int number) {

        List<String> place() {
            return List.of(order, String.valueOf(number));
        }

        boolean isAfter(List<String> place) {
            int compared = order.compareTo(place.get(0));
            return compared > 0 || (compared == 0 && number > Cursor.number(place.get(1)));
        }
    }

    private static String order(String address) {
        return TextFolding.natural(address) + " " + address;
    }

    private static List<Placed> placed(String order, List<CheckedCitation> citations) {
        return IntStream.range(0, citations.size())
                .mapToObj(i -> new Placed(citations.get(i), order, i))
                .toList();
    }

    private boolean isInCatalogue(String address) {
        String kind = address.substring(0, address.indexOf('/'));
        return kinds.has(kind) && kinds.get(kind).inCatalogue();
    }

    private Optional<JsonNode> record(String address) {
        int slash = address.indexOf('/');
        return slash > 0 && isInCatalogue(address)
                ? current.find(address.substring(0, slash), address.substring(slash + 1))
                        .map(JsonNode.class::cast)
                : Optional.empty();
    }

    private static Counts counts(List<CheckedCitation> items) {
        return new Counts()
                .total((long) items.size())
                .by(Map.of(
                        "place", count(items, CheckedCitation::getPlace),
                        "words", count(items, CheckedCitation::getWords)));
    }

    private static Map<String, Long> count(List<CheckedCitation> items, Function<CheckedCitation, CheckResult> result) {
        Map<String, Long> counts = new TreeMap<>();
        items.forEach(item -> counts.merge(result.apply(item).toString(), 1L, Long::sum));
        return counts;
    }

    private static <T> List<T> of(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }
}
