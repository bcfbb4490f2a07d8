package org.cybernorms.citation;

import java.util.List;
import org.cybernorms.api.CitationsApi;
import org.cybernorms.api.model.CheckResult;
import org.cybernorms.api.model.CitationCheckRequest;
import org.cybernorms.api.model.CitationCheckResponse;
import org.cybernorms.api.model.CitationReport;
import org.cybernorms.api.model.DocumentContent;
import org.cybernorms.http.CurrentQuery;
import org.jspecify.annotations.NullUnmarked;

/** The operations on contents and citations in the contract. */
@NullUnmarked
class CitationResource implements CitationsApi {

    private final ContentStore contents;
    private final CitationCheck check;
    private final CurrentQuery query;

    CitationResource(ContentStore contents, CitationCheck check, CurrentQuery query) {
        this.contents = contents;
        this.check = check;
        this.query = query;
    }

    @Override
    public CitationCheckResponse checkCitations(CitationCheckRequest citationCheckRequest) {
        return check.check(citationCheckRequest);
    }

    @Override
    public byte[] getDocumentContent(String id) {
        return contents.get(id);
    }

    @Override
    public CitationReport listDocumentCitations(String id, List<CheckResult> place) {
        return check.report(id, place, query.get());
    }

    @Override
    public DocumentContent replaceDocumentContent(
            String id, byte[] body, String access, String language, String ifMatch, String ifNoneMatch, String reason) {
        return contents.put(id, body, access, language, reason);
    }

    @Override
    public void withdrawDocumentContent(String id, String ifMatch, String reason) {
        contents.withdraw(id, reason);
    }
}
