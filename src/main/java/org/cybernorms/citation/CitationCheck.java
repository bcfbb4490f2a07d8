package org.cybernorms.citation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    private static final int RECORDS = 100_000;

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
        Checking checking = new Checking();
        List<CheckedCitation> items = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (CitationToCheck asked : of(question.getCitations())) {
            items.add(checking.check(asked.getDocument(), asked.getLocator(), asked.getWords()));
        }
        List<String> records = of(question.getRecords());
        for (int i = 0; i < records.size(); i++) {
            Optional<JsonNode> record = record(records.get(i));
            if (record.isEmpty()) {
                faults.add(new Fault().pointer("/records/" + i).detail("there is no record " + records.get(i)));
            } else {
                items.addAll(checking.citations(records.get(i), record.get(), null));
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
        Checking checking = new Checking();
        String own = "documents/" + document;
        List<String> records = new ArrayList<>(projection.referrers("documents", document, RECORDS));
        records.sort(Comparator.comparing(TextFolding::natural));
        records.add(own);
        List<Placed> found = records.stream()
                .flatMap(address -> record(address).stream()
                        .flatMap(record -> placed(checking.citations(address, record, document), address.equals(own))))
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

    private static Stream<Placed> placed(List<CheckedCitation> citations, boolean last) {
        return IntStream.range(0, citations.size())
                .mapToObj(i -> new Placed(
                        citations.get(i),
                        (last ? "1" : "0")
                                + TextFolding.natural(citations.get(i).getRecord()),
                        i));
    }

    private Optional<JsonNode> record(String address) {
        int slash = address.indexOf('/');
        String kind = address.substring(0, slash);
        return kinds.has(kind) && kinds.get(kind).inCatalogue()
                ? current.find(kind, address.substring(slash + 1)).map(JsonNode.class::cast)
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

    /** One check of many citations; each content is read once. */
    private final class Checking {

        private final Map<String, Optional<DocumentContent>> known = new HashMap<>();

        /** The citations in a record, each with its pointer; all of them, or those of one document. */
        List<CheckedCitation> citations(String address, JsonNode record, @Nullable String document) {
            List<CheckedCitation> found = new ArrayList<>();
            walk(record, "", null, document, found);
            found.forEach(checked -> checked.record("/v1/" + address));
            return found;
        }

        private void walk(
                JsonNode node,
                String pointer,
                @Nullable String words,
                @Nullable String document,
                List<CheckedCitation> found) {
            if (node.has("locator") && node.has("document")) {
                String of = node.path("document").asText();
                if (document == null || document.equals(of)) {
                    found.add(check(of, node.path("locator").asText(), words).pointer(pointer));
                }
                return;
            }
            String official = node.has("citation") ? node.path("text").textValue() : null;
            node.properties()
                    .forEach(member ->
                            walk(member.getValue(), pointer + "/" + member.getKey(), official, document, found));
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                walk(node.get(i), pointer + "/" + i, null, document, found);
            }
        }

        CheckedCitation check(String document, String locator, @Nullable String words) {
            CheckedCitation checked = new CheckedCitation()
                    .document(document)
                    .locator(locator)
                    .place(CheckResult.NOT_CHECKED)
                    .words(CheckResult.NOT_CHECKED);
            Optional<DocumentContent> content = known.computeIfAbsent(document, contents::readable);
            if (content.isEmpty()) {
                return checked.reason("there is no content that you may read");
            }
            Optional<RegisteredText> readable = contents.text(content.get());
            if (readable.isEmpty()) {
                return checked.reason("the content cannot be read within the limits for a PDF");
            }
            RegisteredText text = readable.get();
            Optional<RegisteredText.Place> place = text.place(locator);
            place.ifPresentOrElse(
                    at -> checked.place(text.has(at) ? CheckResult.FOUND : CheckResult.MISSING),
                    () -> checked.reason("the content is cited by " + text.unit()));
            if (checked.getPlace() == CheckResult.MISSING) {
                checked.reason("the text has " + text.parts().size() + " " + text.unit()
                        + "s, and something must stand there");
            }
            if (words != null && place.isPresent()) {
                boolean there = text.says(place.get(), words);
                checked.words(there ? CheckResult.FOUND : CheckResult.MISSING);
                if (!there && text.says(words)) {
                    checked.reason("the words stand elsewhere in the text");
                }
            }
            return checked;
        }
    }
}
