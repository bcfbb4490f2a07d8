package org.cybernorms.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the log holds now, in memory: the newest entry of all and of each kind, and the current revisions of the records
 * that were asked for. It learns of every committed entry in the order of the numbers: from the transaction that
 * appended it, and of those of other processes when the log is locked and at intervals.
 */
@ApplicationScoped
class Newest {

    private static final int REVISIONS = 200_000;
    private static final int BATCH = 1_000;
    private static final String REVISION = "select e.number, e.version, e.change, e.recorded_at";

    /** What is needed of an entry to keep up. */
    record Changed(String kind, String id, Revision revision) {}

    private record Key(String kind, String id) {}

    private final EntryTable table;
    private final Cache<Key, Revision> revisions =
            Caffeine.newBuilder().maximumSize(REVISIONS).build();
    private final Map<String, Long> kinds = new ConcurrentHashMap<>();
    private final TreeMap<Long, Changed> early = new TreeMap<>();
    private volatile long number = -1;

    Newest(EntryTable table) {
        this.table = table;
    }

    long number() {
        return number < 0 ? start() : number;
    }

    long number(String kind) {
        number();
        return kinds.getOrDefault(kind, 0L);
    }

    Optional<Revision> revision(String kind, String id) {
        number();
        return Optional.ofNullable(revisions.get(new Key(kind, id), this::load));
    }

    /** Whether an entry is known to be the current version of its record; never reads the database. */
    boolean isKnownCurrent(String kind, String id, long entry) {
        Revision known = revisions.getIfPresent(new Key(kind, id));
        return known != null && known.number() == entry;
    }

    private @Nullable Revision load(Key key) {
        return table.first(
                        REVISION + " from entry e where e.kind = ? and e.id = ?"
                                + " order by e.kind, e.id, e.version desc fetch first 1 rows only",
                        EntryTable::revision,
                        key.kind,
                        key.id)
                .orElse(null);
    }

    /** The current revision of a record, with its entry if it had to be read. */
    Optional<EntryLog.Current> current(String kind, String id) {
        number();
        @Nullable Entry[] loaded = new Entry[1];
        Revision revision = revisions.get(new Key(kind, id), key -> {
            Entry entry = table.first(EntryLog.OF_RECORD + EntryLog.NEWEST_VERSION, EntryTable::entry, kind, id)
                    .orElse(null);
            loaded[0] = entry;
            return entry == null ? null : entry.revision();
        });
        return Optional.ofNullable(revision).map(found -> new EntryLog.Current(found, Optional.ofNullable(loaded[0])));
    }

    private synchronized long start() {
        if (number < 0) {
            Map<String, Long> found = new HashMap<>();
            table.query(
                    "select e.kind, max(e.number) from entry e group by e.kind",
                    row -> found.put(row.getString(1), row.getLong(2)));
            kinds.putAll(found);
            number = found.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
        return number;
    }

    /** Takes note of entries that were committed; of those that come before their predecessors, when these have come. */
    synchronized void committed(List<Changed> entries) {
        if (number >= 0) {
            entries.forEach(one -> early.put(one.revision.number(), one));
            early.headMap(number + 1).clear();
            while (!early.isEmpty() && early.firstKey() == number + 1) {
                take(early.pollFirstEntry().getValue());
            }
        }
    }

    /** Takes note of all entries up to one that is known to be committed. */
    synchronized void follow(long last) {
        start();
        while (number < last) {
            List<Changed> changed = table.query(
                    REVISION + ", e.kind, e.id from entry e where e.number > ? order by e.number fetch first " + BATCH
                            + " rows only",
                    row -> new Changed(row.getString(5), row.getString(6), EntryTable.revision(row)),
                    number);
            if (changed.isEmpty()) {
                return;
            }
            changed.forEach(this::take);
        }
    }

    private void take(Changed one) {
        revisions.asMap().computeIfPresent(new Key(one.kind, one.id), (key, known) -> one.revision);
        kinds.put(one.kind, one.revision.number());
        number = one.revision.number();
    }

    /** Looks for entries that other processes have appended to the same database. */
    @Scheduled(every = "{registry.log-poll}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void poll() {
        follow(table.readTail().number());
    }
}
