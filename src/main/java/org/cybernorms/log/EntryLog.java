package org.cybernorms.log;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The append-only log, the source of truth. Appending needs a transaction; nothing is ever altered. */
@ApplicationScoped
public class EntryLog implements PanacheRepositoryBase<Entry, Long> {

    private final Heads heads;
    private final Clock clock;

    EntryLog(Heads heads, Clock clock) {
        this.heads = heads;
        this.clock = clock;
    }

    /**
     * Puts the caller in line: until its transaction ends nobody else appends, and what it reads from here on is
     * the newest state.
     */
    public void lock() {
        tail();
    }

    /** Appends the next entry and derives its head; the unique key (kind, id, version) guards the version. */
    public Entry append(Draft draft) {
        Tail tail = tail();
        long number = tail.advance(clock.instant().truncatedTo(ChronoUnit.MICROS));
        Entry entry = new Entry(number, draft, tail.recordedAt());
        persist(entry);
        heads.put(entry, draft.index());
        return entry;
    }

    /** Sends what was appended to the database and forgets it, so that long loads stay small. */
    public void settle() {
        flush();
        getEntityManager().clear();
    }

    /** Where the tail stands; at the newest entry, if all is well. */
    long tailNumber() {
        return getEntityManager()
                .createQuery("select number from Tail", Long.class)
                .getSingleResult();
    }

    private Tail tail() {
        Tail tail = getEntityManager().find(Tail.class, Tail.ONLY, LockModeType.PESSIMISTIC_WRITE);
        return Objects.requireNonNull(tail, "the table tail has lost its row");
    }

    /** The number of the newest entry, 0 for an empty log. */
    public long last() {
        return find("select max(number) from Entry")
                .project(Long.class)
                .firstResultOptional()
                .orElse(0L);
    }

    /** The number of the newest entry of a kind up to a number, 0 where there is none. */
    public long last(String kind, long asOf) {
        return find("select max(number) from Entry where kind = ?1 and number <= ?2", kind, asOf)
                .project(Long.class)
                .firstResultOptional()
                .orElse(0L);
    }

    /** The number of the newest entry that was recorded at this instant or before, 0 where there is none. */
    public long lastAt(Instant instant) {
        return find("recordedAt <= ?1", Sort.descending("recordedAt", "number"), instant)
                .page(Page.ofSize(1))
                .firstResultOptional()
                .map(Entry::number)
                .orElse(0L);
    }

    /** Versions of a record below a version, the newest first. */
    public List<Entry> history(String kind, String id, int below, int limit) {
        return find("kind = ?1 and recordId = ?2 and version < ?3", Sort.descending("version"), kind, id, below)
                .page(Page.ofSize(limit))
                .list();
    }

    /** Entries after a number, in their order. */
    public List<Entry> since(long number, int limit) {
        return find("number > ?1", Sort.ascending("number"), number)
                .page(Page.ofSize(limit))
                .list();
    }

    public Optional<Entry> entry(long number) {
        return findByIdOptional(number);
    }
}
