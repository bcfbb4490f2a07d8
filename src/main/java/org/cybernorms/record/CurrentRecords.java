package org.cybernorms.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Revision;
import org.cybernorms.projection.Hit;
import org.cybernorms.projection.Projection;
import org.cybernorms.projection.Selection;
import org.jspecify.annotations.Nullable;

/** Current records of other kinds, as everybody may see them: for rules, views and messages that depend on them. */
@ApplicationScoped
public class CurrentRecords {

    private static final int ALL = 100_000;

    private final Kinds kinds;
    private final EntryLog log;
    private final RecordLists lists;
    private final Projection projection;
    private final BodyCodec codec;

    CurrentRecords(Kinds kinds, EntryLog log, RecordLists lists, Projection projection, BodyCodec codec) {
        this.kinds = kinds;
        this.log = log;
        this.lists = lists;
        this.projection = projection;
        this.codec = codec;
    }

    /** A record and its public properties. */
    public record Found(String id, ObjectNode body) {}

    /** The public properties of a record, unless it was withdrawn. */
    public Optional<ObjectNode> find(String kind, String id) {
        return log.current(kind, id)
                .filter(entry -> !entry.isWithdrawal())
                .map(entry -> codec.read(kinds.get(kind), entry));
    }

    /** The current version of a record, unless it was withdrawn. */
    public Optional<Revision> revision(String kind, String id) {
        return log.revision(kind, id).filter(revision -> !revision.isWithdrawal());
    }

    /** Whether there is such a record and it was not withdrawn. */
    public boolean has(String kind, String id) {
        return revision(kind, id).isPresent();
    }

    /** All records of a kind with these facets that are true on a day (or ever), ordered by id. */
    public List<Found> all(String kind, Map<String, List<String>> filters, @Nullable LocalDate on) {
        return first(kind, filters, on, ALL);
    }

    /** The first of them. */
    public List<Found> first(String kind, Map<String, List<String>> filters, @Nullable LocalDate on, int limit) {
        Kind<?> of = kinds.get(kind);
        return lists.entries(of, filters, on, log.newest(), limit).stream()
                .map(entry -> new Found(entry.id(), codec.read(of, entry)))
                .toList();
    }

    /** The same as they were after an entry. */
    public List<Entry> entries(
            String kind, Map<String, List<String>> filters, @Nullable LocalDate on, long asOf, int limit) {
        return lists.entries(kinds.get(kind), filters, on, asOf, limit);
    }

    /** What everybody sees of records of a public kind as they were after an entry, ordered by id. */
    public List<Hit> hits(
            String kind, Map<String, List<String>> filters, @Nullable LocalDate on, long asOf, int limit) {
        return projection.page(Selection.of(kind, filters, on, asOf, limit)).hits();
    }

    /** What was found, to be read. */
    public ObjectNode body(Hit hit) {
        return codec.parse(hit.item().json());
    }

    /** The public properties that entries have, by number; read in one statement. */
    public Map<Long, ObjectNode> bodies(Collection<Long> numbers) {
        return log.entries(numbers).values().stream().collect(Collectors.toMap(Entry::number, this::body));
    }

    /** The public properties that an entry has. */
    public ObjectNode body(Entry entry) {
        return codec.read(kinds.get(entry.kind()), entry);
    }
}
