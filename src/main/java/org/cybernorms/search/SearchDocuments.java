package org.cybernorms.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;
import org.cybernorms.log.Entry;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.record.BodyCodec;
import org.cybernorms.record.CurrentRecords;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.RecordIndexer;

/** A record as the index holds it: its words by language, and by what hits are counted and narrowed. */
@ApplicationScoped
class SearchDocuments {

    static final String KEY = "key";
    static final String KIND = "kind";
    static final String ID = "id";
    static final String PARTY = "party";
    static final String YEAR = "year";
    static final String DATE = "date";
    static final String TITLES = "titles";
    static final List<String> COUNTED = List.of(KIND, PARTY, YEAR);
    static final FacetsConfig FACETS = facets();

    /** Text of which passages are shown: where its words stand is kept, so that it need not be analysed again. */
    private static final FieldType SHOWN = shown();
    /** All words once more: how long the text is weighs in the fields by language, and need not be read here too. */
    private static final FieldType WORDS = words();

    private final Kinds kinds;
    private final BodyCodec codec;
    private final RecordIndexer indexer;
    private final CurrentRecords records;
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();

    SearchDocuments(Kinds kinds, BodyCodec codec, RecordIndexer indexer, CurrentRecords records) {
        this.kinds = kinds;
        this.codec = codec;
        this.indexer = indexer;
        this.records = records;
    }

    String form() {
        return indexer.form();
    }

    Set<String> kinds() {
        return kinds.all().stream().filter(Kind::inCatalogue).map(Kind::name).collect(Collectors.toSet());
    }

    /** Whether records of other kinds are found by what records of this kind are called. */
    boolean names(String kind) {
        return kind.equals("parties") || kind.equals("norms");
    }

    /** The document; none for a record that is withdrawn, or of a kind that is not searched. */
    Optional<Document> of(Entry entry) {
        if (entry.isWithdrawal() || !kinds.get(entry.kind()).inCatalogue()) {
            return Optional.empty();
        }
        Kind<?> kind = kinds.get(entry.kind());
        ObjectNode own = codec.publicTree(kind, entry);
        IndexedRecord index = indexer.index(kind, entry.id(), own);
        Document document = new Document();
        document.add(new StringField(KEY, entry.kind() + "/" + entry.id(), Field.Store.NO));
        document.add(new StoredField(ID, entry.id()));
        document.add(new Field(Analysis.EXACT, entry.id(), WORDS));
        count(document, KIND, entry.kind());
        parties(entry, index).forEach(party -> count(document, PARTY, party));
        named(own, document);
        about(index, document);
        index.date().ifPresent(date -> {
            document.add(new StoredField(DATE, date));
            count(document, YEAR, date.substring(0, 4));
        });
        if (!index.titles().isEmpty()) {
            document.add(new StoredField(TITLES, codec.written(index.titles())));
        }
        index.titles().forEach((language, title) -> words(document, Analysis.TITLE, language, List.of(title)));
        indexer.words(kind, own).forEach((language, texts) -> words(document, Analysis.TEXT, language, texts));
        return Optional.of(build(document));
    }

    /** How a record is called beside its title weighs as much as the title. */
    private static void named(ObjectNode own, Document document) {
        for (String member : List.of("designation", "symbol", "acronym")) {
            if (own.has(member)) {
                document.add(new TextField(
                        Analysis.TITLE + Analysis.OTHER, own.path(member).asText(), Field.Store.NO));
            }
        }
    }

    /** What those are called whom a record concerns, and the norms that it names. */
    private void about(IndexedRecord index, Document document) {
        index.referredTo("parties").forEach(party -> about(document, "parties", party, "name"));
        index.referredTo("norms").forEach(norm -> about(document, "norms", norm, "title"));
    }

    private void about(Document document, String kind, String id, String member) {
        names.computeIfAbsent(kind + "/" + id, none -> names(kind, id, member))
                .forEach(name -> document.add(new TextField(Analysis.ABOUT, name, Field.Store.NO)));
    }

    private List<String> names(String kind, String id, String member) {
        return records.find(kind, id)
                .map(own -> {
                    List<String> found = new ArrayList<>();
                    own.path(member).forEach(name -> found.add(name.asText()));
                    found.add(own.path("acronym").asText());
                    found.add(own.path("designation").asText());
                    return found;
                })
                .orElse(List.of());
    }

    /** Forgets what parties and norms are called, because one of them was written. */
    void forgetNames() {
        names.clear();
    }

    private static void words(Document document, String field, String language, List<String> texts) {
        String of = Analysis.LANGUAGES.contains(language) ? language : Analysis.OTHER;
        for (String text : texts) {
            document.add(
                    field.equals(Analysis.TEXT)
                            ? new Field(field + of, text, SHOWN)
                            : new TextField(field + of, text, Field.Store.NO));
            document.add(new Field(Analysis.EXACT, text, WORDS));
        }
    }

    private static void count(Document document, String name, String value) {
        document.add(new StringField(name, value, Field.Store.YES));
        document.add(new SortedSetDocValuesFacetField(name, value));
    }

    /** Whom a record concerns: all parties to which it refers, and a party itself. */
    private static Set<String> parties(Entry entry, IndexedRecord index) {
        Set<String> parties = new TreeSet<>(index.referredTo("parties"));
        if (entry.kind().equals("parties")) {
            parties.add(entry.id());
        }
        return parties;
    }

    private static Document build(Document document) {
        try {
            return FACETS.build(document);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static FieldType shown() {
        FieldType type = new FieldType(TextField.TYPE_STORED);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        type.freeze();
        return type;
    }

    private static FieldType words() {
        FieldType type = new FieldType(TextField.TYPE_NOT_STORED);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    private static FacetsConfig facets() {
        FacetsConfig config = new FacetsConfig();
        COUNTED.forEach(name -> config.setMultiValued(name, true));
        return config;
    }
}
