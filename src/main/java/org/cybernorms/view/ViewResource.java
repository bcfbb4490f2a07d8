package org.cybernorms.view;

import java.util.List;
import org.cybernorms.api.ViewsApi;
import org.cybernorms.api.model.CoveragePage;
import org.cybernorms.api.model.CoverageStatus;
import org.cybernorms.api.model.Crosswalk;
import org.cybernorms.api.model.ImplementationStatus;
import org.cybernorms.api.model.Milestone;
import org.cybernorms.api.model.MilestonePage;
import org.cybernorms.api.model.StatementKind;
import org.cybernorms.api.model.TimelineEvent;
import org.cybernorms.api.model.TimelinePage;
import org.cybernorms.api.model.TimelineType;
import org.cybernorms.http.CurrentQuery;
import org.cybernorms.record.RecordLists;
import org.cybernorms.record.View;
import org.jspecify.annotations.NullUnmarked;

/** The operations on views in the contract. */
@NullUnmarked
class ViewResource implements ViewsApi {

    private final RecordLists lists;
    private final Coverage coverage;
    private final CrosswalkView crosswalk;
    private final CurrentQuery query;

    ViewResource(RecordLists lists, Coverage coverage, CrosswalkView crosswalk, CurrentQuery query) {
        this.lists = lists;
        this.coverage = coverage;
        this.crosswalk = crosswalk;
        this.query = query;
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
            String q) {
        RecordLists.Parts<Milestone> page = lists.view(
                View.MILESTONES,
                Milestone.class,
                query.get().with("target", List.of()),
                Period.of("target", target),
                List.of("status", "lead", "party"));
        return new MilestonePage()
                .items(page.items())
                .counts(page.counts())
                .next(page.next())
                .cursor(page.cursor());
    }

    @Override
    public TimelinePage listTimeline(List<TimelineType> type, List<String> party, String from, String to, String q) {
        RecordLists.Parts<TimelineEvent> page = lists.view(
                View.TIMELINE,
                TimelineEvent.class,
                query.get().with("from", List.of()).with("to", List.of()),
                Period.between(from, to),
                List.of("type", "year"));
        return new TimelinePage()
                .items(page.items())
                .counts(page.counts())
                .next(page.next())
                .cursor(page.cursor());
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
            List<CoverageStatus> status) {
        return coverage.page(of, by, status, query.get());
    }

    @Override
    public Crosswalk getCrosswalk(String framework, String to) {
        return crosswalk.of(framework, to, query.get());
    }
}
