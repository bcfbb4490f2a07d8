package org.cybernorms.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.LogIndex;
import org.cybernorms.projection.Projection;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The full text index of current records. */
@Singleton
public class SearchIndex extends LogIndex {

    private static final String FORM = "6";
    private static final int REFERRERS = 100_000;
    /** The newest reader, and some of those in which walks go on. */
    private static final int READERS = 5;

    private final EntryLog log;
    private final Projection projection;
    private final SearchDocuments documents;
    private final Cache<IndexReader.CacheKey, SortedSetDocValuesReaderState> facets =
            Caffeine.newBuilder().maximumSize(READERS).build();

    SearchIndex(
            EntryLog log,
            Projection projection,
            SearchDocuments documents,
            @ConfigProperty(name = "registry.data-dir") String dataDir) {
        super(log, Path.of(dataDir, "search"), Analysis.analyzer(true));
        this.log = log;
        this.projection = projection;
        this.documents = documents;
    }

    /** The kinds whose records are searched. */
    Set<String> kinds() {
        return documents.kinds();
    }

    @Override
    protected String form() {
        return FORM + " " + documents.form();
    }

    @Override
    protected Analyzer analyzer() {
        return super.analyzer();
    }

    @Override
    protected <T> T ask(Question<T> question) {
        return super.ask(question);
    }

    /** By what hits are counted: the same for all questions that a reader answers. */
    SortedSetDocValuesReaderState facets(IndexReader reader) throws IOException {
        IndexReader.CacheHelper helper = reader.getReaderCacheHelper();
        SortedSetDocValuesReaderState known = facets.getIfPresent(helper.getKey());
        if (known == null) {
            known = new DefaultSortedSetDocValuesReaderState(reader, SearchDocuments.FACETS);
            facets.put(helper.getKey(), known);
            helper.addClosedListener(facets::invalidate);
        }
        return known;
    }

    /** Puts entries, and where a party or norm has another name now, all records that name it. */
    @Override
    protected void put(IndexWriter to, List<Entry> entries) throws IOException {
        for (Entry entry : entries) {
            if (documents.names(entry.kind())) {
                documents.forgetNames();
                if (entry.version() > 1) {
                    for (String referrer : projection.referrers(entry.kind(), entry.id(), REFERRERS)) {
                        int slash = referrer.indexOf('/');
                        var current = log.current(referrer.substring(0, slash), referrer.substring(slash + 1));
                        if (current.isPresent()) {
                            putOne(to, current.get(), false);
                        }
                    }
                }
            }
            putOne(to, entry, entry.version() == 1);
        }
    }

    private void putOne(IndexWriter to, Entry entry, boolean fresh) throws IOException {
        Term key = new Term(SearchDocuments.KEY, entry.kind() + "/" + entry.id());
        var document = documents.of(entry);
        if (document.isPresent() && fresh) {
            to.addDocument(document.get());
        } else if (document.isPresent()) {
            to.updateDocument(key, document.get());
        } else {
            to.deleteDocuments(key);
        }
    }

    void stop(@Observes ShutdownEvent event) throws IOException {
        close();
    }
}
