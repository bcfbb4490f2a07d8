package org.cybernorms.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.ToIntFunction;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;

/** What was read of a field of a segment, kept in memory up to a share of the heap: a segment never changes. */
final class PerSegment<T> {

    /** Reads a field. */
    interface Source<T> {
        T read(LeafReader segment, String field) throws IOException;
    }

    private record Key(String field, IndexReader.CacheKey segment) {}

    private final Source<T> source;
    private final Cache<Key, T> kept;

    /**
     * @param share one part in so many of the heap
     * @param bytes the size of a value
     */
    PerSegment(int share, ToIntFunction<T> bytes, Source<T> source) {
        this.source = source;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(Runtime.getRuntime().maxMemory() / share)
                .weigher((Key key, T value) -> 100 + bytes.applyAsInt(value))
                .build();
    }

    T get(LeafReader segment, String field) throws IOException {
        IndexReader.CacheHelper helper = segment.getCoreCacheHelper();
        if (helper == null) {
            return source.read(segment, field);
        }
        try {
            return kept.get(new Key(field, helper.getKey()), none -> {
                try {
                    return source.read(segment, field);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
