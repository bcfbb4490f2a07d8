package org.cybernorms.projection;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/** How Lucene writes and reads our indexes. */
final class IndexSettings {

    private static final int SEGMENTS = 5;
    private static final double BUFFER_MB = 48;

    /** Lucene's cache of queries costs more than it saves where hardly any question comes twice. */
    static final SearcherFactory SEARCHERS = new SearcherFactory() {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    };

    private IndexSettings() {}

    static IndexWriter writer(Directory directory, Analyzer analyzer, IndexWriterConfig.OpenMode mode)
            throws IOException {
        TieredMergePolicy merges = new TieredMergePolicy();
        merges.setSegmentsPerTier(SEGMENTS);
        return new IndexWriter(
                directory,
                new IndexWriterConfig(analyzer)
                        .setOpenMode(mode)
                        .setMergePolicy(merges)
                        .setRAMBufferSizeMB(BUFFER_MB));
    }
}
