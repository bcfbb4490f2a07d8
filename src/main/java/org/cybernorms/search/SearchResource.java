package org.cybernorms.search;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cybernorms.api.SearchApi;
import org.cybernorms.api.model.KindName;
import org.cybernorms.api.model.SearchPage;
import org.cybernorms.http.CurrentQuery;
import org.jspecify.annotations.NullUnmarked;

/** The search in the contract. */
@NullUnmarked
class SearchResource implements SearchApi {

    private final Search search;
    private final CurrentQuery query;

    SearchResource(Search search, CurrentQuery query) {
        this.search = search;
        this.query = query;
    }

    @Override
    public SearchPage search(
            String q,
            List<KindName> kind,
            List<String> party,
            List<String> year,
            Integer limit,
            String cursor,
            String format,
            Boolean bom,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return search.page(narrowed(kind, party, year), query.get());
    }

    private static Map<String, List<String>> narrowed(List<KindName> kind, List<String> party, List<String> year) {
        Map<String, List<String>> narrowed = new TreeMap<>();
        narrowed.put(SearchDocuments.KIND, kind.stream().map(KindName::toString).toList());
        narrowed.put(SearchDocuments.PARTY, party);
        narrowed.put(SearchDocuments.YEAR, year);
        narrowed.values().removeIf(List::isEmpty);
        return narrowed;
    }
}
