package org.cybernorms.norm;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.NormsApi;
import org.cybernorms.api.model.Norm;
import org.cybernorms.api.model.NormCharacter;
import org.cybernorms.api.model.NormPage;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on norms in the contract. */
@NullUnmarked
class NormResource implements NormsApi {

    private final Records<Norm> norms;

    NormResource(Register register, Norms norms) {
        this.norms = register.of(norms);
    }

    @Override
    public Norm changeNorm(String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return norms.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public Norm createNorm(Norm norm, String reason) {
        return norms.create(norm, reason);
    }

    @Override
    public List<PatchOperation> diffNorm(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return norms.diff(id, from, to);
    }

    @Override
    public Norm getNorm(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return norms.get(id, asOf);
    }

    @Override
    public Norm getNormVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return norms.version(id, version);
    }

    @Override
    public VersionPage listNormVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return norms.versions(id);
    }

    @Override
    public NormPage listNorms(
            List<String> framework,
            List<String> designation,
            List<NormCharacter> character,
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
        return norms.list((items, next) -> new NormPage().items(items).next(next));
    }

    @Override
    public Norm replaceNorm(String id, Norm norm, String ifMatch, String ifNoneMatch, String reason) {
        return norms.replace(id, norm, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public void withdrawNorm(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        norms.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
