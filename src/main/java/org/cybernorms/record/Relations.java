package org.cybernorms.record;

import org.cybernorms.api.model.MappingRelation;

/** Relations between norms (SKOS mapping properties), read from either side. */
public final class Relations {

    private Relations() {}

    public static MappingRelation inverse(MappingRelation relation) {
        return switch (relation) {
            case BROAD_MATCH -> MappingRelation.NARROW_MATCH;
            case NARROW_MATCH -> MappingRelation.BROAD_MATCH;
            case EXACT_MATCH, CLOSE_MATCH, RELATED_MATCH -> relation;
        };
    }
}
