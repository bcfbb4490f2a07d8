package org.cybernorms.kind.meeting;

import java.util.List;
import org.cybernorms.api.MeetingsApi;
import org.cybernorms.api.model.CoverageStatus;
import org.cybernorms.api.model.MeetingReports;
import org.cybernorms.api.model.ParticipantRole;
import org.jspecify.annotations.NullUnmarked;

/** What was reported at one meeting. */
@NullUnmarked
class MeetingResource implements MeetingsApi {

    private final MeetingReportView reports;

    MeetingResource(MeetingReportView reports) {
        this.reports = reports;
    }

    @Override
    public MeetingReports listMeetingReports(
            String id,
            List<ParticipantRole> role,
            List<CoverageStatus> status,
            String asOf,
            String format,
            Boolean bom,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return reports.of(id, role, status, asOf);
    }
}
