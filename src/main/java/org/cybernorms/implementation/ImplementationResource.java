package org.cybernorms.implementation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.ImplementationsApi;
import org.cybernorms.api.model.Implementation;
import org.cybernorms.api.model.ImplementationKind;
import org.cybernorms.api.model.ImplementationPage;
import org.cybernorms.api.model.ImplementationStatus;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on implementations in the contract. */
@NullUnmarked
class ImplementationResource implements ImplementationsApi {

    private final Records<Implementation> implementations;

    ImplementationResource(Register register, Implementations implementations) {
        this.implementations = register.of(implementations);
    }

    @Override
    public Implementation changeImplementation(
            String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return implementations.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public Implementation createImplementation(Implementation implementation, String reason) {
        return implementations.create(implementation, reason);
    }

    @Override
    public List<PatchOperation> diffImplementation(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return implementations.diff(id, from, to);
    }

    @Override
    public Implementation getImplementation(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return implementations.get(id, asOf);
    }

    @Override
    public Implementation getImplementationVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return implementations.version(id, version);
    }

    @Override
    public VersionPage listImplementationVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return implementations.versions(id);
    }

    @Override
    public ImplementationPage listImplementations(
            List<String> party,
            List<ImplementationKind> kind,
            List<ImplementationStatus> status,
            List<String> norm,
            List<String> cbm,
            List<String> serves,
            List<String> lead,
            List<String> partner,
            List<String> network,
            List<String> partOf,
            List<String> reportedIn,
            List<String> reportedAt,
            List<String> currency,
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
        return implementations.list(
                (items, next) -> new ImplementationPage().items(items).next(next));
    }

    @Override
    public Implementation replaceImplementation(
            String id, Implementation implementation, String ifMatch, String ifNoneMatch, String reason) {
        return implementations.replace(id, implementation, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public void withdrawImplementation(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        implementations.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
