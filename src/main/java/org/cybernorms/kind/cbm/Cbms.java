package org.cybernorms.kind.cbm;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.cybernorms.api.model.Cbm;
import org.cybernorms.api.model.CbmLead;
import org.cybernorms.api.model.Confidence;
import org.cybernorms.api.model.NormReference;
import org.cybernorms.api.model.Obligation;
import org.cybernorms.api.model.TimelineType;
import org.cybernorms.api.model.Violation;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Clauses;
import org.cybernorms.record.Happenings;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Listed;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Rules;
import org.cybernorms.record.View;

/** The kind confidence-building measure: its facets and rules. */
@ApplicationScoped
class Cbms implements Kind<Cbm> {

    private static final List<List<String>> TOGETHER = List.of(
            List.of("obligation", "every", "within"),
            List.of("obligation", "every"),
            List.of("obligation", "within"),
            List.of("every", "within"));

    @Override
    public String name() {
        return "cbms";
    }

    @Override
    public String noun() {
        return "confidence-building measure";
    }

    @Override
    public Class<Cbm> type() {
        return Cbm.class;
    }

    @Override
    public String propose(Cbm cbm) {
        return cbm.getOrganisation() + "-cbm-" + cbm.getNumber();
    }

    @Override
    public Set<View> views() {
        return Set.of(View.TIMELINE);
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of("adoptedOn", SortKey.date, "title", SortKey.title);
    }

    @Override
    public List<List<String>> together() {
        return TOGETHER;
    }

    @Override
    public void index(Cbm cbm, IndexedRecord index) {
        index.title(cbm.getTitle())
                .text(cbm.getSummary())
                .date(cbm.getAdoptedOn())
                .valid(cbm.getAdoptedOn(), cbm.getValidTo())
                .facet("organisation", cbm.getOrganisation())
                .facet("decision", cbm.getDecision())
                .facet("network", cbm.getNetwork());
        obligations(cbm).forEach(obligation -> index(obligation, index));
        leads(cbm).forEach(lead -> index.facet("lead", lead.getParty(), lead.getValidFrom(), lead.getValidTo()));
        norms(cbm).forEach(norm -> index.facet("norm", norm.getNorm()));
        boolean confirmed =
                cbm.getCitations().stream().allMatch(citation -> citation.getConfidence() == Confidence.CONFIRMED);
        index.facet("confidence", confirmed ? Confidence.CONFIRMED : Confidence.UNCONFIRMED);
        new Happenings(index, name(), cbm.getId())
                .add(
                        TimelineType.ADOPTION,
                        cbm.getAdoptedOn(),
                        cbm.getTitle(),
                        List.of(cbm.getOrganisation()),
                        null,
                        cbm.getCitations());
    }

    private static void index(Obligation obligation, IndexedRecord index) {
        index.text(obligation.getSummary());
        for (List<String> names : Stream.concat(
                        Stream.of(List.of("obligation"), List.of("every"), List.of("within")), TOGETHER.stream())
                .toList()) {
            List<String> values = names.stream()
                    .map(name -> switch (name) {
                        case "every" -> obligation.getEvery();
                        case "within" -> obligation.getWithin();
                        default -> obligation.getAction().toString();
                    })
                    .filter(Objects::nonNull)
                    .toList();
            if (values.size() == names.size()) {
                index.facet(Listed.joined(names), Listed.joined(values));
            }
        }
    }

    @Override
    public List<Violation> faults(String id, Cbm cbm, Lookup lookup) {
        List<Violation> faults = new ArrayList<>();
        Rules.period(cbm.getAdoptedOn(), cbm.getValidTo(), "/validTo").ifPresent(faults::add);
        faults.addAll(Clauses.faults(norms(cbm), "/norms", lookup));
        List<CbmLead> leads = leads(cbm);
        for (int i = 0; i < leads.size(); i++) {
            Rules.period(leads.get(i).getValidFrom(), leads.get(i).getValidTo(), "/leads/" + i + "/validTo")
                    .ifPresent(faults::add);
        }
        return faults;
    }

    private static List<Obligation> obligations(Cbm cbm) {
        return cbm.getObligations() == null ? List.of() : cbm.getObligations();
    }

    private static List<CbmLead> leads(Cbm cbm) {
        return cbm.getLeads() == null ? List.of() : cbm.getLeads();
    }

    private static List<NormReference> norms(Cbm cbm) {
        return cbm.getNorms() == null ? List.of() : cbm.getNorms();
    }
}
