package org.cybernorms.kind.mapping;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.model.MappingRelation;
import org.cybernorms.api.model.NormMapping;
import org.cybernorms.api.model.NormReference;
import org.cybernorms.api.model.Violation;
import org.cybernorms.http.ListQuery;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Clauses;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Relations;
import org.jspecify.annotations.Nullable;

/** The kind mapping: its facets and rules, and how a mapping looks from either side. */
@ApplicationScoped
class Mappings implements Kind<NormMapping> {

    @Override
    public String name() {
        return "mappings";
    }

    @Override
    public String noun() {
        return "mapping";
    }

    @Override
    public Class<NormMapping> type() {
        return NormMapping.class;
    }

    @Override
    public String propose(NormMapping mapping) {
        return written(mapping.getSource()) + "-to-" + written(mapping.getTarget());
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of();
    }

    /** The relation has a facet for each side, because each side reads it differently. */
    @Override
    public void index(NormMapping mapping, IndexedRecord index) {
        String source = mapping.getSource().getNorm();
        String target = mapping.getTarget().getNorm();
        index.text(mapping.getJustification())
                .facet("norm", source)
                .facet("norm", target)
                .facet("source", source)
                .facet("target", target)
                .facet("relation", mapping.getRelation())
                .facet("relationFrom", relationFrom(source, mapping.getRelation()))
                .facet("relationFrom", relationFrom(target, Relations.inverse(mapping.getRelation())))
                .facet("confidence", mapping.getConfidence());
    }

    @Override
    public List<Violation> faults(String id, NormMapping mapping, Lookup lookup) {
        List<Violation> faults = new ArrayList<>();
        if (mapping.getSource().equals(mapping.getTarget())) {
            faults.add(new Violation().pointer("/target").detail("must differ from `source`"));
        }
        Clauses.fault(mapping.getSource(), "/source/clause", lookup).ifPresent(faults::add);
        Clauses.fault(mapping.getTarget(), "/target/clause", lookup).ifPresent(faults::add);
        return faults;
    }

    /** The facets that list the mappings of a norm, with the relation as read from there. */
    static ListQuery of(String norm, @Nullable List<MappingRelation> relations, ListQuery query) {
        ListQuery ofNorm = query.with("norm", List.of(norm));
        return relations == null || relations.isEmpty()
                ? ofNorm
                : ofNorm.with("relation", List.of())
                        .with(
                                "relationFrom",
                                relations.stream()
                                        .map(relation -> relationFrom(norm, relation))
                                        .toList());
    }

    private static String relationFrom(String norm, MappingRelation relation) {
        return norm + " " + relation;
    }

    private static String written(NormReference reference) {
        return reference.getClause() == null ? reference.getNorm() : reference.getNorm() + "-" + reference.getClause();
    }
}
