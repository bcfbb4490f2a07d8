package org.cybernorms.citation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.model.CheckResult;
import org.cybernorms.api.model.CheckedCitation;
import org.cybernorms.api.model.DocumentContent;
import org.cybernorms.record.CurrentRecords;

/**
 * What was found out about the citations of a document in an entry: neither an entry nor a content changes, so it is found
 * out once and kept up to a share of the heap.
 */
@ApplicationScoped
class CitationOutcomes {

    private static final int SHARE = 32;
    private static final int BATCH = 500;

    /** Whether the place of a citation exists and contains the quoted words. */
    record Outcome(CheckResult place, CheckResult words) {

        static Outcome of(CheckedCitation citation) {
            return new Outcome(citation.getPlace(), citation.getWords());
        }
    }

    /** @param content distinguishes the content from others of the document */
    private record Key(long entry, String document, String content) {}

    private final CurrentRecords records;
    private final Cache<Key, List<Outcome>> kept = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / SHARE)
            .weigher((Key key, List<Outcome> outcomes) ->
                    250 + key.document.length() + key.content.length() + 32 * outcomes.size())
            .build();

    CitationOutcomes(CurrentRecords records) {
        this.records = records;
    }

    /** The outcomes of all citations of a document in some entries, in their order in these entries. */
    Map<Long, List<Outcome>> of(String document, Collection<Long> entries, CitationChecker checker) {
        String content =
                checker.content(document).map(DocumentContent::getDigest).orElse("");
        Map<Long, List<Outcome>> outcomes = new HashMap<>();
        List<Long> unknown = new ArrayList<>();
        for (Long entry : entries) {
            List<Outcome> known = kept.getIfPresent(new Key(entry, document, content));
            if (known == null) {
                unknown.add(entry);
            } else {
                outcomes.put(entry, known);
            }
        }
        for (int from = 0; from < unknown.size(); from += BATCH) {
            List<Long> batch = unknown.subList(from, Math.min(from + BATCH, unknown.size()));
            records.bodies(batch).forEach((entry, body) -> {
                List<Outcome> found = checker.citations("", body, document).stream()
                        .map(Outcome::of)
                        .toList();
                outcomes.put(entry, found);
                if (checker.isReadable(document)) {
                    kept.put(new Key(entry, document, content), found);
                }
            });
        }
        return outcomes;
    }
}
