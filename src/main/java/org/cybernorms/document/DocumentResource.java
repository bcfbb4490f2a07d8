package org.cybernorms.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.DocumentsApi;
import org.cybernorms.api.model.Document;
import org.cybernorms.api.model.DocumentKind;
import org.cybernorms.api.model.DocumentPage;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on documents in the contract. */
@NullUnmarked
class DocumentResource implements DocumentsApi {

    private final Records<Document> documents;

    DocumentResource(Register register, Documents documents) {
        this.documents = register.of(documents);
    }

    @Override
    public Document changeDocument(String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return documents.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public Document createDocument(Document document, String reason) {
        return documents.create(document, reason);
    }

    @Override
    public List<PatchOperation> diffDocument(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return documents.diff(id, from, to);
    }

    @Override
    public Document getDocument(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return documents.get(id, asOf);
    }

    @Override
    public Document getDocumentVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return documents.version(id, version);
    }

    @Override
    public VersionPage listDocumentVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return documents.versions(id);
    }

    @Override
    public DocumentPage listDocuments(
            List<DocumentKind> kind,
            List<String> issuer,
            List<String> symbol,
            List<String> language,
            List<String> relatedTo,
            List<String> id,
            List<String> cites,
            String q,
            String sort,
            Integer limit,
            String cursor,
            LocalDate validOn,
            String asOf,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return documents.list((items, next) -> new DocumentPage().items(items).next(next));
    }

    @Override
    public Document replaceDocument(String id, Document document, String ifMatch, String ifNoneMatch, String reason) {
        return documents.replace(id, document, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public void withdrawDocument(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        documents.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
