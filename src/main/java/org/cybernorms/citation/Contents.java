package org.cybernorms.citation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.cybernorms.api.model.DocumentContent;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Kind;

/** The kind content: what is stored of a document, under the document's id. The bytes lie beside the log, by their digest. */
@ApplicationScoped
class Contents implements Kind<DocumentContent> {

    @Override
    public String name() {
        return "contents";
    }

    @Override
    public String noun() {
        return "content";
    }

    @Override
    public Class<DocumentContent> type() {
        return DocumentContent.class;
    }

    @Override
    public String address(String id) {
        return "/v1/documents/" + id + "/content";
    }

    /** A file has the text itself, see {@link ShippedContents}. */
    @Override
    public boolean inCatalogue() {
        return false;
    }

    @Override
    public String propose(DocumentContent content) {
        return content.getDocument();
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of();
    }

    @Override
    public void index(DocumentContent content, IndexedRecord index) {
        index.facet("document", content.getDocument());
    }
}
