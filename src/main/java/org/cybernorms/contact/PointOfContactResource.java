package org.cybernorms.contact;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.PointsOfContactApi;
import org.cybernorms.api.model.AcceptanceState;
import org.cybernorms.api.model.AssurancePage;
import org.cybernorms.api.model.AssuranceState;
import org.cybernorms.api.model.Attachment;
import org.cybernorms.api.model.ContactCategory;
import org.cybernorms.api.model.Decision;
import org.cybernorms.api.model.Erasure;
import org.cybernorms.api.model.ErasureReport;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.api.model.PointOfContactPage;
import org.cybernorms.api.model.ReachablePage;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on points of contact in the contract. */
@NullUnmarked
class PointOfContactResource implements PointsOfContactApi {

    private final Records<PointOfContact> contacts;
    private final Nominations nominations;
    private final Reachability reachability;
    private final Freshness freshness;

    PointOfContactResource(
            Register register,
            PointsOfContact contacts,
            Nominations nominations,
            Reachability reachability,
            Freshness freshness) {
        this.contacts = register.of(contacts);
        this.nominations = nominations;
        this.reachability = reachability;
        this.freshness = freshness;
    }

    @Override
    public Attachment attachToPointOfContact(String id, String name, byte[] body) {
        return nominations.attach(id, name, body);
    }

    @Override
    public byte[] getAttachment(String id, String name) {
        return nominations.read(id, name);
    }

    @Override
    public void removeAttachment(String id, String name) {
        nominations.remove(id, name);
    }

    @Override
    public PointOfContact changePointOfContact(
            String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return contacts.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public PointOfContact createPointOfContact(PointOfContact pointOfContact, String reason) {
        return contacts.create(pointOfContact, reason);
    }

    @Override
    public PointOfContact decideOnPointOfContact(String id, Decision decision, String ifMatch) {
        return nominations.decide(id, decision, ifMatch);
    }

    @Override
    public List<PatchOperation> diffPointOfContact(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return contacts.diff(id, from, to);
    }

    @Override
    public ErasureReport erasePointOfContact(String id, Erasure erasure) {
        return nominations.erase(id, erasure);
    }

    @Override
    public PointOfContact getPointOfContact(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return contacts.get(id, asOf);
    }

    @Override
    public PointOfContact getPointOfContactVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return contacts.version(id, version);
    }

    @Override
    public VersionPage listPointOfContactVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return contacts.versions(id);
    }

    @Override
    public AssurancePage listAssurances(
            String network,
            List<String> party,
            List<ContactCategory> category,
            List<AssuranceState> state,
            LocalDate dueBy,
            Integer limit,
            String cursor,
            String format,
            String acceptLanguage) {
        return freshness.of(network, state == null ? List.of() : state, dueBy, limit, cursor);
    }

    @Override
    public PointOfContactPage listPointsOfContact(
            List<String> party,
            List<ContactCategory> category,
            List<String> network,
            List<AcceptanceState> acceptance,
            List<String> id,
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
        return contacts.list(
                (items, next) -> new PointOfContactPage().items(items).next(next));
    }

    @Override
    public ReachablePage listReachable(
            String party,
            ContactCategory category,
            String network,
            OffsetDateTime at,
            String language,
            String format,
            String acceptLanguage) {
        return reachability.of(party, category, network, at, language);
    }

    @Override
    public PointOfContact replacePointOfContact(
            String id, PointOfContact pointOfContact, String ifMatch, String ifNoneMatch, String reason) {
        return contacts.replace(id, pointOfContact, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public void withdrawPointOfContact(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        contacts.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
