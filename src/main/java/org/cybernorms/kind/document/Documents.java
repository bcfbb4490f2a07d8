package org.cybernorms.kind.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.api.model.SourceDocument;
import org.cybernorms.api.model.TimelineType;
import org.cybernorms.log.Renaming;
import org.cybernorms.log.Upcaster;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Happenings;
import org.cybernorms.record.Kind;
import org.cybernorms.record.View;

/** The kind document: its facets. */
@ApplicationScoped
class Documents implements Kind<SourceDocument> {

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public String noun() {
        return "document";
    }

    @Override
    public Class<SourceDocument> type() {
        return SourceDocument.class;
    }

    @Override
    public List<Upcaster> upcasters() {
        return List.of(new Renaming().rename("kind", "type"));
    }

    @Override
    public String propose(SourceDocument document) {
        Map<String, String> title = document.getTitle();
        return document.getSymbol() == null
                ? title.getOrDefault("en", title.values().iterator().next())
                : document.getSymbol();
    }

    @Override
    public Set<View> views() {
        return Set.of(View.TIMELINE);
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of("date", SortKey.date, "title", SortKey.title);
    }

    @Override
    public void index(SourceDocument document, IndexedRecord index) {
        index.title(document.getTitle())
                .text(document.getSummary())
                .text(document.getSymbol())
                .date(document.getDate())
                .facet("type", document.getType())
                .facet("symbol", document.getSymbol())
                .facets("issuer", document.getIssuers())
                .facets("language", document.getLanguages());
        new Happenings(index, name(), document.getId())
                .add(
                        TimelineType.DOCUMENT,
                        document.getDate(),
                        document.getTitle(),
                        document.getIssuers(),
                        document.getType(),
                        document.getCitations());
        if (document.getRelated() != null) {
            document.getRelated().forEach(related -> index.facet("relatedTo", related.getDocument()));
        }
    }
}
