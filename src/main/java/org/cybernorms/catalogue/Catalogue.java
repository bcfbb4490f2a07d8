package org.cybernorms.catalogue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cybernorms.catalogue.CatalogueFile.Item;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Shown;
import org.cybernorms.record.Author;
import org.cybernorms.record.Bodies;
import org.cybernorms.record.Changes;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Rules;

/**
 * The catalogue's files: all or nothing. What a file has and the register has not is created, what differs is revised,
 * and what somebody else changed is left alone.
 */
@ApplicationScoped
public class Catalogue {

    private static final String ACTOR = "catalogue";
    private static final int BATCH = 500;
    private static final int FAULTS = 100;

    /** What a load did. */
    public record Report(int created, int revised, int unchanged, int kept) {}

    private record Written(Kind<?> kind, Item item, Optional<Shown> before) {}

    private final Kinds kinds;
    private final Changes changes;
    private final Rules rules;
    private final Bodies bodies;
    private final EntryLog log;
    private final CatalogueFolder folder;

    Catalogue(Kinds kinds, Changes changes, Rules rules, Bodies bodies, EntryLog log, CatalogueFolder folder) {
        this.kinds = kinds;
        this.changes = changes;
        this.rules = rules;
        this.bodies = bodies;
        this.log = log;
        this.folder = folder;
    }

    /** Loads all files; on any mistake nothing is loaded. */
    public Report load() {
        List<Item> items =
                folder.files().stream().flatMap(file -> file.items().stream()).toList();
        refuse(misfits(items));
        return QuarkusTransaction.requiringNew().timeout(86_400).call(() -> write(items));
    }

    private List<String> misfits(List<Item> items) {
        List<String> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Progress progress = new Progress("Catalogue: checking", items.size());
        for (Item item : items) {
            if (!kinds.has(item.kind()) || !kinds.get(item.kind()).inCatalogue()) {
                faults.add(item.fault("", "is of no kind that there is: " + item.kind()));
            } else {
                rules.misfits(kinds.get(item.kind()), item.record())
                        .forEach(fault -> faults.add(item.fault(fault.getPointer(), fault.getDetail())));
            }
            if (item.id().isEmpty()) {
                faults.add(item.fault("", "needs an id"));
            } else if (!ids.add(item.kind() + "/" + item.id())) {
                faults.add(item.fault("/id", "is in the catalogue twice"));
            }
            progress.step();
        }
        return faults;
    }

    private Report write(List<Item> items) {
        int[] counts = new int[4];
        List<Written> written = new ArrayList<>();
        Progress progress = new Progress("Catalogue: loading", items.size());
        for (int from = 0; from < items.size(); from += BATCH) {
            List<Item> batch = items.subList(from, Math.min(items.size(), from + BATCH));
            Map<String, Shown> there = there(batch);
            for (Item item : batch) {
                Optional<Shown> before = Optional.ofNullable(there.get(item.kind() + "/" + item.id()));
                counts[write(new Written(kinds.get(item.kind()), item, before), written)]++;
                progress.step();
            }
            log.settle();
        }
        verify(written, new FilesFirst(items, rules.register(true)));
        return new Report(counts[0], counts[1], counts[2], counts[3]);
    }

    /** Writes one record: 0 created, 1 revised, 2 unchanged, 3 left as somebody else changed it. */
    private int write(Written record, List<Written> written) {
        Optional<Entry> before = record.before().map(Shown::entry);
        if (before.isPresent() && !before.get().recordedBy().equals(ACTOR)) {
            return 3;
        }
        Entry entry = put(record.kind(), record);
        if (before.isPresent() && entry.number() == before.get().number()) {
            return 2;
        }
        written.add(record);
        return before.isPresent() ? 1 : 0;
    }

    private <T> Entry put(Kind<T> kind, Written record) {
        T bound = bodies.bind(kind, record.item().record());
        return changes.write(kind, record.item().id(), bound, record.before(), new Author(ACTOR, null));
    }

    private Map<String, Shown> there(List<Item> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(Item::kind, Collectors.mapping(Item::id, Collectors.toSet())))
                .entrySet()
                .stream()
                .flatMap(kind -> changes.begin(kinds.get(kind.getKey()), kind.getValue()).stream())
                .collect(Collectors.toMap(
                        shown -> shown.entry().kind() + "/" + shown.entry().id(), shown -> shown));
    }

    /** References may lead anywhere in the catalogue, so they are looked after when all of it is read. */
    private void verify(List<Written> written, Lookup lookup) {
        List<String> faults = new ArrayList<>();
        Progress progress = new Progress("Catalogue: checking references", written.size());
        for (Written record : written) {
            verify(record.kind(), record, lookup, faults);
            progress.step();
        }
        refuse(faults);
    }

    private <T> void verify(Kind<T> kind, Written record, Lookup lookup, List<String> faults) {
        Item item = record.item();
        rules.faults(kind, item.id(), bodies.bind(kind, item.record()), record.before(), lookup)
                .forEach(fault -> faults.add(item.fault(fault.getPointer(), fault.getDetail())));
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new CatalogueException(faults.size(), faults.subList(0, Math.min(FAULTS, faults.size())));
        }
    }
}
