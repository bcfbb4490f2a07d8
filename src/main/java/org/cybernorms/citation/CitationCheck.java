package org.cybernorms.citation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cybernorms.api.model.CheckResult;
import org.cybernorms.api.model.CheckedCitation;
import org.cybernorms.api.model.CitationCheckRequest;
import org.cybernorms.api.model.CitationCheckResponse;
import org.cybernorms.api.model.CitationReport;
import org.cybernorms.api.model.CitationToCheck;
import org.cybernorms.api.model.DocumentContent;
import org.cybernorms.api.model.FilterCounts;
import org.cybernorms.api.model.Violation;
import org.cybernorms.citation.CitationOutcomes.Outcome;
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

/** Checks citations against registered contents: whether the place exists and contains the quoted words. */
@ApplicationScoped
class CitationCheck {

    private final ContentStore contents;
    private final CitationOutcomes outcomes;
    private final Projection projection;
    private final Kinds kinds;
    private final CurrentRecords current;
    private final RecordReader reader;
    private final Moments moments;
    private final Pager pager;

    CitationCheck(
            ContentStore contents,
            CitationOutcomes outcomes,
            Projection projection,
            Kinds kinds,
            CurrentRecords current,
            RecordReader reader,
            Moments moments,
            Pager pager) {
        this.contents = contents;
        this.outcomes = outcomes;
        this.projection = projection;
        this.kinds = kinds;
        this.current = current;
        this.reader = reader;
        this.moments = moments;
        this.pager = pager;
    }

    CitationCheckResponse check(CitationCheckRequest question) {
        CitationChecker checker = new CitationChecker(contents);
        List<CheckedCitation> items = new ArrayList<>();
        List<Violation> faults = new ArrayList<>();
        for (CitationToCheck asked : of(question.getCitations())) {
            items.add(checker.check(asked.getDocument(), asked.getLocator(), asked.getWords()));
        }
        List<String> records = of(question.getRecords());
        for (int i = 0; i < records.size(); i++) {
            Optional<JsonNode> record = record(records.get(i));
            if (record.isEmpty()) {
                faults.add(new Violation().pointer("/records/" + i).detail("unknown record `" + records.get(i) + "`"));
            } else {
                items.addAll(checker.citations(records.get(i), record.get(), null));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.UNPROCESSABLE, faults);
        }
        return new CitationCheckResponse()
                .items(items)
                .counts(counts(items.stream().map(Outcome::of).toList()));
    }

    /** All that current records cite of a document. */
    CitationReport report(String document, @Nullable List<CheckResult> results, ListQuery query) {
        reader.require(kinds.get("documents"), document, null);
        Pager.Position position = pager.position(query, 2, moments.of(null));
        Set<String> all = kinds.all().stream().map(Kind::name).collect(Collectors.toSet());
        moments.describe(all, moments.of(null), null);
        CitationChecker checker = new CitationChecker(contents);
        List<Placed> found = found(document, checker).stream()
                .filter(placed -> results == null || results.isEmpty() || results.contains(placed.outcome.place()))
                .toList();
        List<Placed> rest = found.stream()
                .filter(placed -> position.isFirst() || placed.isAfter(position.after()))
                .limit(query.limit() + 1L)
                .toList();
        Pager.Page<Placed> page = pager.page(position, rest, Placed::place);
        Optional<DocumentContent> content = checker.content(document);
        content.ifPresent(contents::forThisCaller);
        return new CitationReport()
                .content(content.orElse(null))
                .items(citations(page.items(), document, checker))
                .counts(counts(found.stream().map(Placed::outcome).toList()))
                .next(page.next())
                .cursor(page.cursor());
    }

    /** All citations of a document: those in other records by their addresses, then its own. */
    private List<Placed> found(String document, CitationChecker checker) {
        Map<String, Long> referring = projection.referring("documents", document);
        referring.keySet().removeIf(address -> !isInCatalogue(address));
        TreeMap<String, String> addresses = new TreeMap<>();
        referring.keySet().forEach(address -> addresses.put("0" + order(address), address));
        String own = "documents/" + document;
        current.revision("documents", document).ifPresent(revision -> {
            addresses.put("1" + order(own), own);
            referring.put(own, revision.number());
        });
        Map<Long, List<Outcome>> byEntry = outcomes.of(document, referring.values(), checker);
        List<Placed> found = new ArrayList<>();
        addresses.forEach((order, address) -> {
            long entry = Objects.requireNonNull(referring.get(address));
            List<Outcome> inRecord = byEntry.getOrDefault(entry, List.of());
            for (int i = 0; i < inRecord.size(); i++) {
                found.add(new Placed(order, i, address, entry, inRecord.get(i)));
            }
        });
        return found;
    }

    /** The citations at some places. */
    private List<CheckedCitation> citations(List<Placed> places, String document, CitationChecker checker) {
        Map<Long, ObjectNode> bodies =
                current.bodies(places.stream().map(Placed::entry).collect(Collectors.toSet()));
        Map<Long, List<CheckedCitation>> checked = new HashMap<>();
        return places.stream()
                .map(placed -> checked.computeIfAbsent(
                                placed.entry,
                                entry -> checker.citations(
                                        placed.address, Objects.requireNonNull(bodies.get(entry)), document))
                        .get(placed.number))
                .toList();
    }

    /**
     * A citation with its place in the report: by record, the document itself last, then by its number in the record.
     */
    private record Placed(String order, int number, String address, long entry, Outcome outcome) {

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

    private static FilterCounts counts(List<Outcome> outcomes) {
        return new FilterCounts()
                .total((long) outcomes.size())
                .by(Map.of("place", count(outcomes, Outcome::place), "words", count(outcomes, Outcome::words)));
    }

    private static Map<String, Long> count(List<Outcome> outcomes, Function<Outcome, CheckResult> result) {
        Map<String, Long> counts = new TreeMap<>();
        outcomes.forEach(outcome -> counts.merge(result.apply(outcome).toString(), 1L, Long::sum));
        return counts;
    }

    private static <T> List<T> of(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }
}
