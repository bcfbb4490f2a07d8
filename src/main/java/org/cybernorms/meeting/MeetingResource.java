package org.cybernorms.meeting;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.MeetingsApi;
import org.cybernorms.api.model.CoverageStatus;
import org.cybernorms.api.model.Meeting;
import org.cybernorms.api.model.MeetingPage;
import org.cybernorms.api.model.MeetingReports;
import org.cybernorms.api.model.ParticipantRole;
import org.cybernorms.api.model.PatchOperation;
import org.cybernorms.api.model.VersionPage;
import org.cybernorms.record.Records;
import org.cybernorms.record.Register;
import org.jspecify.annotations.NullUnmarked;

/** The operations on meetings in the contract. */
@NullUnmarked
class MeetingResource implements MeetingsApi {

    private final Records<Meeting> meetings;
    private final MeetingReportView reports;

    MeetingResource(Register register, Meetings meetings, MeetingReportView reports) {
        this.meetings = register.of(meetings);
        this.reports = reports;
    }

    @Override
    public Meeting changeMeeting(String id, Map<String, Object> requestBody, String ifMatch, String reason) {
        return meetings.change(id, requestBody, ifMatch, reason);
    }

    @Override
    public Meeting createMeeting(Meeting meeting, String reason) {
        return meetings.create(meeting, reason);
    }

    @Override
    public List<PatchOperation> diffMeeting(
            String id, Integer from, Integer to, String ifNoneMatch, String ifModifiedSince) {
        return meetings.diff(id, from, to);
    }

    @Override
    public Meeting getMeeting(
            String id, String asOf, String format, String acceptLanguage, String ifNoneMatch, String ifModifiedSince) {
        return meetings.get(id, asOf);
    }

    @Override
    public Meeting getMeetingVersion(
            String id,
            Integer version,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return meetings.version(id, version);
    }

    @Override
    public MeetingReports listMeetingReports(
            String id,
            List<ParticipantRole> role,
            List<CoverageStatus> status,
            String asOf,
            String format,
            String acceptLanguage,
            String ifNoneMatch,
            String ifModifiedSince) {
        return reports.of(id, role, status, asOf);
    }

    @Override
    public VersionPage listMeetingVersions(
            String id, Integer limit, String cursor, String format, String ifNoneMatch, String ifModifiedSince) {
        return meetings.versions(id);
    }

    @Override
    public MeetingPage listMeetings(
            List<String> body,
            List<String> party,
            List<ParticipantRole> role,
            List<String> document,
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
        return meetings.list((items, next) -> new MeetingPage().items(items).next(next));
    }

    @Override
    public Meeting replaceMeeting(String id, Meeting meeting, String ifMatch, String ifNoneMatch, String reason) {
        return meetings.replace(id, meeting, ifMatch, ifNoneMatch, reason);
    }

    @Override
    public void withdrawMeeting(String id, String ifMatch, String reason, Boolean evenIfReferenced) {
        meetings.withdraw(id, ifMatch, reason, evenIfReferenced);
    }
}
