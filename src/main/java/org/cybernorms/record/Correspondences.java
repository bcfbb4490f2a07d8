package org.cybernorms.record;

import java.util.Map;
import org.cybernorms.api.model.Correspondence;
import org.cybernorms.api.model.Norm;
import org.cybernorms.api.model.NormMapping;
import org.cybernorms.api.model.NormReference;

/** Mappings as seen from one of their two norms. */
public final class Correspondences {

    private Correspondences() {}

    /** The norm on the other side. */
    public static String other(String id, NormMapping mapping) {
        return mapping.getSource().getNorm().equals(id)
                ? mapping.getTarget().getNorm()
                : mapping.getSource().getNorm();
    }

    /**
     * The norm on the other side, and the relation to it: the inverse of the stored one where that side is the source.
     *
     * @param norms records of norms by id; one that is not among them has no designation and title
     */
    public static Correspondence of(String id, NormMapping mapping, Map<String, Norm> norms) {
        boolean stored = mapping.getSource().getNorm().equals(id);
        NormReference own = stored ? mapping.getSource() : mapping.getTarget();
        NormReference other = stored ? mapping.getTarget() : mapping.getSource();
        Norm norm = norms.get(other.getNorm());
        return new Correspondence()
                .norm(other.getNorm())
                .designation(norm == null ? null : norm.getDesignation())
                .title(norm == null ? null : norm.getTitle())
                .clause(own.getClause())
                .otherClause(other.getClause())
                .relation(stored ? mapping.getRelation() : Relations.inverse(mapping.getRelation()))
                .derived(!stored)
                .justification(mapping.getJustification())
                .confidence(mapping.getConfidence())
                .mapping(mapping.getId());
    }
}
