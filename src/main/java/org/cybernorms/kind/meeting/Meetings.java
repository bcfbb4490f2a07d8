package org.cybernorms.kind.meeting;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.api.model.Meeting;
import org.cybernorms.api.model.Participant;
import org.cybernorms.api.model.ParticipantRole;
import org.cybernorms.api.model.TimelineType;
import org.cybernorms.api.model.Violation;
import org.cybernorms.log.Renaming;
import org.cybernorms.log.Upcaster;
import org.cybernorms.projection.IndexedRecord;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.record.Happenings;
import org.cybernorms.record.Kind;
import org.cybernorms.record.Listed;
import org.cybernorms.record.Lookup;
import org.cybernorms.record.Rules;
import org.cybernorms.record.View;
import org.jspecify.annotations.Nullable;

/** The kind meeting: its facets and rules. */
@ApplicationScoped
class Meetings implements Kind<Meeting> {

    @Override
    public String name() {
        return "meetings";
    }

    @Override
    public String noun() {
        return "meeting";
    }

    @Override
    public Class<Meeting> type() {
        return Meeting.class;
    }

    @Override
    public List<Upcaster> upcasters() {
        return List.of(new Renaming().renameInItems("proceedings", "kind", "type"));
    }

    @Override
    public String propose(Meeting meeting) {
        Map<String, String> title = meeting.getTitle();
        return title.getOrDefault("en", title.values().iterator().next())
                + (meeting.getStartedOn() == null ? "" : "-" + meeting.getStartedOn());
    }

    @Override
    public Set<View> views() {
        return Set.of(View.TIMELINE);
    }

    @Override
    public Map<String, SortKey> sortKeys() {
        return Map.of("startedOn", SortKey.date, "title", SortKey.title);
    }

    @Override
    public List<List<String>> together() {
        return List.of(List.of("party", "role"));
    }

    @Override
    public void index(Meeting meeting, IndexedRecord index) {
        index.title(meeting.getTitle())
                .text(meeting.getSummary())
                .text(meeting.getSeries())
                .text(meeting.getPlace())
                .date(meeting.getStartedOn())
                .valid(
                        meeting.getStartedOn(),
                        meeting.getEndedOn() == null ? meeting.getStartedOn() : meeting.getEndedOn())
                .facet("body", meeting.getBody());
        of(meeting.getDocuments()).forEach(document -> index.facet("document", document.getDocument()));
        Set<String> parties = new LinkedHashSet<>();
        of(meeting.getParticipants()).forEach(participant -> index(participant, index, parties));
        of(meeting.getOffices()).forEach(office -> parties.add(office.getParty()));
        of(meeting.getElections()).forEach(election -> parties.add(election.getElected()));
        index.facets("party", parties);
        new Happenings(index, name(), meeting.getId())
                .add(TimelineType.MEETING, when(meeting), meeting.getTitle(), parties, null, meeting.getCitations());
    }

    private static void index(Participant participant, IndexedRecord index, Set<String> parties) {
        for (ParticipantRole role : participant.getRoles()) {
            index.facet("role", role);
            if (participant.getParty() != null) {
                parties.add(participant.getParty());
                index.facet(
                        Listed.joined(List.of("party", "role")),
                        Listed.joined(List.of(participant.getParty(), role.toString())));
            }
        }
    }

    private static @Nullable String when(Meeting meeting) {
        return meeting.getStartedOn() == null || meeting.getEndedOn() == null
                ? meeting.getStartedOn()
                : meeting.getStartedOn() + "/" + meeting.getEndedOn();
    }

    @Override
    public List<Violation> faults(String id, Meeting meeting, Lookup lookup) {
        List<Violation> faults = new ArrayList<>();
        Rules.period(meeting.getStartedOn(), meeting.getEndedOn(), "/endedOn").ifPresent(faults::add);
        List<Participant> participants = of(meeting.getParticipants());
        for (int i = 0; i < participants.size(); i++) {
            if (participants.get(i).getParty() == null && participants.get(i).getName() == null) {
                faults.add(
                        new Violation().pointer("/participants/" + i).detail("either `party` or `name` is required"));
            }
        }
        return faults;
    }

    private static <T> List<T> of(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }
}
