package org.cybernorms.kind.norm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.api.model.Clause;
import org.cybernorms.api.model.Norm;
import org.cybernorms.api.model.TimelineType;
import org.cybernorms.api.model.Violation;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Happenings;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Rules;
import org.cybernorms.record.View;

/** The kind norm: its facets and rules. */
@ApplicationScoped
class Norms implements Kind<Norm> {

    @Override
    public String name() {
        return "norms";
    }

    @Override
    public String noun() {
        return "norm";
    }

    @Override
    public Class<Norm> type() {
        return Norm.class;
    }

    @Override
    public String propose(Norm norm) {
        return norm.getFramework() + "-" + norm.getDesignation().replaceAll("[()]", "");
    }

    @Override
    public Set<View> views() {
        return Set.of(View.TIMELINE);
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of("adoptedOn", SortKey.date, "title", SortKey.title);
    }

    @Override
    public void index(Norm norm, IndexedRecord index) {
        index.title(norm.getTitle())
                .text(norm.getSummary())
                .text(norm.getDesignation())
                .date(norm.getAdoptedOn())
                .valid(norm.getAdoptedOn(), norm.getValidTo())
                .facet("framework", norm.getFramework())
                .facet("designation", norm.getDesignation())
                .facets("character", norm.getCharacter());
        clauses(norm).forEach(clause -> index.text(clause.getSummary()));
        new Happenings(index, name(), norm.getId())
                .add(
                        TimelineType.ADOPTION,
                        norm.getAdoptedOn(),
                        norm.getTitle(),
                        null,
                        norm.getDesignation(),
                        norm.getCitations());
    }

    @Override
    public List<Violation> faults(String id, Norm norm, Lookup lookup) {
        List<Violation> faults = new ArrayList<>();
        Rules.period(norm.getAdoptedOn(), norm.getValidTo(), "/validTo").ifPresent(faults::add);
        Set<String> ids = new HashSet<>();
        List<Clause> clauses = clauses(norm);
        for (int i = 0; i < clauses.size(); i++) {
            if (!ids.add(clauses.get(i).getId())) {
                faults.add(new Violation()
                        .pointer("/clauses/" + i + "/id")
                        .detail("duplicate value: another clause has the id `"
                                + clauses.get(i).getId() + "`"));
            }
        }
        return faults;
    }

    private static List<Clause> clauses(Norm norm) {
        return norm.getClauses() == null ? List.of() : norm.getClauses();
    }
}
