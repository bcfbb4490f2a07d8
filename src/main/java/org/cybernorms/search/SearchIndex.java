package org.cybernorms.search;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Facets;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The full text index: derived from the log, one folder that can be thrown away. It follows the log by entry number, so
 * that every search sees what was written before it, on every replica the same way.
 */
@ApplicationScoped
public class SearchIndex {

    /** What the index is like; another one is made where this changes. */
    private static final String FORM = "2";

    private static final int BATCH = 500;
    private static final int COMMIT = 1_000;
    private static final int REFERRERS = 100_000;

    private final EntryLog log;
    private final Heads heads;
    private final Facets facets;
    private final SearchDocuments documents;
    private final Path folder;
    private final Analyzer analyzer = Analysis.analyzer();
    private @Nullable IndexWriter writer;
    private @Nullable SearcherManager searchers;
    private long number;
    private long committed;

    SearchIndex(
            EntryLog log,
            Heads heads,
            Facets facets,
            SearchDocuments documents,
            @ConfigProperty(name = "registry.data-dir") String dataDir) {
        this.log = log;
        this.heads = heads;
        this.facets = facets;
        this.documents = documents;
        this.folder = Path.of(dataDir, "search");
    }

    /** What asks the index. */
    interface Question<T> {
        T ask(IndexSearcher searcher) throws IOException;
    }

    Analyzer analyzer() {
        return analyzer;
    }

    /** Asks the index as it is after the newest entry. */
    <T> T ask(Question<T> question) {
        try {
            SearcherManager current = follow(entry -> {});
            IndexSearcher searcher = current.acquire();
            try {
                return question.ask(searcher);
            } finally {
                current.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the search index cannot be read", e);
        }
    }

    /**
     * Brings the index up to the newest entry and keeps it.
     *
     * @param anew throw away what there is
     */
    public synchronized void catchUp(boolean anew, LongConsumer progress) {
        try {
            if (anew) {
                close();
                try (Directory directory = FSDirectory.open(folder)) {
                    for (String file : directory.listAll()) {
                        directory.deleteFile(file);
                    }
                }
            }
            follow(progress);
            commit(Objects.requireNonNull(writer));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the search index in " + folder + " cannot be written; no other process may use the folder", e);
        }
    }

    private synchronized SearcherManager follow(LongConsumer progress) throws IOException {
        if (writer == null || searchers == null || !writer.isOpen()) {
            close(); // after a fault, such as a full disk, Lucene closes the writer
            open();
        }
        IndexWriter to = Objects.requireNonNull(writer);
        SearcherManager current = Objects.requireNonNull(searchers);
        long before = number;
        for (List<Entry> batch = next(); !batch.isEmpty(); batch = next()) {
            for (Entry entry : batch) {
                put(to, entry);
            }
            number = batch.get(batch.size() - 1).number();
            progress.accept(number);
        }
        if (number > before) {
            if (number - committed >= COMMIT) {
                commit(to);
            }
            current.maybeRefreshBlocking();
        }
        return current;
    }

    private List<Entry> next() {
        return QuarkusTransaction.joiningExisting().call(() -> log.since(number, BATCH));
    }

    /** Puts an entry, and where a party or norm is called otherwise now, all that names it. */
    private void put(IndexWriter to, Entry entry) throws IOException {
        if (entry.kind().equals("parties") || entry.kind().equals("norms")) {
            documents.forgetNames();
            if (entry.version() > 1) {
                for (Entry referrer : referrers(entry)) {
                    putOne(to, referrer);
                }
            }
        }
        putOne(to, entry);
    }

    private List<Entry> referrers(Entry entry) {
        return QuarkusTransaction.joiningExisting()
                .call(() -> facets.referrers(entry.kind(), entry.id(), REFERRERS).stream()
                        .map(address -> address.split("/", 2))
                        .flatMap(address -> heads.find(address[0], address[1]).stream())
                        .map(Shown::entry)
                        .toList());
    }

    private void putOne(IndexWriter to, Entry entry) throws IOException {
        Term key = new Term(SearchDocuments.KEY, entry.kind() + "/" + entry.id());
        var document = documents.of(entry);
        if (document.isPresent()) {
            to.updateDocument(key, document.get());
        } else {
            to.deleteDocuments(key);
        }
    }

    private void open() throws IOException {
        Directory directory = FSDirectory.open(folder);
        IndexWriterConfig.OpenMode mode = IndexWriterConfig.OpenMode.CREATE;
        if (DirectoryReader.indexExists(directory)) {
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                Map<String, String> state = reader.getIndexCommit().getUserData();
                long last = Long.parseLong(state.getOrDefault("number", "0"));
                if (state.equals(state(last))) {
                    mode = IndexWriterConfig.OpenMode.CREATE_OR_APPEND;
                    number = last;
                }
            }
        }
        committed = number;
        writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setOpenMode(mode));
        searchers = new SearcherManager(writer, null);
    }

    /** What tells that an index was made from this log, up to an entry. */
    private Map<String, String> state(long last) {
        Map<String, String> state = new HashMap<>(Map.of("form", FORM, "number", String.valueOf(last)));
        QuarkusTransaction.joiningExisting()
                .call(() -> log.entry(last))
                .ifPresent(entry -> state.put("recordedAt", entry.recordedAt().toString()));
        return state;
    }

    private void commit(IndexWriter to) throws IOException {
        to.setLiveCommitData(state(number).entrySet());
        to.commit();
        committed = number;
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        close();
    }

    private synchronized void close() throws IOException {
        if (searchers != null) {
            searchers.close();
        }
        if (writer != null && writer.isOpen()) {
            commit(writer);
            writer.close();
        }
        searchers = null;
        writer = null;
        number = 0;
        committed = 0;
    }
}
