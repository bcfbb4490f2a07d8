package org.cybernorms.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The append-only log, the only source of truth: entries are appended and read, never altered. Appending needs a transaction. */
@ApplicationScoped
public class EntryLog {

    static final String OF_RECORD = EntryTable.SELECT + "where e.kind = ? and e.id = ? ";
    static final String NEWEST_VERSION = "order by e.kind, e.id, e.version desc fetch first 1 rows only";

    private static final int TIMES = 10_000;

    private final EntryTable table;
    private final Newest newest;
    private final Clock clock;
    private final TransactionSynchronizationRegistry transactions;
    private final Turn turn;
    private final Cache<Long, Instant> times =
            Caffeine.newBuilder().maximumSize(TIMES).build();

    EntryLog(EntryTable table, Newest newest, Clock clock, TransactionSynchronizationRegistry transactions, Turn turn) {
        this.table = table;
        this.newest = newest;
        this.clock = clock;
        this.transactions = transactions;
        this.turn = turn;
    }

    /** Until the caller's transaction ends nobody else appends, and what it reads is the newest state. */
    public void lock() {
        newest.follow(lockTail().number());
    }

    private EntryTable.Tail lockTail() {
        turn.take();
        return table.lockTail();
    }

    /** Appends the next entry; the unique key (kind, id, version) guards the version. */
    public Entry append(AppendCommand command) {
        return append(List.of(command)).get(0);
    }

    /** Appends entries in their order, in one batch. */
    public List<Entry> append(List<AppendCommand> commands) {
        EntryTable.Tail tail = lockTail();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant at = now.isAfter(tail.recordedAt()) ? now : tail.recordedAt(); // orders entries as their numbers do
        List<Entry> entries = new ArrayList<>();
        for (AppendCommand command : commands) {
            entries.add(new Entry(
                    tail.number() + entries.size() + 1,
                    command.kind(),
                    command.id(),
                    command.version(),
                    command.change(),
                    at,
                    command.by(),
                    command.reason(),
                    command.schema(),
                    command.body()));
        }
        if (!entries.isEmpty()) {
            table.insert(entries);
            transactions.registerInterposedSynchronization(new AfterCommit(entries.stream()
                    .map(entry -> new Newest.Changed(entry.kind(), entry.id(), entry.revision()))
                    .toList()));
        }
        return entries;
    }

    private final class AfterCommit implements Synchronization {

        private final List<Newest.Changed> entries;

        AfterCommit(List<Newest.Changed> entries) {
            this.entries = entries;
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                newest.committed(entries);
            }
        }
    }

    /** The number of the newest entry, 0 for an empty log; from memory. */
    public long newest() {
        return newest.number();
    }

    /** The number of the newest entry of a kind, 0 where there is none; from memory. */
    public long newest(String kind) {
        return newest.number(kind);
    }

    /** The number of the newest entry of a kind up to a number, 0 where there is none. */
    public long newest(String kind, long asOf) {
        long now = newest.number(kind);
        return now <= asOf
                ? now
                : table.first(
                                "select e.number from entry e where e.kind = ? and e.number <= ?"
                                        + " order by e.kind, e.number desc fetch first 1 rows only",
                                row -> row.getLong(1),
                                kind,
                                asOf)
                        .orElse(0L);
    }

    /** The number of the newest entry that was recorded at this instant or before, 0 where there is none. */
    public long newestAt(Instant instant) {
        return table.first(
                        "select e.number from entry e where e.recorded_at <= ?"
                                + " order by e.recorded_at desc, e.number desc fetch first 1 rows only",
                        row -> row.getLong(1),
                        instant)
                .orElse(0L);
    }

    /** The current revision of a record, withdrawals included; from memory where it was asked for before. */
    public Optional<Revision> revision(String kind, String id) {
        return newest.revision(kind, id);
    }

    /** Whether an entry is known to be the current version of its record; from memory alone, so it may say no too often. */
    public boolean isKnownCurrent(String kind, String id, long entry) {
        return newest.isKnownCurrent(kind, id, entry);
    }

    /** A current revision; its entry where it had to be read to find out. */
    public record Current(Revision revision, Optional<Entry> read) {}

    /** The same, with the entry where it had to be read: a look-up and its body cost one statement at most. */
    public Optional<Current> lookUp(String kind, String id) {
        return newest.current(kind, id);
    }

    /** The current version of a record, withdrawals included. */
    public Optional<Entry> current(String kind, String id) {
        return table.first(OF_RECORD + NEWEST_VERSION, EntryTable::entry, kind, id);
    }

    /** The version that was current after the entry with this number, withdrawals included. */
    public Optional<Entry> at(String kind, String id, long asOf) {
        return table.first(OF_RECORD + "and e.number <= ? " + NEWEST_VERSION, EntryTable::entry, kind, id, asOf);
    }

    /** The version with this number, withdrawals included. */
    public Optional<Entry> version(String kind, String id, int version) {
        return table.first(OF_RECORD + "and e.version = ?", EntryTable::entry, kind, id, version);
    }

    /** Versions of a record below a version, the newest first. */
    public List<Entry> history(String kind, String id, int below, int limit) {
        return table.query(
                OF_RECORD + "and e.version < ? order by e.kind, e.id, e.version desc fetch first " + limit
                        + " rows only",
                EntryTable::entry,
                kind,
                id,
                below);
    }

    public Optional<Entry> entry(long number) {
        return table.first(EntryTable.SELECT + "where e.number = ?", EntryTable::entry, number);
    }

    /** When an entry was recorded. */
    @SuppressWarnings("NullAway") // Caffeine: a loader returns null for what is not there
    public Optional<Instant> recordedAt(long number) {
        return Optional.ofNullable(times.get(number, key -> table.first(
                        "select e.number, e.version, e.change, e.recorded_at from entry e where e.number = ?",
                        EntryTable::revision,
                        key)
                .map(Revision::recordedAt)
                .orElse(null)));
    }

    /** The entries with these numbers, by number. */
    public Map<Long, Entry> entries(Collection<Long> numbers) {
        Map<Long, Entry> found = new HashMap<>();
        if (!numbers.isEmpty()) {
            String marks = Stream.generate(() -> "?").limit(numbers.size()).collect(Collectors.joining(", "));
            table.query(EntryTable.SELECT + "where e.number in (" + marks + ")", EntryTable::entry, numbers.toArray())
                    .forEach(entry -> found.put(entry.number(), entry));
        }
        return found;
    }

    /** Entries after a number, in their order. */
    public List<Entry> since(long number, int limit) {
        return table.query(
                EntryTable.SELECT + "where e.number > ? order by e.number fetch first " + limit + " rows only",
                EntryTable::entry,
                number);
    }

    /** The number that the sequence has given last. */
    public long sequence() {
        return table.readTail().number();
    }

    /**
     * Sets the sequence to the newest entry where it is elsewhere: it may be ahead after the process was killed in a write
     * that it never acknowledged, and versions before {@link Turn} could leave it behind. Returns whether that was necessary.
     */
    public boolean recover() {
        return table.settle(lockTail());
    }

    /** Whether the sequence is at the newest entry, in one look. */
    public boolean isSequenceRight() {
        return table.first(
                        "select t.number - coalesce((select max(e.number) from entry e), 0) from tail t",
                        row -> row.getLong(1))
                .filter(gap -> gap == 0)
                .isPresent();
    }
}
