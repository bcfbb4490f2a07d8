package org.cybernorms.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Set;
import org.cybernorms.api.model.Violation;
import org.cybernorms.catalogue.CatalogueFile.Item;
import org.cybernorms.log.AppendCommand;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.record.Author;
import org.cybernorms.record.Body;
import org.cybernorms.record.BodyCodec;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.RecordLog;
import org.cybernorms.record.Rules;
import org.cybernorms.record.Visibility;

/**
 * The catalogue's files. All are validated before the first record is written; then records are written in batches, each
 * in a transaction of its own, so that a load that was ended can be repeated. What a file has and the register has not is
 * created, what differs is revised, and what somebody else changed is left alone.
 */
@ApplicationScoped
public class Catalogue {

    private static final String ACTOR = "catalogue";
    private static final int BATCH = 500;
    private static final int FAULTS = 100;

    /** What a load did. */
    public record Report(int created, int revised, int unchanged, int kept) {}

    private record Next(AppendCommand command, boolean created) {}

    private final Kinds kinds;
    private final RecordLog records;
    private final Rules rules;
    private final BodyCodec codec;
    private final Visibility visibility;
    private final EntryLog log;
    private final CatalogueFolder folder;
    private volatile boolean stopping;

    Catalogue(
            Kinds kinds,
            RecordLog records,
            Rules rules,
            BodyCodec codec,
            Visibility visibility,
            EntryLog log,
            CatalogueFolder folder) {
        this.kinds = kinds;
        this.records = records;
        this.rules = rules;
        this.codec = codec;
        this.visibility = visibility;
        this.log = log;
        this.folder = folder;
    }

    /** What distinguishes the files, and the shape in which they are stored, from those of another load. */
    public String digest() {
        return folder.digest(kinds.shapes());
    }

    /** Loads all files. On any mistake in them nothing is loaded. */
    public Report load() {
        List<Item> items = new ArrayList<>();
        folder.files().forEach(file -> items.addAll(file.items()));
        refuse(misfits(items));
        refuse(faults(items));
        return write(items);
    }

    /** A load that goes on ends after the batch that is being written. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** Records in the shape of an earlier release are replaced by the same in the shape of today. */
    private List<String> misfits(List<Item> items) {
        List<String> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Progress progress = new Progress("Catalogue: validating", items.size());
        for (ListIterator<Item> each = items.listIterator(); each.hasNext(); ) {
            Item item = each.next();
            if (!kinds.has(item.kind()) || !kinds.get(item.kind()).inCatalogue()) {
                faults.add(item.fault("", "unknown kind `" + item.kind() + "`"));
            } else {
                Kind<?> kind = kinds.get(item.kind());
                List<Violation> misfits = rules.misfits(kind, item.record());
                Item upcast = misfits.isEmpty() ? item : upcast(kind, item);
                if (!misfits.isEmpty() && rules.misfits(kind, upcast.record()).isEmpty()) {
                    each.set(upcast);
                } else {
                    misfits.forEach(fault -> faults.add(item.fault(fault.getPointer(), fault.getDetail())));
                }
            }
            if (item.id().isEmpty()) {
                faults.add(item.fault("", "needs an id"));
            } else if (!ids.add(item.kind() + "/" + item.id())) {
                faults.add(item.fault("/id", "duplicate value"));
            }
            step(progress);
        }
        return faults;
    }

    private Item upcast(Kind<?> kind, Item item) {
        return item.with(record -> record instanceof ObjectNode body ? codec.upcast(kind, body, 1) : record);
    }

    /** References may lead anywhere in the catalogue, so they are validated against all of it. */
    private List<String> faults(List<Item> items) {
        Lookup lookup = new FilesFirst(items, rules.register(true));
        List<String> faults = new ArrayList<>();
        Progress progress = new Progress("Catalogue: validating references", items.size());
        for (Item item : items) {
            faults(kinds.get(item.kind()), item, lookup, faults);
            step(progress);
        }
        return faults;
    }

    private <T> void faults(Kind<T> kind, Item item, Lookup lookup, List<String> faults) {
        Optional<Body<T>> before = log.newest(kind.name()) == 0
                ? Optional.empty()
                : current(kind, item).map(entry -> visibility.decrypted(kind, entry));
        rules.faults(kind, item.id(), codec.body(kind, item.record()), before, lookup)
                .forEach(fault -> faults.add(item.fault(fault.getPointer(), fault.getDetail())));
    }

    private Report write(List<Item> items) {
        int[] counts = new int[4];
        Progress progress = new Progress("Catalogue: loading", items.size());
        for (int from = 0; from < items.size(); from += BATCH) {
            List<Item> batch = items.subList(from, Math.min(items.size(), from + BATCH));
            QuarkusTransaction.requiringNew().timeout(600).run(() -> write(batch, counts));
            batch.forEach(item -> step(progress));
        }
        return new Report(counts[0], counts[1], counts[2], counts[3]);
    }

    private void write(List<Item> batch, int[] counts) {
        log.lock();
        List<AppendCommand> commands = new ArrayList<>();
        for (Item item : batch) {
            Kind<?> kind = kinds.get(item.kind());
            Optional<Entry> before = log.newest(kind.name()) == 0 ? Optional.empty() : current(kind, item);
            if (before.isPresent() && !before.get().recordedBy().equals(ACTOR)) {
                counts[3]++;
            } else {
                Optional<AppendCommand> next = next(kind, item, before);
                next.ifPresent(commands::add);
                counts[next.isEmpty() ? 2 : before.isPresent() ? 1 : 0]++;
            }
        }
        log.append(commands);
    }

    private <T> Optional<AppendCommand> next(Kind<T> kind, Item item, Optional<Entry> before) {
        return records.next(
                kind,
                item.id(),
                codec.body(kind, item.record()),
                before,
                before.map(entry -> visibility.decrypted(kind, entry)),
                new Author(ACTOR, null));
    }

    private Optional<Entry> current(Kind<?> kind, Item item) {
        return log.current(kind.name(), item.id());
    }

    private void step(Progress progress) {
        if (stopping) {
            throw new CatalogueException(List.of("the import was interrupted; the next start continues it"));
        }
        progress.step();
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new CatalogueException(faults.size(), faults.subList(0, Math.min(FAULTS, faults.size())));
        }
    }
}
