package org.cybernorms.party;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.PartiesApi;
import org.cybernorms.api.model.Party;
import org.cybernorms.api.model.PartyPage;
import org.cybernorms.api.model.PartyType;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on parties in the contract. */
@NullUnmarked
class PartyResource implements PartiesApi {

    private final Records<Party> parties;

    PartyResource(Register register, Parties parties) {
        this.parties = register.of(parties);
    }

    @Override
    public Party changeParty(String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return parties.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public Party createParty(Party party, String reason) {
        return parties.create(party, reason);
    }

    @Override
    public List<PatchOperation> diffParty(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return parties.diff(id, from, to);
    }

    @Override
    public Party getParty(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return parties.get(id, asOf);
    }

    @Override
    public Party getPartyVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return parties.version(id, version);
    }

    @Override
    public PartyPage listParties(
            List<PartyType> type,
            List<String> memberOf,
            List<String> partOf,
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
        return parties.list((items, next) -> new PartyPage().items(items).next(next));
    }

    @Override
    public VersionPage listPartyVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return parties.versions(id);
    }

    @Override
    public Party replaceParty(String id, Party party, String ifMatch, String ifNoneMatch, String reason) {
        return parties.replace(id, party, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public void withdrawParty(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        parties.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
