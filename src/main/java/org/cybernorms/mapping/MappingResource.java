package org.cybernorms.mapping;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.MappingsApi;
import org.cybernorms.api.model.Confidence;
import org.cybernorms.api.model.Mapping;
import org.cybernorms.api.model.MappingPage;
import org.cybernorms.api.model.MappingRelation;
import org.cybernorms.api.model.NormMappingPage;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on mappings in the contract. */
@NullUnmarked
class MappingResource implements MappingsApi {

    private final Records<Mapping> mappings;

    MappingResource(Register register, Mappings mappings) {
        this.mappings = register.of(mappings);
    }

    @Override
    public Mapping changeMapping(String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return mappings.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public Mapping createMapping(Mapping mapping, String reason) {
        return mappings.create(mapping, reason);
    }

    @Override
    public List<PatchOperation> diffMapping(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return mappings.diff(id, from, to);
    }

    @Override
    public Mapping getMapping(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return mappings.get(id, asOf);
    }

    @Override
    public Mapping getMappingVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return mappings.version(id, version);
    }

    @Override
    public VersionPage listMappingVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return mappings.versions(id);
    }

    @Override
    public MappingPage listMappings(
            List<String> norm,
            List<String> source,
            List<String> target,
            List<MappingRelation> relation,
            List<Confidence> confidence,
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
        return mappings.list((items, next) -> new MappingPage().items(items).next(next));
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
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return mappings.within("norms", id, asOf).list(Mappings.of(id, relation), (items, next) -> new NormMappingPage()
                .items(items.stream()
                        .map(mapping -> Mappings.seenFrom(id, mapping))
                        .toList())
                .next(next));
    }

    @Override
    public Mapping replaceMapping(String id, Mapping mapping, String ifMatch, String ifNoneMatch, String reason) {
        return mappings.replace(id, mapping, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public void withdrawMapping(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        mappings.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
