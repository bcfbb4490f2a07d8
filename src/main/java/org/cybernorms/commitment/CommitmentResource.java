package org.cybernorms.commitment;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.CommitmentsApi;
import org.cybernorms.api.model.Commitment;
import org.cybernorms.api.model.CommitmentPage;
import org.cybernorms.api.model.CommitmentStatus;
import org.cybernorms.api.model.Modality;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on commitments in the contract. */
@NullUnmarked
class CommitmentResource implements CommitmentsApi {

    private final Records<Commitment> commitments;

    CommitmentResource(Register register, Commitments commitments) {
        this.commitments = register.of(commitments);
    }

    @Override
    public Commitment changeCommitment(String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return commitments.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public Commitment createCommitment(Commitment commitment, String reason) {
        return commitments.create(commitment, reason);
    }

    @Override
    public List<PatchOperation> diffCommitment(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return commitments.diff(id, from, to);
    }

    @Override
    public Commitment getCommitment(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return commitments.get(id, asOf);
    }

    @Override
    public Commitment getCommitmentVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return commitments.version(id, version);
    }

    @Override
    public VersionPage listCommitmentVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return commitments.versions(id);
    }

    @Override
    public CommitmentPage listCommitments(
            List<String> party,
            List<Modality> modality,
            Boolean promise,
            List<String> cbm,
            List<String> meeting,
            List<String> norm,
            List<String> document,
            List<String> concerns,
            List<CommitmentStatus> status,
            List<String> treatyAction,
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
        return commitments.list(
                (items, next) -> new CommitmentPage().items(items).next(next));
    }

    @Override
    public Commitment replaceCommitment(
            String id, Commitment commitment, String ifMatch, String ifNoneMatch, String reason) {
        return commitments.replace(id, commitment, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public void withdrawCommitment(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        commitments.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
