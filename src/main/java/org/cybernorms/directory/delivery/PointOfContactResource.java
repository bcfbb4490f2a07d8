package org.cybernorms.directory.delivery;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.cybernorms.api.PointsOfContactApi;
import org.cybernorms.api.model.AssurancePage;
import org.cybernorms.api.model.AssuranceStatus;
import org.cybernorms.api.model.Attachment;
import org.cybernorms.api.model.ContactCategory;
import org.cybernorms.api.model.ErasureReport;
import org.cybernorms.api.model.ErasureRequest;
import org.cybernorms.api.model.NominationDecision;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.api.model.ReachablePage;
import org.cybernorms.directory.contact.AssuranceQueries;
import org.cybernorms.directory.contact.Nominations;
import org.cybernorms.directory.contact.Reachability;
import org.cybernorms.http.CurrentQuery;
import org.jspecify.annotations.NullUnmarked;

/** The operations on points of contact in the contract. */
@NullUnmarked
class PointOfContactResource implements PointsOfContactApi {

    private final Nominations nominations;
    private final Reachability reachability;
    private final AssuranceQueries assurances;
    private final Acknowledgements acknowledgements;
    private final CurrentQuery query;

    PointOfContactResource(
            Nominations nominations,
            Reachability reachability,
            AssuranceQueries assurances,
            Acknowledgements acknowledgements,
            CurrentQuery query) {
        this.nominations = nominations;
        this.reachability = reachability;
        this.assurances = assurances;
        this.acknowledgements = acknowledgements;
        this.query = query;
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
    public PointOfContact decideOnPointOfContact(String id, String ifMatch, NominationDecision nominationDecision) {
        return nominations.decide(id, nominationDecision);
    }

    @Override
    public PointOfContact renewPointOfContact(String id, String ifMatch) {
        return nominations.renew(id);
    }

    @Override
    public ErasureReport erasePointOfContact(String id, ErasureRequest erasureRequest) {
        return nominations.erase(id, erasureRequest);
    }

    @Override
    public AssurancePage listAssurances(
            String network,
            List<String> party,
            List<ContactCategory> category,
            List<AssuranceStatus> status,
            LocalDate dueBy) {
        return assurances.of(network, status == null ? List.of() : status, dueBy, query.get());
    }

    @Override
    public ReachablePage listReachable(
            String party, ContactCategory category, String network, OffsetDateTime at, String language) {
        return reachability.of(party, category, network, at, language);
    }

    @Override
    public String getAcknowledgement(String link) {
        return acknowledgements.show(link);
    }

    @Override
    public String acknowledge(String link, String acceptLanguage) {
        return acknowledgements.acknowledge(link);
    }
}
