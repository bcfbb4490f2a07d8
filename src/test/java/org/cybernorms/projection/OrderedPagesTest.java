package org.cybernorms.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.cybernorms.log.Entry;
import org.cybernorms.projection.Selection.SortKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks through an index of several segments, with versions of the past, in every order, beside a plain list. */
class OrderedPagesTest {

    private static final int RECORDS = 4_000;
    private static final String KIND = "norms";

    private record Version(
            int id, long number, long until, String title, LocalDate from, LocalDate to, String common, String rare) {}

    private static final Random RANDOM = new Random(11);
    private static final List<Version> VERSIONS = new ArrayList<>();
    private static final ByteBuffersDirectory DIRECTORY = new ByteBuffersDirectory();
    private static DirectoryReader reader;
    private static long last;

    @BeforeAll
    static void index() throws IOException {
        try (IndexWriter writer =
                new IndexWriter(DIRECTORY, new IndexWriterConfig(new KeywordAnalyzer()).setMaxBufferedDocs(900))) {
            Map<Integer, Version> current = new TreeMap<>();
            for (int i = 0; i < RECORDS * 5 / 4; i++) {
                int id = i < RECORDS ? i : RANDOM.nextInt(RECORDS);
                Version before = current.get(id);
                Version version = version(id, ++last);
                if (before != null) {
                    Version past = new Version(
                            id, before.number, last, before.title, before.from, before.to, before.common, before.rare);
                    VERSIONS.remove(before);
                    VERSIONS.add(past);
                    writer.updateDocuments(new Term(IndexFields.ENTRY, String.valueOf(before.number)), documents(past));
                }
                current.put(id, version);
                VERSIONS.add(version);
                writer.addDocuments(documents(version));
            }
        }
        reader = DirectoryReader.open(DIRECTORY);
        assertTrue(reader.leaves().size() > 1, "one segment");
        assertTrue(reader.hasDeletions(), "no deleted document");
    }

    @AfterAll
    static void close() throws IOException {
        reader.close();
        DIRECTORY.close();
    }

    private static Version version(int id, long number) {
        LocalDate from = LocalDate.of(2000 + RANDOM.nextInt(20), 1, 1).plusDays(RANDOM.nextInt(300));
        return new Version(
                id,
                number,
                Hit.OPEN,
                "title " + RANDOM.nextInt(500),
                from,
                from.plusDays(RANDOM.nextInt(2_000)),
                RANDOM.nextInt(10) < 7 ? "yes" : "no",
                String.valueOf(RANDOM.nextInt(400)));
    }

    private static List<Document> documents(Version version) {
        IndexedRecord record = new IndexedRecord(Item.NONE, part -> Item.NONE)
                .title(Map.of("en", version.title))
                .date(version.from.toString())
                .valid(null, version.to.toString())
                .facet("common", version.common)
                .facet("rare", version.rare);
        Entry entry = new Entry(
                version.number,
                KIND,
                "id-" + version.id,
                1,
                Entry.Change.created,
                Instant.EPOCH,
                "somebody",
                null,
                1,
                "{}");
        return IndexFields.of(entry, record, version.until);
    }

    @Test
    void everyWalkShowsWhatItShouldOnce() throws IOException {
        Range.Numbers numbers = new Range.Numbers();
        OrderedPages pages = new OrderedPages(new MatchBits(numbers), numbers);
        IndexSearcher searcher = new IndexSearcher(reader);
        for (int i = 0; i < 300; i++) {
            Map<String, List<String>> filters = new TreeMap<>();
            if (RANDOM.nextBoolean()) {
                filters.put("common", RANDOM.nextBoolean() ? List.of("yes") : List.of("yes", "no"));
            }
            if (RANDOM.nextInt(4) == 0) {
                filters.put("rare", List.of(String.valueOf(RANDOM.nextInt(400)), String.valueOf(RANDOM.nextInt(400))));
            }
            LocalDate on = RANDOM.nextInt(3) == 0 ? LocalDate.of(2000 + RANDOM.nextInt(24), 6, 1) : null;
            long asOf = RANDOM.nextBoolean() ? last : 1 + RANDOM.nextInt((int) last);
            SortKey key = SortKey.values()[RANDOM.nextInt(SortKey.values().length)];
            boolean down = RANDOM.nextBoolean();
            int limit = 1 + RANDOM.nextInt(200);
            List<String> expected = expected(filters, on, asOf, key, down);
            List<String> found = new ArrayList<>();
            String after = null;
            do {
                Selection selection =
                        new Selection(KIND, Set.of(KIND), filters, List.of(), on, null, asOf, key, down, after, limit);
                OrderedPages.Found page = pages.find(
                        searcher,
                        new OrderedPages.Wanted(
                                IndexQueries.of(selection, asOf == last),
                                IndexFields.orderField(KIND, key),
                                down,
                                after,
                                limit));
                IndexValues.hits(searcher, page.documents(), page.documents().length)
                        .forEach(hit -> found.add(hit.id() + " " + hit.number()));
                after = page.documents().length < limit ? null : page.keys().get(limit - 1);
            } while (after != null);
            assertEquals(expected, found, filters + " " + on + " " + asOf + " " + key + " " + down + " " + limit);
        }
    }

