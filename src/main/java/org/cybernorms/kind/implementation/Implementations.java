package org.cybernorms.kind.implementation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.api.model.Amount;
import org.cybernorms.api.model.Implementation;
import org.cybernorms.api.model.Milestone;
import org.cybernorms.api.model.NormReference;
import org.cybernorms.api.model.PlannedStep;
import org.cybernorms.api.model.TimelineType;
import org.cybernorms.api.model.Violation;
import org.cybernorms.log.Renaming;
import org.cybernorms.log.Upcaster;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Clauses;
import org.cybernorms.record.Happenings;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Rules;
import org.cybernorms.record.View;
import org.jspecify.annotations.Nullable;

/** The kind implementation: its facets, its milestones and its rules. */
@ApplicationScoped
class Implementations implements Kind<Implementation> {

    @Override
    public String name() {
        return "implementations";
    }

    @Override
    public String noun() {
        return "implementation";
    }

    @Override
    public Class<Implementation> type() {
        return Implementation.class;
    }

    @Override
    public List<Upcaster> upcasters() {
        return List.of(new Renaming().rename("kind", "type").rename("reportedAt", "meeting"));
    }

    @Override
    public String propose(Implementation implementation) {
        Map<String, String> title = implementation.getTitle();
        return implementation.getParty() + "-"
                + title.getOrDefault("en", title.values().iterator().next());
    }

    @Override
    public Set<View> views() {
        return Set.of(View.TIMELINE, View.MILESTONES);
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of("startedOn", SortKey.date, "title", SortKey.title);
    }

    @Override
    public void index(Implementation implementation, IndexedRecord index) {
        index.title(implementation.getTitle())
                .text(implementation.getSummary())
                .date(implementation.getStartedOn())
                .valid(implementation.getStartedOn(), implementation.getEndedOn())
                .facet("party", implementation.getParty())
                .facet("type", implementation.getType())
                .facet("status", implementation.getStatus())
                .facets("cbm", implementation.getCbms())
                .facets("serves", implementation.getServes())
                .facets("network", implementation.getNetworks())
                .facets("lead", implementation.getLeads())
                .facets("partner", implementation.getPartners())
                .facet("partOf", implementation.getPartOf())
                .facet("reportedIn", implementation.getReportedIn())
                .facet("meeting", implementation.getMeeting());
        norms(implementation).forEach(norm -> index.facet("norm", norm.getNorm()));
        amounts(implementation).forEach(amount -> index.facet("currency", amount.getCurrency()));
        Happenings happenings = new Happenings(index, name(), implementation.getId())
                .add(
                        TimelineType.IMPLEMENTATION,
                        implementation.getStartedOn(),
                        implementation.getTitle(),
                        List.of(implementation.getParty()),
                        implementation.getType(),
                        implementation.getCitations());
        List<PlannedStep> steps = steps(implementation);
        for (int i = 0; i < steps.size(); i++) {
            index(implementation, steps.get(i), i + 1, index, happenings);
        }
    }

    private static void index(
            Implementation implementation, PlannedStep step, int position, IndexedRecord index, Happenings happenings) {
        Collection<String> leads = step.getLeads() == null ? implementation.getLeads() : step.getLeads();
        Milestone milestone = new Milestone()
                .implementation(implementation.getId())
                .position(position)
                .party(implementation.getParty())
                .initiative(implementation.getTitle())
                .title(step.getTitle())
                .leads(leads == null ? List.of() : List.copyOf(leads))
                .startedOn(step.getStartedOn())
                .target(step.getTarget())
                .status(step.getStatus())
                .note(step.getNote())
                .citations(step.getCitations());
        index.part(View.MILESTONES.name(), milestone)
                .title(step.getTitle())
                .text(implementation.getTitle())
                .at(step.getTarget())
                .facet("party", implementation.getParty())
                .facets("lead", leads)
                .facet("status", step.getStatus())
                .facet("implementation", implementation.getId())
                .facet("partOf", implementation.getPartOf())
                .facet("reportedIn", implementation.getReportedIn());
        index.text(step.getTitle()).facets("lead", step.getLeads());
        happenings.add(
                TimelineType.MILESTONE,
                step.getTarget(),
                step.getTitle(),
                List.of(implementation.getParty()),
                step.getStatus(),
                step.getCitations());
    }

    @Override
    public List<Violation> faults(String id, Implementation implementation, Lookup lookup) {
        List<Violation> faults = new ArrayList<>();
        Rules.period(implementation.getStartedOn(), implementation.getEndedOn(), "/endedOn")
                .ifPresent(faults::add);
        faults.addAll(Clauses.faults(norms(implementation), "/norms", lookup));
        if (id.equals(implementation.getPartOf())) {
            faults.add(new Violation().pointer("/partOf").detail("must not refer to the record itself"));
        }
        Set<String> serves = implementation.getServes();
        if (norms(implementation).isEmpty()
                && isEmpty(implementation.getCbms())
                && isEmpty(serves)
                && implementation.getPartOf() == null
                && implementation.getReportedIn() == null) {
            faults.add(new Violation()
                    .pointer("/norms")
                    .detail("one of `norms`, `cbms`, `serves`, `partOf` or `reportedIn` is required"));
        }
        return faults;
    }

    private static boolean isEmpty(@Nullable Collection<?> values) {
        return values == null || values.isEmpty();
    }

    private static List<PlannedStep> steps(Implementation implementation) {
        return implementation.getMilestones() == null ? List.of() : implementation.getMilestones();
    }

    private static List<NormReference> norms(Implementation implementation) {
        return implementation.getNorms() == null ? List.of() : implementation.getNorms();
    }

    private static List<Amount> amounts(Implementation implementation) {
        return implementation.getAmounts() == null ? List.of() : implementation.getAmounts();
    }
}
