package org.cybernorms.kind.commitment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.api.model.Commitment;
import org.cybernorms.api.model.Modality;
import org.cybernorms.api.model.NormReference;
import org.cybernorms.api.model.TimelineType;
import org.cybernorms.api.model.TreatyAction;
import org.cybernorms.api.model.Violation;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Clauses;
import org.cybernorms.record.Happenings;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Rules;
import org.cybernorms.record.View;

/** The kind commitment: its facets and rules. */
@ApplicationScoped
class Commitments implements Kind<Commitment> {

    private static final Set<Modality> PROMISES = EnumSet.of(
            Modality.COMMIT, Modality.AGREE, Modality.UNDERTAKE, Modality.SIGN, Modality.RATIFY, Modality.ACCEDE);

    @Override
    public String name() {
        return "commitments";
    }

    @Override
    public String noun() {
        return "commitment";
    }

    @Override
    public Class<Commitment> type() {
        return Commitment.class;
    }

    @Override
    public String propose(Commitment commitment) {
        Map<String, String> subject = commitment.getSubject();
        return commitment.getDocuments().iterator().next() + "-"
                + subject.getOrDefault("en", subject.values().iterator().next());
    }

    @Override
    public Set<View> views() {
        return Set.of(View.TIMELINE);
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of("madeOn", SortKey.date, "subject", SortKey.title);
    }

    @Override
    public void derive(Commitment commitment) {
        commitment.setPromise(PROMISES.contains(commitment.getModality()));
    }

    @Override
    public void index(Commitment commitment, IndexedRecord index) {
        index.title(commitment.getSubject())
                .text(commitment.getSummary())
                .date(commitment.getMadeOn())
                .valid(commitment.getMadeOn(), commitment.getValidTo())
                .facets("party", commitment.getParties())
                .facet("modality", commitment.getModality())
                .facet("promise", commitment.getPromise())
                .facets("document", commitment.getDocuments())
                .facets("concerns", commitment.getConcerns())
                .facets("cbm", commitment.getCbms())
                .facet("meeting", commitment.getMeeting())
                .facet("status", commitment.getStatus());
        norms(commitment).forEach(norm -> index.facet("norm", norm.getNorm()));
        Happenings happenings = new Happenings(index, name(), commitment.getId());
        if (actions(commitment).isEmpty()) {
            happenings.add(
                    TimelineType.COMMITMENT,
                    commitment.getMadeOn(),
                    commitment.getSubject(),
                    commitment.getParties(),
                    commitment.getModality(),
                    commitment.getCitations());
        }
        for (TreatyAction action : actions(commitment)) {
            index.facet("treatyAction", action.getAction());
            happenings.add(
                    TimelineType.TREATY_ACTION,
                    action.getMadeOn(),
                    commitment.getSubject(),
                    List.of(action.getParty()),
                    action.getAction(),
                    action.getCitations());
        }
    }

    @Override
    public List<Violation> faults(String id, Commitment commitment, Lookup lookup) {
        List<Violation> faults = new ArrayList<>();
        Rules.period(commitment.getMadeOn(), commitment.getValidTo(), "/validTo")
                .ifPresent(faults::add);
        faults.addAll(Clauses.faults(norms(commitment), "/norms", lookup));
        List<TreatyAction> actions = actions(commitment);
        for (int i = 0; i < actions.size(); i++) {
            if (!commitment.getParties().contains(actions.get(i).getParty())) {
                faults.add(new Violation()
                        .pointer("/treatyActions/" + i + "/party")
                        .detail("must be one of the `parties` of the commitment, not `"
                                + actions.get(i).getParty() + "`"));
            }
        }
        return faults;
    }

    private static List<NormReference> norms(Commitment commitment) {
        return commitment.getNorms() == null ? List.of() : commitment.getNorms();
    }

    private static List<TreatyAction> actions(Commitment commitment) {
        return commitment.getTreatyActions() == null ? List.of() : commitment.getTreatyActions();
    }
}