    @Test
    void countsAreThoseOfAPlainList() throws IOException {
        FacetCounts counts = new FacetCounts(new MatchBits(new Range.Numbers()), FacetValues.kept());
        IndexSearcher searcher = new IndexSearcher(reader);
        for (int i = 0; i < 60; i++) {
            Map<String, List<String>> filters =
                    RANDOM.nextBoolean() ? Map.of() : Map.of("rare", List.of(String.valueOf(RANDOM.nextInt(400))));
            LocalDate on = RANDOM.nextInt(3) == 0 ? LocalDate.of(2000 + RANDOM.nextInt(24), 6, 1) : null;
            long asOf = RANDOM.nextBoolean() ? last : 1 + RANDOM.nextInt((int) last);
            Selection selection =
                    new Selection(KIND, Set.of(KIND), filters, List.of(), on, null, asOf, SortKey.id, false, null, 0);
            Projection.Counts found = counts.of(
                    searcher, IndexQueries.of(selection, asOf == last), List.of("common", "rare"), Integer.MAX_VALUE);
            List<Version> expected = versions(filters, on, asOf);
            assertEquals(expected.size(), found.total());
            assertEquals(by(expected, Version::common), found.by().get("common"));
            assertEquals(by(expected, Version::rare), found.by().get("rare"));
        }
    }

    private static Map<String, Long> by(List<Version> versions, Function<Version, String> facet) {
        return versions.stream().collect(Collectors.groupingBy(facet, Collectors.counting()));
    }

    @Test
    void facetPairsAreThoseOfAPlainList() throws IOException {
        FacetPairs pairs = new FacetPairs(new MatchBits(new Range.Numbers()), FacetValues.kept());
        IndexSearcher searcher = new IndexSearcher(reader);
        for (int i = 0; i < 60; i++) {
            Set<String> rare = Set.of(String.valueOf(RANDOM.nextInt(200)), String.valueOf(200 + RANDOM.nextInt(200)));
            LocalDate on = RANDOM.nextBoolean() ? LocalDate.of(2000 + RANDOM.nextInt(24), 6, 1) : null;
            long asOf = RANDOM.nextBoolean() ? last : 1 + RANDOM.nextInt((int) last);
            Projection.FacetPairQuery query =
                    new Projection.FacetPairQuery(Set.of(KIND), "common", Set.of("yes"), "rare", rare, on, asOf);
            List<String> expected =
                    versions(Map.of("common", List.of("yes"), "rare", List.copyOf(rare)), on, asOf).stream()
                            .map(version -> version.rare + " " + KIND + "/id-" + version.id)
                            .sorted()
                            .toList();
            IndexQueries.Conditions conditions = IndexQueries.of(query, asOf == last);
            List<String> found = new ArrayList<>();
            pairs.records(searcher, conditions, query, 3).forEach((pair, records) -> {
                List<String> own = expected.stream()
                        .filter(line -> line.startsWith(pair.second() + " "))
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .sorted(Comparator.comparing(TextFolding::natural))
                        .toList();
                assertEquals(own.size(), records.count());
                assertEquals(own.subList(0, Math.min(3, own.size())), records.first());
                own.forEach(address -> found.add(pair.second() + " " + address));
            });
            assertEquals(expected, found.stream().sorted().toList());
            assertEquals(
                    expected.stream().map(pair -> pair.split(" ")[0]).collect(Collectors.toSet()),
                    pairs.valuesByFirst(searcher, conditions, query).getOrDefault("yes", Set.of()));
        }
    }

    private static List<String> expected(
            Map<String, List<String>> filters, LocalDate on, long asOf, SortKey key, boolean down) {
        Comparator<Version> byId = Comparator.comparing(version -> TextFolding.natural("id-" + version.id));
        Comparator<Version> order =
                switch (key) {
                    case id -> byId;
                    case title ->
                        Comparator.<Version, String>comparing(version -> TextFolding.natural(version.title))
                                .thenComparing(byId);
                    case date ->
                        Comparator.<Version, LocalDate>comparing(Version::from).thenComparing(byId);
                    case entry -> Comparator.comparingLong(Version::number);
                };
        return versions(filters, on, asOf).stream()
                .sorted(down ? order.reversed() : order)
                .map(version -> "id-" + version.id + " " + version.number)
                .toList();
    }

    private static List<Version> versions(Map<String, List<String>> filters, LocalDate on, long asOf) {
        return VERSIONS.stream()
                .filter(version -> version.number <= asOf && version.until > asOf)
                .filter(version ->
                        !filters.containsKey("common") || filters.get("common").contains(version.common))
                .filter(version ->
                        !filters.containsKey("rare") || filters.get("rare").contains(version.rare))
                .filter(version -> on == null || (!on.isBefore(version.from) && !on.isAfter(version.to)))
                .toList();
    }
}
