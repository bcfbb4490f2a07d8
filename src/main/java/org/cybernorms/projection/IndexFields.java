package org.cybernorms.projection;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.LongRange;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.cybernorms.log.Entry;
import org.cybernorms.projection.Selection.SortKey;

/**
 * A version, or a part of it, as a Lucene document. A version that another one replaced is kept as a document of the
 * past, so that lists can be read as of any entry.
 */
final class IndexFields {

    /** The list: {@code =norms} for what is current, {@code <norms} for what was. */
    static final String LIST = "list";
    /** The entry number as a term: by it the documents of a version are replaced. */
    static final String ENTRY = "entry";
    /** A facet, see {@link #term}; the period of one with dates is in {@link #DATED}. */
    static final String FACET = "facet";

    static final String DATED = "dated";
    static final String WORD = "word";
    static final String NUMBER = "number";
    static final String UNTIL = "until";
    static final String PART = "part";
    static final String VERSION = "version";
    /** Microseconds since 1970. */
    static final String RECORDED_AT = "recordedAt";

    static final String ID = "id";
    static final String ITEM = "item";
    static final String LANGUAGES = "languages";
    static final String VALID_FROM = "from";
    static final String VALID_TO = "to";
    static final String DIGEST = "digest";
    /** All facets once more, by document: for counts and pairs. */
    static final String VALUES = "values";

    /** Marks what is no part and not of the past. */
    static final String CURRENT = "current";

    static final String RECORD = "record";
    /** The address as a term, where {@link #CURRENT} is marked. */
    static final String ADDRESS = "address";

    static final String REFERENCE = "*refers-to";

    private static final char END = '\0';

    private IndexFields() {}

    /** The documents of an entry: the record first, then its parts. A withdrawal has none. */
    static List<Document> of(Entry entry, IndexedRecord indexed, long until) {
        if (entry.isWithdrawal()) {
            return List.of();
        }
        List<Document> documents = new ArrayList<>();
        documents.add(document(entry, entry.kind(), 0, indexed, until));
        indexed.parts()
                .forEach(part -> documents.add(document(entry, part.view(), documents.size(), part.index(), until)));
        return documents;
    }

    private static Document document(Entry entry, String list, int part, IndexedRecord indexed, long until) {
        Document document = new Document();
        StringBuilder said = new StringBuilder();
        boolean current = until == Hit.OPEN;
        document.add(new StringField(LIST, (current ? "=" : "<") + list, Field.Store.NO));
        document.add(new StringField(ENTRY, String.valueOf(entry.number()), Field.Store.NO));
        if (current && part == 0) {
            document.add(new StringField(CURRENT, RECORD, Field.Store.NO));
            document.add(new StringField(ADDRESS, entry.kind() + "/" + entry.id(), Field.Store.NO));
            document.add(new NumericDocValuesField(VERSION, entry.version()));
            document.add(new NumericDocValuesField(
                    RECORDED_AT, ChronoUnit.MICROS.between(Instant.EPOCH, entry.recordedAt())));
        }
        number(document, NUMBER, entry.number());
        document.add(new NumericDocValuesField(PART, part));
        if (!current) {
            number(document, UNTIL, until);
        }
        document.add(new BinaryDocValuesField(ID, new BytesRef(entry.kind() + "/" + entry.id())));
        number(document, VALID_FROM, day(indexed.validFrom()));
        number(document, VALID_TO, day(indexed.validTo()));
        said.append(indexed.validFrom()).append(indexed.validTo());
        for (SortKey key : SortKey.values()) {
            String order = orderKey(entry, part, indexed, key);
            document.add(new SortedDocValuesField(orderField(list, key), new BytesRef(order)));
            said.append(order);
        }
        facets(document, indexed, said);
        TextFolding.words(entry.id() + " " + indexed.text()).forEach(word -> {
            document.add(new StringField(WORD, word, Field.Store.NO));
            said.append(word);
        });
        Item item = indexed.item();
        if (item.json().length > 0) {
            document.add(new BinaryDocValuesField(ITEM, new BytesRef(item.json())));
            document.add(new SortedDocValuesField(LANGUAGES, new BytesRef(String.join(",", item.languages()))));
        }
        document.add(new NumericDocValuesField(DIGEST, hash(said.toString()) + hash(item.json())));
        return document;
    }

    private static void facets(Document document, IndexedRecord indexed, StringBuilder said) {
        Set<String> terms = new HashSet<>();
        for (IndexedRecord.Facet facet : indexed.facets()) {
            boolean dated = !facet.validFrom().equals(IndexedRecord.ALWAYS)
                    || !facet.validTo().equals(IndexedRecord.FOREVER);
            String term = term(facet.name(), dated, facet.value());
            if (terms.add(term)) {
                document.add(new StringField(FACET, term, Field.Store.NO));
                document.add(new SortedSetDocValuesField(VALUES, new BytesRef(valueOf(facet.name(), facet.value()))));
            }
            if (dated) {
                long value = hash(term);
                document.add(new LongRange(
                        DATED, new long[] {value, day(facet.validFrom())}, new long[] {value, day(facet.validTo())}));
            }
            said.append(term).append(facet.validFrom()).append(facet.validTo());
        }
    }

    /** What a facet is found by: values that differ only in case, width or Unicode form are the same. */
    static String term(String name, boolean dated, String value) {
        return name + (dated ? '~' : '=') + TextFolding.fold(value);
    }

    /** Unique among what is current in a list, and ordered as the list is. */
    private static String orderKey(Entry entry, int part, IndexedRecord indexed, SortKey key) {
        String id = TextFolding.natural(entry.id()) + " " + entry.id()
                + (part == 0 ? "" : " " + entry.kind() + TextFolding.natural(" " + part));
        return switch (key) {
            case id -> id;
            case title -> indexed.titleKey() + END + id;
            case date -> indexed.dateKey() + END + id;
            case entry -> String.format("%019d", entry.number()) + END + id;
        };
    }

    static String orderField(String list, SortKey key) {
        return "by-" + key + "-" + list;
    }

    static String valueOf(String name, String value) {
        return name + END + value;
    }

    private static void number(Document document, String field, long value) {
        document.add(new NumericDocValuesField(field, value));
        document.add(new LongPoint(field, value));
    }

    /** A day as a number that orders as days do: {@code 2017-04-11} is 20170411. */
    static long day(String date) {
        return Long.parseLong(date.replace("-", ""));
    }

    static long hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long hash(byte[] bytes) {
        long low = StringHelper.murmurhash3_x86_32(bytes, 0, bytes.length, 1) & 0xffffffffL;
        long high = StringHelper.murmurhash3_x86_32(bytes, 0, bytes.length, 2);
        return high << 32 | low;
    }
}
