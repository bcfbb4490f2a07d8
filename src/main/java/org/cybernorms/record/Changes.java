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
                && bodies.parse(before.get().entry()).equals(bodies.reread(own))) {
            return before.get().entry();
        }
        Entry.Change change = before.map(
                        shown -> shown.entry().isWithdrawal() ? Entry.Change.restored : Entry.Change.revised)
                .orElse(Entry.Change.created);
        int version = before.map(shown -> shown.entry().version()).orElse(0) + 1;
        return log.append(draft(kind, id, version, change, own, author));
    }

    /** Ends a record: a version that repeats the members of the one before. */
    public <T> Entry withdraw(Kind<T> kind, Shown current, Author author) {
        Entry entry = current.entry();
        ObjectNode own = bodies.parse(entry);
        return log.append(draft(kind, entry.id(), entry.version() + 1, Entry.Change.withdrawn, own, author));
    }

    private <T> Draft draft(Kind<T> kind, String id, int version, Entry.Change change, ObjectNode own, Author author) {
        return new Draft(
                kind.name(),
                id,
                version,
                change,
                own.toString(),
                bodies.index(kind, id, own),
                author.name(),
                author.reason());
    }
}
