package org.cybernorms.record;

import com.fasterxml.jackson.databind.node.TextNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.http.JsonEntity;
import org.cybernorms.http.LanguagePreference;
import org.cybernorms.http.LanguageUse;
import org.cybernorms.http.Languages;
import org.cybernorms.http.LazyJson;
import org.cybernorms.http.Pager;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.Hit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The finished JSON of versions, as a caller sees them. What is the same for everybody is kept by entry and language, up
 * to a bound in bytes: an entry never changes, so it never goes stale.
 */
@ApplicationScoped
public class Representations {

    private static final int OVERHEAD = 300;

    private record Key(long number, int part, String language) {}

    private final Visibility visibility;
    private final BodyCodec codec;
    private final EntryLog log;
    private final Representation representation;
    private final Languages languages;
    private final Cache<Key, LazyJson.Bytes> kept;

    Representations(
            Visibility visibility,
            BodyCodec codec,
            EntryLog log,
            Representation representation,
            Languages languages,
            @ConfigProperty(name = "registry.cache-share") double share) {
        this.visibility = visibility;
        this.codec = codec;
        this.log = log;
        this.representation = representation;
        this.languages = languages;
        this.kept = Caffeine.newBuilder()
                .maximumWeight((long) (Runtime.getRuntime().maxMemory() * share))
                .weigher((Key key, LazyJson.Bytes made) -> OVERHEAD + made.json().length)
                .build();
    }

    /** Whether different callers see different things of the records of a kind. */
    boolean dependOnCaller(Kind<?> kind) {
        return visibility.concerns(kind);
    }

    /**
     * A version.
     *
     * @param read its entry, where it was read already
     */
    JsonEntity of(Kind<?> kind, long number, Optional<Entry> read) {
        if (visibility.concerns(kind)) {
            Entry entry = read.orElseGet(() -> entry(number));
            return representation.of(kind, entry, visibility.visible(kind, entry), languages.preference());
        }
        LanguagePreference preference = languages.preference();
        Key key = new Key(number, 0, preference.key());
        LazyJson.Bytes known = kept.getIfPresent(key);
        return known == null ? make(kind, key, read.orElseGet(() -> entry(number)), preference) : known;
    }

    /** Versions of one kind, in this order; those that are not kept are read in one statement. */
    List<JsonEntity> of(Kind<?> kind, List<Long> numbers) {
        LanguagePreference preference = languages.preference();
        Map<Long, JsonEntity> found = new HashMap<>();
        Set<Long> missing = new LinkedHashSet<>();
        for (long number : numbers) {
            LazyJson.Bytes known =
                    visibility.concerns(kind) ? null : kept.getIfPresent(new Key(number, 0, preference.key()));
            if (known == null) {
                missing.add(number);
            } else {
                found.put(number, known);
            }
        }
        Map<Long, Entry> entries = log.entries(missing);
        List<JsonEntity> all = new ArrayList<>();
        numbers.forEach(number -> all.add(
                found.containsKey(number)
                        ? found.get(number)
                        : of(kind, number, Optional.ofNullable(entries.get(number)))));
        return all;
    }

    private LazyJson.Bytes make(Kind<?> kind, Key key, Entry entry, LanguagePreference preference) {
        LazyJson.Bytes made = representation.of(kind, entry, codec.read(kind, entry), preference);
        kept.put(key, made);
        return made;
    }

    /** What the index shows of a version or of a part of one, with its texts in the order that the caller prefers. */
    private LazyJson.Bytes shown(String schema, Hit hit) {
        LanguagePreference preference = languages.preference();
        LanguageUse use = new LanguageUse();
        use.all().addAll(hit.item().languages());
        return preference.isNone()
                ? new LazyJson.Bytes(schema, hit.item().json(), use)
                : kept.get(
                        new Key(hit.number(), hit.part(), preference.key()),
                        key -> representation.ordered(schema, hit.item().json(), preference));
    }

    /** The versions of one kind that were found, in their order. */
    List<JsonEntity> found(Kind<?> kind, List<Hit> hits) {
        return visibility.concerns(kind)
                ? of(kind, hits.stream().map(Hit::number).toList())
                : hits.stream()
                        .<JsonEntity>map(hit -> shown(kind.schema(), hit))
                        .toList();
    }

    /** A part of an entry that a view shows. */
    <T> T part(Class<T> type, Hit hit) {
        LazyJson.Bytes shown = shown(type.getSimpleName(), hit);
        languages.add(shown.languages());
        return codec.bind(shown.json(), type);
    }

    private Entry entry(long number) {
        return log.entry(number).orElseThrow(() -> new IllegalStateException("entry " + number + " is missing"));
    }

    /** The model of a version as the caller sees it, with its texts in the order that the caller prefers. */
    public <T> T model(Kind<T> kind, Entry entry) {
        JsonEntity shown = of(kind, entry.number(), Optional.of(entry));
        languages.add(shown.languages());
        return codec.bind(shown.json(), kind.type());
    }

    /** A page of finished items. */
    static JsonEntity page(String schema, List<JsonEntity> items, Pager.Page<?> page) {
        LanguageUse use = new LanguageUse();
        ByteArrayOutputStream out = new ByteArrayOutputStream(
                items.stream().mapToInt(item -> item.json().length + 1).sum() + 300);
        out.writeBytes("{\"items\":[".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(items.get(i).json());
            use.addAll(items.get(i).languages());
        }
        String next = page.next() == null
                ? ""
                : ",\"next\":" + TextNode.valueOf(page.next()) + ",\"cursor\":" + TextNode.valueOf(page.cursor());
        out.writeBytes(("]" + next + "}").getBytes(StandardCharsets.UTF_8));
        return new LazyJson.Bytes(schema, out.toByteArray(), use);
    }
}
