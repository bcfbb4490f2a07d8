package org.cybernorms.kind.meeting;

import java.util.List;
import org.cybernorms.api.MeetingsApi;
import org.cybernorms.api.model.CoverageStatus;
import org.cybernorms.api.model.MeetingReports;
import org.cybernorms.api.model.ParticipantRole;
import org.cybernorms.http.CurrentQuery;
import org.jspecify.annotations.NullUnmarked;

/** What was reported at one meeting. */
@NullUnmarked
class MeetingResource implements MeetingsApi {

    private final MeetingReportView reports;
    private final CurrentQuery query;

    MeetingResource(MeetingReportView reports, CurrentQuery query) {
        this.reports = reports;
        this.query = query;
    }

    @Override
    public MeetingReports listMeetingReports(String id, List<ParticipantRole> role, List<CoverageStatus> status) {
        return reports.of(id, role, status, query.get());
    }
}
