package org.cybernorms.log;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Derives heads and facets from the log once more: to replace them, or to compare. */
@ApplicationScoped
public class Projection {

    private static final int BATCH = 500;
    private static final int DIFFERENCES = 100;

    /** What a comparison found. */
    public record Findings(long entries, long last, List<String> differences) {}

    private final EntryLog log;
    private final Heads heads;
    private final EntityManager database;

    Projection(EntryLog log, Heads heads, EntityManager database) {
        this.log = log;
        this.heads = heads;
        this.database = database;
    }

    /** Throws heads and facets away and derives them anew in one transaction, so that no reader sees a half. */
    public void rebuild(Function<Entry, Index> index, LongConsumer progress) {
        QuarkusTransaction.requiringNew().timeout(86_400).run(() -> {
            log.lock();
            database.createQuery("delete from Facet").executeUpdate();
            database.createQuery("delete from Head").executeUpdate();
            long number = 0;
            for (List<Entry> batch = log.since(number, BATCH); !batch.isEmpty(); batch = log.since(number, BATCH)) {
                for (Entry entry : batch) {
                    heads.put(entry, index.apply(entry));
                }
                number = batch.get(batch.size() - 1).number();
                database.flush();
                database.clear();
                progress.accept(number);
            }
        });
    }

    /** Compares the log's numbers and versions, and all that is derived, with what they must be. */
    public Findings check(Function<Entry, Index> index) {
        return QuarkusTransaction.requiringNew().timeout(86_400).call(() -> {
            log.lock();
            List<String> differences = new ArrayList<>();
            Map<Long, Long> untils = untils(differences);
            long entries = 0;
            long number = 0;
            for (List<Entry> batch = log.since(number, BATCH); !batch.isEmpty(); batch = log.since(number, BATCH)) {
                compare(batch, untils, index, differences);
                entries += batch.size();
                number = batch.get(batch.size() - 1).number();
                database.clear();
            }
            if (heads.count() != entries) {
                differences.add("there are " + heads.count() + " heads for " + entries + " entries");
            }
            if (database.find(Tail.class, Tail.ONLY).number() != number) {
                differences.add("the tail does not stand at entry " + number);
            }
            return new Findings(entries, number, differences.subList(0, Math.min(DIFFERENCES, differences.size())));
        });
    }

    private Map<Long, Long> untils(List<String> differences) {
        Map<String, Entry> current = new HashMap<>();
        Map<Long, Long> untils = new HashMap<>();
        long expected = 1;
        long number = 0;
        for (List<Entry> batch = log.since(number, BATCH); !batch.isEmpty(); batch = log.since(number, BATCH)) {
            for (Entry entry : batch) {
                if (entry.number() != expected) {
                    differences.add("entry " + expected + " is missing");
                }
                expected = entry.number() + 1;
                Entry before = current.put(Index.reference(entry.kind(), entry.id()), entry);
                if (entry.version() != (before == null ? 1 : before.version() + 1)) {
                    differences.add("entry " + entry.number() + " does not follow the version before it");
                }
                if (before != null) {
                    untils.put(before.number(), entry.number());
                }
            }
            number = batch.get(batch.size() - 1).number();
            database.clear();
        }
        return untils;
    }

    private void compare(
            List<Entry> batch, Map<Long, Long> untils, Function<Entry, Index> index, List<String> differences) {
        List<Long> numbers = batch.stream().map(Entry::number).toList();
        Map<Long, Head> found = new HashMap<>();
        heads.list("number in ?1", numbers).forEach(head -> found.put(head.number(), head));
        Map<Long, Set<Index.Facet>> facets = new HashMap<>();
        database.createQuery("from Facet where number in :numbers", Facet.class)
                .setParameter("numbers", numbers)
                .getResultList()
                .forEach(facet -> facets.computeIfAbsent(facet.number(), none -> new HashSet<>())
                        .add(facet.content()));
        for (Entry entry : batch) {
            Index derived = index.apply(entry);
            Head head = found.get(entry.number());
            if (head == null
                    || head.until() != untils.getOrDefault(entry.number(), Head.OPEN)
                    || !new Head(entry, derived).agrees(head)) {
                differences.add("the head of entry " + entry.number() + " differs");
            }
            Set<Index.Facet> expected = entry.isWithdrawal() ? Set.of() : new HashSet<>(derived.facets());
            if (!expected.equals(facets.getOrDefault(entry.number(), Set.of()))) {
                differences.add("the facets of entry " + entry.number() + " differ");
            }
        }
    }
}
