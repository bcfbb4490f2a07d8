package org.cybernorms.kind.mapping;

import java.util.List;
import org.cybernorms.api.MappingsApi;
import org.cybernorms.api.model.Confidence;
import org.cybernorms.api.model.MappingRelation;
import org.cybernorms.api.model.NormMapping;
import org.cybernorms.api.model.NormMappingPage;
import org.cybernorms.http.CurrentQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.RecordLists;
import org.cybernorms.record.RecordReader;
import org.jspecify.annotations.NullUnmarked;

/** The mappings of one norm, seen from its side. */
@NullUnmarked
class MappingResource implements MappingsApi {

    private final Mappings mappings;
    private final Kinds kinds;
    private final RecordLists lists;
    private final RecordReader reader;
    private final CurrentQuery query;

    MappingResource(Mappings mappings, Kinds kinds, RecordLists lists, RecordReader reader, CurrentQuery query) {
        this.mappings = mappings;
        this.kinds = kinds;
        this.lists = lists;
        this.reader = reader;
        this.query = query;
    }

    @Override
    public NormMappingPage listNormMappings(
            String id,
            List<MappingRelation> relation,
            List<Confidence> confidence,
            Integer limit,
            String cursor,
            String asOf,
            String format,
            Boolean bom,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        reader.require(kinds.get("norms"), id, asOf);
        Pager.Page<NormMapping> page =
                lists.page(mappings, Mappings.of(id, relation, query.get()), mapping -> Mappings.seenFrom(id, mapping));
        return new NormMappingPage().items(page.items()).next(page.next());
    }
}
