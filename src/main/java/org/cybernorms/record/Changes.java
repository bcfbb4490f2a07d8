package org.cybernorms.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.log.Draft;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;

/** The one way into the log, for requests and for the catalogue alike. Every method needs a transaction. */
@ApplicationScoped
public class Changes {

    private final EntryLog log;
    private final Heads heads;
    private final Bodies bodies;

    Changes(EntryLog log, Heads heads, Bodies bodies) {
        this.log = log;
        this.heads = heads;
        this.bodies = bodies;
    }

    /** Puts the writer in line and tells what is there now. */
    public Optional<Shown> begin(Kind<?> kind, String id) {
        log.lock();
        return heads.find(kind.name(), id);
    }

    /** Puts the writer in line and tells which of many records are there now. */
    public List<Shown> begin(Kind<?> kind, Set<String> ids) {
        log.lock();
        return heads.current(kind.name(), ids);
    }

    /**
     * Writes the next version: created, revised or restored. Where nothing would change, no version is made.
     *
     * @param before what {@link #begin} told
     */
    public <T> Entry write(Kind<T> kind, String id, T record, Optional<Shown> before, Author author) {
        kind.derive(record);
        ObjectNode own = bodies.own(record);
        if (before.isPresent()
                && !before.get().entry().isWithdrawal()
                && bodies.open(kind, before.get().entry()).equals(bodies.reread(own))) {
            return before.get().entry();
        }
        Entry.Change change = before.map(
                        shown -> shown.entry().isWithdrawal() ? Entry.Change.restored : Entry.Change.revised)
                .orElse(Entry.Change.created);
        int version = before.map(shown -> shown.entry().version()).orElse(0) + 1;
        return append(kind, id, version, change, own, before.map(Shown::entry), author);
    }

    /** Writes the next version as it is, in what the register itself does to a record. */
    <T> Entry amend(Kind<T> kind, Shown before, Entry.Change change, ObjectNode own, Author author) {
        Entry entry = before.entry();
        if (change == Entry.Change.revised && bodies.open(kind, entry).equals(bodies.reread(own))) {
            return entry;
        }
        return append(kind, entry.id(), entry.version() + 1, change, own, Optional.of(entry), author);
    }

    /** Ends a record: a version that repeats the members of the one before. */
    public <T> Entry withdraw(Kind<T> kind, Shown current, Author author) {
        Entry entry = current.entry();
        ObjectNode own = bodies.open(kind, entry);
        return append(kind, entry.id(), entry.version() + 1, Entry.Change.withdrawn, own, Optional.of(entry), author);
    }

    private <T> Entry append(
            Kind<T> kind,
            String id,
            int version,
            Entry.Change change,
            ObjectNode own,
            Optional<Entry> before,
            Author author) {
        ObjectNode kept = bodies.kept(kind, own, before, author.reason());
        boolean sealed = kept.has(Sealing.SEALED);
        return log.append(new Draft(
                kind.name(),
                id,
                version,
                change,
                kept.toString(),
                bodies.index(kind, id, kept),
                author.name(),
                sealed ? null : author.reason()));
    }
}
