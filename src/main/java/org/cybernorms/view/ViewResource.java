package org.cybernorms.view;

import java.time.LocalDate;
import java.util.List;
import org.cybernorms.api.ViewsApi;
import org.cybernorms.api.model.CoveragePage;
import org.cybernorms.api.model.CoverageStatus;
import org.cybernorms.api.model.Crosswalk;
import org.cybernorms.api.model.Happening;
import org.cybernorms.api.model.ImplementationStatus;
import org.cybernorms.api.model.Milestone;
import org.cybernorms.api.model.MilestonePage;
import org.cybernorms.api.model.StatementKind;
import org.cybernorms.api.model.TimelinePage;
import org.cybernorms.api.model.TimelineType;
import org.cybernorms.record.Parts;
import org.cybernorms.record.Register;
import org.cybernorms.record.View;
import org.jspecify.annotations.NullUnmarked;

/** The operations on views in the contract. */
@NullUnmarked
class ViewResource implements ViewsApi {

    private final Parts<Milestone> milestones;
    private final Parts<Happening> happenings;
    private final Coverage coverage;
    private final CrosswalkView crosswalk;

    ViewResource(Register register, Coverage coverage, CrosswalkView crosswalk) {
        this.milestones = register.of(View.MILESTONES, Milestone.class);
        this.happenings = register.of(View.TIMELINE, Happening.class);
        this.coverage = coverage;
        this.crosswalk = crosswalk;
    }

    @Override
    public MilestonePage listMilestones(
            List<String> party,
            List<String> lead,
            List<ImplementationStatus> status,
            String target,
            List<String> implementation,
            List<String> partOf,
            List<String> reportedIn,
            String q,
            String sort,
            Integer limit,
            String cursor,
            String asOf,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        Parts.Page<Milestone> page =
                milestones.page(Period.of("target", target), List.of("target"), List.of("status", "lead", "party"));
        return new MilestonePage().items(page.items()).counts(page.counts()).next(page.next());
    }

    @Override
    public TimelinePage listTimeline(
            List<TimelineType> type,
            List<String> party,
            String from,
            String to,
            String q,
            String sort,
            Integer limit,
            String cursor,
            String asOf,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        Parts.Page<Happening> page =
                happenings.page(Period.between(from, to), List.of("from", "to"), List.of("type", "year"));
        return new TimelinePage().items(page.items()).counts(page.counts()).next(page.next());
    }

    @Override
    public CoveragePage getCoverage(
            String of,
            List<String> framework,
            List<String> norm,
            List<String> organisation,
            List<String> cbm,
            List<String> party,
            List<String> memberOf,
            List<StatementKind> by,
            List<CoverageStatus> status,
            Integer limit,
            String cursor,
            LocalDate validOn,
            String asOf,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return coverage.page(of, validOn, by, status, asOf, limit);
    }

    @Override
    public Crosswalk getCrosswalk(
            String framework,
            String to,
            String asOf,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return crosswalk.of(framework, to, asOf);
    }
}
