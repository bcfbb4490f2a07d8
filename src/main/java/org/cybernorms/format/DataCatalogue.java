package org.cybernorms.format;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cybernorms.contract.Offers;
import org.cybernorms.http.EntityTags;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.record.RecordCounts;

/** The register as a DCAT 3 catalogue: a data set for each list and view that the contract names in {@code x-data-sets}. */
@ApplicationScoped
class DataCatalogue {

    private static final Map<String, String> FORMS = Map.of(
            "application/json", "json",
            "text/csv", "csv",
            "application/ld+json", "jsonld");

    /** Of the data; the software has another one. */
    private static final Map<String, String> LICENCE = Map.of("@id", "https://creativecommons.org/licenses/by/4.0/");

    private final Offers offers;
    private final EntryLog log;
    private final RecordCounts recordCounts;
    private final ResponseMetadata answer;

    DataCatalogue(Offers offers, EntryLog log, RecordCounts recordCounts, ResponseMetadata answer) {
        this.offers = offers;
        this.log = log;
        this.recordCounts = recordCounts;
        this.answer = answer;
    }

    Map<String, Object> document() {
        long last = log.newest();
        Entry newest = log.entry(last).orElse(null);
        answer.shows(EntityTags.of(last), newest == null ? null : newest.recordedAt())
                .keepWhile(() -> log.newest() == last);
        Map<String, Long> counts = recordCounts.byKind();
        List<Map<String, Object>> sets = new ArrayList<>();
        offers.lists().forEach((path, list) -> sets.add(set(path, list, counts)));
        Map<String, Object> catalogue = new LinkedHashMap<>();
        catalogue.put("@context", context());
        catalogue.put("@id", "/v1/catalogue");
        catalogue.put("@type", "dcat:Catalog");
        catalogue.put("dcterms:title", Map.of("@language", "en", "@value", offers.title()));
        catalogue.put("dcterms:description", Map.of("@language", "en", "@value", offers.summary()));
        catalogue.put("dcterms:publisher", Map.of("@id", offers.publisher()));
        catalogue.put("dcterms:license", LICENCE);
        catalogue.put("dcat:version", offers.version());
        if (newest != null) {
            catalogue.put(
                    "dcterms:modified",
                    Map.of(
                            "@type",
                            "xsd:dateTime",
                            "@value",
                            newest.recordedAt().toString()));
        }
        catalogue.put("dcat:dataset", sets);
        return catalogue;
    }

    private static Map<String, Object> context() {
        return Map.of(
                "dcat", "http://www.w3.org/ns/dcat#",
                "dcterms", "http://purl.org/dc/terms/",
                "registry", "https://cybernorms.example.org/vocabulary#",
                "xsd", "http://www.w3.org/2001/XMLSchema#");
    }

    private Map<String, Object> set(String path, Offers.Offer list, Map<String, Long> counts) {
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("@id", path);
        set.put("@type", "dcat:Dataset");
        set.put("dcterms:title", Map.of("@language", "en", "@value", list.title()));
        set.put("dcterms:description", Map.of("@language", "en", "@value", list.description()));
        set.put("dcterms:publisher", Map.of("@id", offers.publisher()));
        set.put("dcterms:license", LICENCE);
        Long count = counts.get(path.substring(path.lastIndexOf('/') + 1));
        if (count != null) {
            set.put("registry:records", count);
        }
        set.put(
                "dcat:distribution",
                list.produces().stream()
                        .filter(FORMS::containsKey)
                        .map(type -> Map.of(
                                "@type",
                                "dcat:Distribution",
                                "dcat:mediaType",
                                Map.of("@id", "https://www.iana.org/assignments/media-types/" + type),
                                "dcat:accessURL",
                                Map.of("@id", path + "?format=" + FORMS.get(type)),
                                "dcterms:license",
                                LICENCE))
                        .toList());
        return set;
    }
}
