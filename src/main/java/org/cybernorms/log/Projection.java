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
import org.jspecify.annotations.Nullable;

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

    /** Compares the log's numbers and versions, and all that is derived, with what they must be, up to the newest entry at the start. */
    public Findings check(Function<Entry, Index> index) {
        return QuarkusTransaction.requiringNew().timeout(86_400).call(() -> {
            Comparison comparison = new Comparison(index, log.tailNumber());
            List<Entry> batch = log.since(0, BATCH);
            while (!batch.isEmpty() && batch.get(0).number() <= comparison.end) {
                comparison.take(batch.stream()
                        .filter(entry -> entry.number() <= comparison.end)
                        .toList());
                database.clear();
                batch = log.since(comparison.number, BATCH);
            }
            return comparison.findings();
        });
    }

    /** What is known of a record so far: its newest version, and where that one's head ends. */
    private record Last(int version, long until) {}

    private record Found(int part, Index.Facet facet) {}

    private final class Comparison {
        private final Function<Entry, Index> index;
        private final Map<String, Last> records = new HashMap<>();
        private final List<String> differences = new ArrayList<>();
        private long entries;
        private long headCount;
        private long facetCount;
        private final long end;
        private long number;

        Comparison(Function<Entry, Index> index, long end) {
            this.index = index;
            this.end = end;
        }

        void take(List<Entry> batch) {
            List<Long> numbers = batch.stream().map(Entry::number).toList();
            Map<Long, Map<Integer, Head>> found = new HashMap<>();
            heads.list("number in ?1", numbers)
                    .forEach(head -> found.computeIfAbsent(head.number(), none -> new HashMap<>())
                            .put(head.part(), head));
            Map<Long, Set<Found>> facets = new HashMap<>();
            database.createQuery("from Facet where number in :numbers", Facet.class)
                    .setParameter("numbers", numbers)
                    .getResultList()
                    .forEach(facet -> facets.computeIfAbsent(facet.number(), none -> new HashSet<>())
                            .add(new Found(facet.part(), facet.content())));
            for (Entry entry : batch) {
                Map<Integer, Head> there = found.getOrDefault(entry.number(), Map.of());
                follow(entry, there.get(0));
                compare(entry, there, facets.getOrDefault(entry.number(), Set.of()));
            }
        }

        private void follow(Entry entry, @Nullable Head head) {
            if (entry.number() != number + 1) {
                differences.add("entry " + (number + 1) + " is missing");
            }
            number = entry.number();
            entries++;
            Last before = records.put(
                    Index.reference(entry.kind(), entry.id()),
                    new Last(entry.version(), head == null ? 0 : head.until() > end ? Head.OPEN : head.until()));
            if (entry.version() != (before == null ? 1 : before.version() + 1)) {
                differences.add("entry " + number + " does not follow the version before it");
            }
            if (before != null && before.until() != number) {
                differences.add("the head before entry " + number + " does not end there");
            }
        }

        private void compare(Entry entry, Map<Integer, Head> there, Set<Found> facets) {
            Index derived = index.apply(entry);
            List<Head> expectedHeads = Heads.derive(entry, derived);
            headCount += expectedHeads.size();
            for (Head expected : expectedHeads) {
                Head head = there.get(expected.part());
                Head record = there.get(0);
                if (head == null || record == null || !expected.agrees(head) || head.until() != record.until()) {
                    differences.add("the head of entry " + entry.number()
                            + (expected.part() == 0 ? "" : " for its part " + expected.part()) + " differs");
                }
            }
            Set<Found> expected = new HashSet<>();
            if (!entry.isWithdrawal()) {
                Heads.facets(entry, derived).forEach(facet -> expected.add(new Found(facet.part(), facet.content())));
            }
            facetCount += expected.size();
            if (!expected.equals(facets)) {
                differences.add("the facets of entry " + entry.number() + " differ");
            }
        }

        Findings findings() {
            records.forEach((record, last) -> {
                if (last.until() != Head.OPEN) {
                    differences.add("the newest head of " + record + " has ended");
                }
            });
            if (heads.count(end) != headCount || heads.facetCount(end) != facetCount) {
                differences.add("there are heads or facets that belong to no entry");
            }
            if (number != end || log.last() > log.tailNumber()) {
                differences.add("the tail does not stand at the newest entry");
            }
            return new Findings(entries, number, differences.subList(0, Math.min(DIFFERENCES, differences.size())));
        }
    }
}
