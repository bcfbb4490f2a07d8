package org.cybernorms.cbm;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.CbmsApi;
import org.cybernorms.api.model.Cbm;
import org.cybernorms.api.model.CbmPage;
import org.cybernorms.api.model.Confidence;
import org.cybernorms.api.model.ObligationAction;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on cbms in the contract. */
@NullUnmarked
class CbmResource implements CbmsApi {

    private final Records<Cbm> cbms;

    CbmResource(Register register, Cbms cbms) {
        this.cbms = register.of(cbms);
    }

    @Override
    public Cbm changeCbm(String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return cbms.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public Cbm createCbm(Cbm cbm, String reason) {
        return cbms.create(cbm, reason);
    }

    @Override
    public List<PatchOperation> diffCbm(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return cbms.diff(id, from, to);
    }

    @Override
    public Cbm getCbm(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return cbms.get(id, asOf);
    }

    @Override
    public Cbm getCbmVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return cbms.version(id, version);
    }

    @Override
    public VersionPage listCbmVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return cbms.versions(id);
    }

    @Override
    public CbmPage listCbms(
            List<String> organisation,
            List<String> decision,
            List<ObligationAction> obligation,
            List<String> every,
            List<String> within,
            List<String> lead,
            List<String> network,
            List<String> norm,
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
        return cbms.list((items, next) -> new CbmPage().items(items).next(next));
    }

    @Override
    public Cbm replaceCbm(String id, Cbm cbm, String ifMatch, String ifNoneMatch, String reason) {
        return cbms.replace(id, cbm, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public void withdrawCbm(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        cbms.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
