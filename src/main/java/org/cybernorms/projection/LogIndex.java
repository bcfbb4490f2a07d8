package org.cybernorms.projection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A Lucene index that is derived from the log: one folder that can be deleted. It follows the log by entry number, so
 * that every question sees what was written before it. A damaged index is made anew.
 */
public abstract class LogIndex {

    private static final Logger LOG = Logger.getLogger(LogIndex.class);
    private static final int BATCH = 500;
    private static final int COMMIT = 20_000;

    private final EntryLog log;
    private final Path folder;
    private final Analyzer analyzer;
    private @Nullable IndexWriter writer;
    private volatile @Nullable SearcherManager searchers;
    private volatile long number;
    private long committed;

    protected LogIndex(EntryLog log, Path folder, Analyzer analyzer) {
        this.log = log;
        this.folder = folder;
        this.analyzer = analyzer;
    }

    /** What asks the index. */
    public interface Question<T> {
        T ask(IndexSearcher searcher) throws IOException;
    }

    /** What the documents are like; where it changes, the index is made anew. */
    protected abstract String form();

    /** Puts the documents of these entries, which follow those before. */
    protected abstract void put(IndexWriter to, List<Entry> entries) throws IOException;

    protected Analyzer analyzer() {
        return analyzer;
    }

    /** Asks the index as it is after the newest entry. */
    protected <T> T ask(Question<T> question) {
        try {
            try {
                return answer(question);
            } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException e) {
                discard(e);
                return answer(question);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index in " + folder + " cannot be read", e);
        }
    }

    /** Asks the index if it is up to date, without following the log: reads files that are in memory, and no database. */
    protected <T> Optional<T> askAtOnce(Question<Optional<T>> question) {
        SearcherManager current = searchers;
        if (current == null || number < log.newest()) {
            return Optional.empty();
        }
        try {
            return answer(current, question);
        } catch (IOException | AlreadyClosedException e) {
            return Optional.empty(); // whoever asks in the ordinary way finds out, and repairs what can be repaired
        }
    }

    private <T> T answer(Question<T> question) throws IOException {
        SearcherManager known = searchers;
        return answer(known != null && number >= log.newest() ? known : follow(done -> {}), question);
    }

    private static <T> T answer(SearcherManager current, Question<T> question) throws IOException {
        IndexSearcher searcher = current.acquire();
        try {
            return question.ask(searcher);
        } finally {
            current.release(searcher);
        }
    }

    /**
     * Brings the index up to the newest entry and writes it to disk.
     *
     * @param anew discard what there is
     */
    public synchronized void catchUp(boolean anew, LongConsumer progress) {
        try {
            if (anew) {
                delete();
            }
            try {
                follow(progress);
            } catch (CorruptIndexException | IndexFormatTooOldException | IndexFormatTooNewException e) {
                discard(e);
                follow(progress);
            }
            commit(Objects.requireNonNull(writer));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the index in " + folder + " cannot be written; no other process may use the folder", e);
        }
    }

    private synchronized SearcherManager follow(LongConsumer progress) throws IOException {
        if (writer == null || searchers == null || !writer.isOpen()) {
            close(); // after a fault, such as a full disk, Lucene closes the writer
            open();
        }
        IndexWriter to = Objects.requireNonNull(writer);
        SearcherManager current = Objects.requireNonNull(searchers);
        long end = log.newest();
        long at = number;
        while (at < end) {
            // not beyond the newest: an entry with a number that it must not have would keep the next ones out
            List<Entry> batch = log.since(at, BATCH).stream()
                    .filter(entry -> entry.number() <= end)
                    .toList();
            if (batch.isEmpty()) {
                break;
            }
            try {
                put(to, batch);
            } catch (IOException | RuntimeException e) {
                to.rollback(); // half a batch must not be kept: the next question opens the index as it was committed
                throw e;
            }
            at = batch.get(batch.size() - 1).number();
            progress.accept(at);
            if (at - committed >= COMMIT) {
                commit(to, at);
            }
        }
        if (at > number) {
            current.maybeRefreshBlocking();
            number = at;
        }
        return current;
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
        writer = IndexSettings.writer(directory, analyzer, mode);
        searchers = new SearcherManager(writer, IndexSettings.SEARCHERS);
    }

    /** Identifies the log from which an index was made, and the entry up to which it was. */
    private Map<String, String> state(long last) {
        Map<String, String> state = new HashMap<>(Map.of("form", form(), "number", String.valueOf(last)));
        log.recordedAt(last).ifPresent(at -> state.put("recordedAt", at.toString()));
        return state;
    }

    private void commit(IndexWriter to) throws IOException {
        commit(to, number);
    }

    private void commit(IndexWriter to, long at) throws IOException {
        to.setLiveCommitData(state(at).entrySet());
        to.commit();
        committed = at;
    }

    private synchronized void discard(IOException fault) throws IOException {
        LOG.warnf("The index in %s is damaged and is rebuilt: %s", folder, fault.getMessage());
        delete();
    }

    private void delete() throws IOException {
        try {
            close();
        } catch (IOException e) {
            LOG.debugf(e, "closing the damaged index in %s", folder);
        }
        writer = null;
        searchers = null;
        number = 0;
        committed = 0;
        try (Directory directory = FSDirectory.open(folder)) {
            for (String file : directory.listAll()) {
                directory.deleteFile(file);
            }
        }
    }

    /** Writes what is not on disk yet and closes the index; the next question opens it again. */
    protected synchronized void close() throws IOException {
        IndexWriter open = writer;
        SearcherManager current = searchers;
        writer = null;
        searchers = null;
        if (current != null) {
            current.close();
        }
        if (open != null && open.isOpen()) {
            if (number > committed) {
                commit(open);
            }
            open.close();
        }
        number = 0;
        committed = 0;
    }
}
