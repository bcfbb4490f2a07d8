package org.cybernorms.view;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cybernorms.api.model.Correspondence;
import org.cybernorms.api.model.Crosswalk;
import org.cybernorms.api.model.CrosswalkRow;
import org.cybernorms.api.model.Mapping;
import org.cybernorms.api.model.Norm;
import org.cybernorms.api.model.NormReference;
import org.cybernorms.record.Register;
import org.cybernorms.record.Relations;
import org.jspecify.annotations.Nullable;

/** The norms of one framework beside those of another, by the mappings between them. */
@ApplicationScoped
class CrosswalkView {

    private final Register register;

    CrosswalkView(Register register) {
        this.register = register;
    }

    Crosswalk of(String framework, String to, @Nullable String asOf) {
        long moment = register.moment(asOf);
        register.require("documents", framework, asOf);
        register.require("documents", to, asOf);
        Map<String, Norm> here = norms(framework, moment);
        Map<String, Norm> there = norms(to, moment);
        List<Mapping> mappings = here.isEmpty()
                ? List.of()
                : register.all("mappings", Mapping.class, Map.of("norm", List.copyOf(here.keySet())), moment);
        List<CrosswalkRow> rows = new ArrayList<>();
        here.forEach((id, norm) -> rows.add(new CrosswalkRow()
                .norm(id)
                .designation(norm.getDesignation())
                .title(norm.getTitle())
                .correspondsTo(mappings.stream()
                        .flatMap(mapping -> correspondence(id, mapping, there))
                        .toList())));
        return new Crosswalk().framework(framework).to(to).items(rows);
    }

    private Map<String, Norm> norms(String framework, long moment) {
        Map<String, Norm> norms = new LinkedHashMap<>();
        register.all("norms", Norm.class, Map.of("framework", List.of(framework)), moment)
                .forEach(norm -> norms.put(norm.getId(), norm));
        return norms;
    }

    private static Stream<Correspondence> correspondence(String id, Mapping mapping, Map<String, Norm> there) {
        boolean stored = mapping.getSource().getNorm().equals(id);
        NormReference own = stored ? mapping.getSource() : mapping.getTarget();
        NormReference other = stored ? mapping.getTarget() : mapping.getSource();
        Norm norm = there.get(other.getNorm());
        if (norm == null || !own.getNorm().equals(id)) {
            return Stream.empty();
        }
        return Stream.of(new Correspondence()
                .norm(other.getNorm())
                .designation(norm.getDesignation())
                .title(norm.getTitle())
                .clause(own.getClause())
                .otherClause(other.getClause())
                .relation(stored ? mapping.getRelation() : Relations.inverse(mapping.getRelation()))
                .derived(!stored)
                .justification(mapping.getJustification())
                .confidence(mapping.getConfidence())
                .mapping("/v1/mappings/" + mapping.getId()));
    }
}
