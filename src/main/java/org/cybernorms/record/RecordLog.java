package org.cybernorms.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.cybernorms.contract.Schemas;
import org.cybernorms.log.AppendCommand;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;

/** The one way of records into the log, for requests and for the catalogue alike. Appending needs a transaction. */
@ApplicationScoped
public class RecordLog {

    private final EntryLog log;
    private final BodyCodec codec;
    private final Visibility visibility;
    private final RecordIndexer indexer;
    private final Schemas schemas;

    RecordLog(EntryLog log, BodyCodec codec, Visibility visibility, RecordIndexer indexer, Schemas schemas) {
        this.log = log;
        this.codec = codec;
        this.visibility = visibility;
        this.indexer = indexer;
        this.schemas = schemas;
    }

    /**
     * What a caller sent, without what only the register itself sets, and completed with that.
     *
     * @param before the version that is replaced, unless it is a withdrawal
     * @param earlier its properties
     */
    <T> Body<T> received(Kind<T> kind, ObjectNode sent, Optional<Entry> before, Optional<Body<T>> earlier) {
        if (!visibility.concerns(kind)) {
            return codec.body(kind, sent);
        }
        ObjectNode own = sent.deepCopy();
        own.remove(Body.ABOUT_THE_VERSION);
        own.remove(schemas.marked(kind.schema(), "readOnly").keySet());
        kind.receive(own, before.flatMap(entry -> earlier).map(Body::tree));
        return codec.body(kind, own);
    }

    /**
     * Writes the next version: created, revised or restored. Where nothing would change, no version is made.
     *
     * @param before the current version, where there is one
     * @param earlier its properties
     */
    public <T> Entry write(
            Kind<T> kind, String id, Body<T> record, Optional<Entry> before, Optional<Body<T>> earlier, Author author) {
        Optional<AppendCommand> next = next(kind, id, record, before, earlier, author);
        return next.isEmpty() ? before.orElseThrow() : log.append(next.get());
    }

    /** The command that {@link #write} would append; nothing where nothing would change. */
    public <T> Optional<AppendCommand> next(
            Kind<T> kind, String id, Body<T> record, Optional<Entry> before, Optional<Body<T>> earlier, Author author) {
        kind.derive(record.model());
        Body<T> derived = codec.body(kind, record.model());
        boolean there = before.isPresent() && !before.get().isWithdrawal();
        if (there && earlier.isPresent() && same(earlier.get(), derived)) {
            return Optional.empty();
        }
        Entry.Change change =
                before.isEmpty() ? Entry.Change.created : there ? Entry.Change.revised : Entry.Change.restored;
        int version = before.map(Entry::version).orElse(0) + 1;
        return Optional.of(command(kind, id, version, change, derived.tree(), before, author));
    }

    /** Writes the next version as it is, in what the register itself does to a record. */
    <T> Entry amend(Kind<T> kind, Entry before, Entry.Change change, ObjectNode own, Author author) {
        if (change == Entry.Change.revised && same(visibility.decrypted(kind, before), codec.body(kind, own))) {
            return before;
        }
        return log.append(command(kind, before.id(), before.version() + 1, change, own, Optional.of(before), author));
    }

    /** Ends a record: a version that repeats the properties of the one before. */
    Entry withdraw(Kind<?> kind, Entry before, Author author) {
        return log.append(command(
                kind,
                before.id(),
                before.version() + 1,
                Entry.Change.withdrawn,
                visibility.decrypted(kind, before).tree(),
                Optional.of(before),
                author));
    }

    private boolean same(Body<?> earlier, Body<?> next) {
        return earlier.text().equals(next.text()) || codec.parse(earlier.text()).equals(codec.parse(next.text()));
    }

    private <T> AppendCommand command(
            Kind<T> kind,
            String id,
            int version,
            Entry.Change change,
            ObjectNode own,
            Optional<Entry> before,
            Author author) {
        ObjectNode kept = visibility.encrypted(kind, own, before, author.reason());
        boolean encrypted = kept.has(FieldEncryption.ENCRYPTED);
        ObjectNode open = kept.deepCopy().put("id", id);
        open.remove(FieldEncryption.ENCRYPTED);
        indexer.index(kind, id, open); // what cannot be found must not be written
        return new AppendCommand(
                kind.name(),
                id,
                version,
                change,
                kind.schemaVersion(),
                codec.write(kept),
                author.name(),
                encrypted ? null : author.reason());
    }

    /** An id that was never used: the one that the kind proposes, or the first after it that is free. */
    <T> String freeId(Kind<T> kind, T record) {
        String proposed = Slug.of(kind.propose(record));
        if (isFree(kind, proposed)) {
            return proposed;
        }
        long free = 1;
        while (!isFree(kind, Slug.numbered(proposed, free))) {
            free *= 2;
        }
        long taken = free / 2;
        while (free - taken > 1) {
            long middle = (free + taken) / 2;
            if (isFree(kind, Slug.numbered(proposed, middle))) {
                free = middle;
            } else {
                taken = middle;
            }
        }
        return Slug.numbered(proposed, free);
    }

    private boolean isFree(Kind<?> kind, String id) {
        return log.revision(kind.name(), id).isEmpty();
    }
}
