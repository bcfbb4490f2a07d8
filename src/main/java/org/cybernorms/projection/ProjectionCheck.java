package org.cybernorms.projection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.search.IndexSearcher;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;

/** Compares the log's numbers and versions, and the index, with what they must be. */
public final class ProjectionCheck {

    private static final int BATCH = 500;
    private static final int DIFFERENCES = 100;

    /** What a comparison found: at most 100 differences. */
    public record Findings(long entries, long last, List<String> differences) {}

    private final EntryLog log;
    private final Indexer indexer;
    private final IndexSearcher searcher;
    private final long end;
    private final List<String> differences = new ArrayList<>();
    private long entries;
    private long documents;
    private long number;

    ProjectionCheck(EntryLog log, Indexer indexer, IndexSearcher searcher, long end) {
        this.log = log;
        this.indexer = indexer;
        this.searcher = searcher;
        this.end = end;
    }

    Findings run() throws IOException {
        for (List<Entry> batch = next(); !batch.isEmpty(); batch = next()) {
            for (Entry entry : batch) {
                check(entry);
                number = entry.number();
            }
        }
        if (searcher.getIndexReader().numDocs() != documents) {
            differ("the index has documents that belong to no entry, or lacks some");
        }
        if (!log.isSequenceRight()) {
            differ("the sequence is not at the newest entry");
        }
        return new Findings(entries, number, differences);
    }

    private List<Entry> next() {
        return differences.size() >= DIFFERENCES
                ? List.of()
                : log.since(number, BATCH).stream()
                        .filter(entry -> entry.number() <= end)
                        .toList();
    }

    private void check(Entry entry) throws IOException {
        entries++;
        if (entry.number() != number + 1) {
            differ("entry " + entry.number() + " does not follow entry " + number);
        }
        if (entry.version() > 1
                && log.version(entry.kind(), entry.id(), entry.version() - 1)
                        .filter(before -> before.number() < entry.number())
                        .isEmpty()) {
            differ("entry " + entry.number() + " does not follow the version before it");
        }
        Optional<Long> next = log.version(entry.kind(), entry.id(), entry.version() + 1)
                .map(Entry::number)
                .filter(after -> after <= end);
        List<Document> expected = IndexFields.of(entry, indexer.index(entry), next.orElse(Hit.OPEN));
        documents += expected.size();
        if (!expected.stream()
                .map(ProjectionCheck::summary)
                .toList()
                .equals(IndexValues.stored(searcher, entry.number()))) {
            differ("what the index holds of entry " + entry.number() + " differs from what the entry says");
        }
    }

    private static IndexValues.Stored summary(Document document) {
        return new IndexValues.Stored(
                (int) value(document, IndexFields.PART, 0),
                value(document, IndexFields.UNTIL, Hit.OPEN),
                value(document, IndexFields.DIGEST, 0));
    }

    private static long value(Document document, String field, long none) {
        return document.getField(field) == null
                ? none
                : document.getField(field).numericValue().longValue();
    }

    private void differ(String difference) {
        if (differences.size() < DIFFERENCES) {
            differences.add(difference);
        }
    }
}
