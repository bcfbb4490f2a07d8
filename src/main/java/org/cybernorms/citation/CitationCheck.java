package org.cybernorms.citation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.cybernorms.api.model.CheckResult;
import org.cybernorms.api.model.CheckedCitation;
import org.cybernorms.api.model.CitationAnswer;
import org.cybernorms.api.model.CitationQuestion;
import org.cybernorms.api.model.CitationReport;
import org.cybernorms.api.model.CitationToCheck;
import org.cybernorms.api.model.Counts;
import org.cybernorms.api.model.DocumentContent;
import org.cybernorms.api.model.Fault;
import org.cybernorms.log.Facets;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;
import org.cybernorms.record.Bodies;
import org.cybernorms.record.Register;
import org.cybernorms.web.Cursor;
import org.cybernorms.web.ListAddress;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** Holds citations against registered contents: whether the place exists, and whether the words stand there. */
@ApplicationScoped
class CitationCheck {

    private static final int RECORDS = 100_000;

    private final Register register;
    private final ContentStore contents;
    private final Heads heads;
    private final Facets facets;
    private final Bodies bodies;
    private final UriInfo uri;

    CitationCheck(Register register, ContentStore contents, Heads heads, Facets facets, Bodies bodies, UriInfo uri) {
        this.register = register;
        this.contents = contents;
        this.heads = heads;
        this.facets = facets;
        this.bodies = bodies;
        this.uri = uri;
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
    CitationReport report(String document, @Nullable List<CheckResult> results, int limit) {
        register.require("documents", document);
        register.moment(null);
        int walk = Arrays.asList(uri.getPath(), results).toString().hashCode();
        int from = Optional.ofNullable(uri.getQueryParameters().getFirst("cursor"))
                .map(text -> Cursor.decode(text, walk, 1))
                .map(cursor -> (int) Math.min(
                        Integer.MAX_VALUE / 2, Cursor.number(cursor.place().get(0))))
                .orElse(0);
        Checking checking = new Checking();
        List<String> records = new ArrayList<>(facets.referrers("documents", document, RECORDS));
        records.add("documents/" + document);
        Map<String, JsonNode> found = records(records);
        List<CheckedCitation> all = records.stream()
                .flatMap(address -> Optional.ofNullable(found.get(address)).stream()
                        .flatMap(record -> checking.citations(address, record, document).stream()))
                .filter(checked -> results == null || results.isEmpty() || results.contains(checked.getPlace()))
                .toList();
        int to = Math.min(all.size(), from + limit);
        Optional<DocumentContent> content = contents.readable(document);
        content.ifPresent(contents::forThisCaller);
        return new CitationReport()
                .content(content.orElse(null))
                .items(all.subList(Math.min(from, to), to))
                .counts(counts(all))
                .next(
                        to < all.size()
                                ? ListAddress.of(uri, new Cursor(0, walk, List.of(String.valueOf(to))).encode())
                                : null);
    }

    /** Current records by their address, read a kind at a time. */
    private Map<String, JsonNode> records(List<String> addresses) {
        Map<String, Set<String>> kinds = new TreeMap<>();
        addresses.forEach(
                address -> kinds.computeIfAbsent(address.substring(0, address.indexOf('/')), none -> new TreeSet<>())
                        .add(address.substring(address.indexOf('/') + 1)));
        Map<String, JsonNode> found = new HashMap<>();
        kinds.forEach((kind, ids) -> heads.current(kind, ids).stream()
                .map(Shown::entry)
                .filter(entry -> !entry.isWithdrawal())
                .forEach(entry -> found.put(kind + "/" + entry.id(), bodies.parse(entry))));
        return found;
    }

    private Optional<JsonNode> record(String address) {
        int slash = address.indexOf('/');
        return heads.find(address.substring(0, slash), address.substring(slash + 1))
                .map(Shown::entry)
                .filter(entry -> !entry.isWithdrawal() && !entry.kind().equals("contents"))
                .map(bodies::parse);
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
            RegisteredText text = contents.text(content.get());
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
