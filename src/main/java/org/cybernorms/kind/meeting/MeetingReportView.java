package org.cybernorms.kind.meeting;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cybernorms.api.model.CoverageStatus;
import org.cybernorms.api.model.FilterCounts;
import org.cybernorms.api.model.Implementation;
import org.cybernorms.api.model.Meeting;
import org.cybernorms.api.model.MeetingReport;
import org.cybernorms.api.model.MeetingReports;
import org.cybernorms.api.model.Participant;
import org.cybernorms.api.model.ParticipantRole;
import org.cybernorms.api.model.Party;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.projection.TextFolding;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.Moments;
import org.cybernorms.record.RecordLists;
import org.cybernorms.record.RecordReader;
import org.jspecify.annotations.Nullable;

/** What each participant of a meeting reported at it. */
@ApplicationScoped
class MeetingReportView {

    private static final Set<String> KINDS = Set.of("meetings", "implementations", "parties");

    private final Kinds kinds;
    private final Meetings meetings;
    private final RecordReader reader;
    private final RecordLists lists;
    private final Moments moments;
    private final Pager pager;

    MeetingReportView(
            Kinds kinds, Meetings meetings, RecordReader reader, RecordLists lists, Moments moments, Pager pager) {
        this.kinds = kinds;
        this.meetings = meetings;
        this.reader = reader;
        this.lists = lists;
        this.moments = moments;
        this.pager = pager;
    }

    MeetingReports of(
            String id,
            @Nullable List<ParticipantRole> roles,
            @Nullable List<CoverageStatus> statuses,
            ListQuery query) {
        String asOf = query.asOf();
        Pager.Position position = pager.position(query, 1, moments.of(asOf));
        long moment = moments.newest(KINDS, position.asOf());
        Meeting meeting = reader.model(meetings, id, asOf);
        moments.describe(KINDS, moment, asOf);
        Map<String, Set<ParticipantRole>> parties = parties(meeting);
        Map<String, List<Implementation>> reported = new LinkedHashMap<>();
        lists.all(kinds.of(Implementation.class), Map.of("meeting", List.of(id)), moment)
                .forEach(
                        implementation -> reported.computeIfAbsent(implementation.getParty(), none -> new ArrayList<>())
                                .add(implementation));
        reported.keySet().forEach(party -> parties.computeIfAbsent(party, none -> new LinkedHashSet<>()));
        Map<String, Map<String, String>> names = new LinkedHashMap<>();
        lists.all(kinds.of(Party.class), Map.of("id", List.copyOf(parties.keySet())), moment)
                .forEach(party -> names.put(party.getId(), party.getName()));
        List<MeetingReport> rows = new ArrayList<>();
        parties.forEach((party, as) -> {
            List<Implementation> said = reported.getOrDefault(party, List.of());
            MeetingReport row = new MeetingReport()
                    .party(party)
                    .name(names.getOrDefault(party, Map.of("en", party)))
                    .roles(List.copyOf(as))
                    .status(said.isEmpty() ? CoverageStatus.NOT_STATED : CoverageStatus.STATED)
                    .reported(said);
            if ((roles == null || roles.isEmpty() || as.stream().anyMatch(roles::contains))
                    && (statuses == null || statuses.isEmpty() || statuses.contains(row.getStatus()))) {
                rows.add(row);
            }
        });
        if (query.sort() != null) {
            Comparator<MeetingReport> party = Comparator.comparing(row -> TextFolding.natural(row.getParty()));
            rows.sort(query.sort().startsWith("-") ? party.reversed() : party);
        }
        Pager.Page<MeetingReport> page = pager.slice(position, rows, MeetingReport::getParty);
        return new MeetingReports()
                .meeting(id)
                .title(meeting.getTitle())
                .startedOn(meeting.getStartedOn())
                .items(page.items())
                .counts(counts(rows))
                .next(page.next())
                .cursor(page.cursor());
    }

    private static Map<String, Set<ParticipantRole>> parties(Meeting meeting) {
        Map<String, Set<ParticipantRole>> parties = new LinkedHashMap<>();
        if (meeting.getParticipants() != null) {
            for (Participant participant : meeting.getParticipants()) {
                if (participant.getParty() != null) {
                    parties.computeIfAbsent(participant.getParty(), none -> new LinkedHashSet<>())
                            .addAll(participant.getRoles());
                }
            }
        }
        return parties;
    }

    private static FilterCounts counts(List<MeetingReport> rows) {
        Map<String, Long> statuses = new TreeMap<>();
        rows.forEach(row -> statuses.merge(row.getStatus().toString(), 1L, Long::sum));
        return new FilterCounts().total((long) rows.size()).by(Map.of("status", statuses));
    }
}
