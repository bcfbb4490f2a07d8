package org.cybernorms.kind.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.api.MappingsApi;
import org.cybernorms.api.model.Confidence;
import org.cybernorms.api.model.Correspondence;
import org.cybernorms.api.model.CorrespondencePage;
import org.cybernorms.api.model.MappingRelation;
import org.cybernorms.api.model.Norm;
import org.cybernorms.api.model.NormMapping;
import org.cybernorms.http.CurrentQuery;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.record.Correspondences;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.Moments;
import org.cybernorms.record.RecordLists;
import org.cybernorms.record.RecordReader;
import org.jspecify.annotations.NullUnmarked;

/** The mappings of one norm, seen from its side. */
@NullUnmarked
class MappingResource implements MappingsApi {

    /** What is shown depends on these kinds. */
    private static final Set<String> SHOWN = Set.of("mappings", "norms");

    private final Mappings mappings;
    private final Kinds kinds;
    private final RecordLists lists;
    private final RecordReader reader;
    private final Moments moments;
    private final Pager pager;
    private final CurrentQuery query;

    MappingResource(
            Mappings mappings,
            Kinds kinds,
            RecordLists lists,
            RecordReader reader,
            Moments moments,
            Pager pager,
            CurrentQuery query) {
        this.mappings = mappings;
        this.kinds = kinds;
        this.lists = lists;
        this.reader = reader;
        this.moments = moments;
        this.pager = pager;
        this.query = query;
    }

    @Override
    public CorrespondencePage listNormMappings(String id, List<MappingRelation> relation, List<Confidence> confidence) {
        ListQuery asked = query.get();
        reader.require(kinds.get("norms"), id, asked.asOf());
        Pager.Page<NormMapping> page = lists.page(mappings, Mappings.of(id, relation, asked), mapping -> mapping);
        long moment = moments.newest(
                SHOWN, pager.position(asked, 1, moments.of(asked.asOf())).asOf());
        moments.describe(SHOWN, moment, asked.asOf());
        Map<String, Norm> norms = new HashMap<>();
        List<String> others = page.items().stream()
                .map(mapping -> Correspondences.other(id, mapping))
                .toList();
        if (!others.isEmpty()) {
            lists.all(kinds.of(Norm.class), Map.of("id", others), moment)
                    .forEach(norm -> norms.put(norm.getId(), norm));
        }
        Pager.Page<Correspondence> seen = page.map(mapping -> Correspondences.of(id, mapping, norms));
        return new CorrespondencePage().items(seen.items()).next(seen.next()).cursor(seen.cursor());
    }
}
