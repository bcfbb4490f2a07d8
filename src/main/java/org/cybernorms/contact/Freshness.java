package org.cybernorms.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cybernorms.api.model.Assurance;
import org.cybernorms.api.model.AssurancePage;
import org.cybernorms.api.model.AssuranceState;
import org.cybernorms.api.model.AssuredContact;
import org.cybernorms.api.model.Counts;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.assurance.Assurances;
import org.cybernorms.log.Entry;
import org.cybernorms.log.EntryLog;
import org.cybernorms.log.Heads;
import org.cybernorms.record.Bodies;
import org.cybernorms.record.Register;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Cursor;
import org.cybernorms.web.ListAddress;
import org.jspecify.annotations.Nullable;

/** Which contacts of a network are known to answer, and what is due. */
@ApplicationScoped
class Freshness {

    private final Register register;
    private final PointsOfContact kind;
    private final Assurances assurances;
    private final Heads heads;
    private final EntryLog log;
    private final Bodies bodies;
    private final Answer answer;
    private final UriInfo uri;
    private final Clock clock;

    Freshness(
            Register register,
            PointsOfContact kind,
            Assurances assurances,
            Heads heads,
            EntryLog log,
            Bodies bodies,
            Answer answer,
            UriInfo uri,
            Clock clock) {
        this.register = register;
        this.kind = kind;
        this.assurances = assurances;
        this.heads = heads;
        this.log = log;
        this.bodies = bodies;
        this.answer = answer;
        this.uri = uri;
        this.clock = clock;
    }

    /** One page; parties and categories are those of the query. */
    AssurancePage of(
            String network,
            List<AssuranceState> states,
            @Nullable LocalDate dueBy,
            int limit,
            @Nullable String cursor) {
        register.require("networks", network);
        Map<String, List<String>> filters = new TreeMap<>(uri.getQueryParameters());
        filters.keySet().retainAll(Set.of("party", "category"));
        int walk = (network + filters + states + dueBy).hashCode();
        String after =
                cursor == null ? "" : Cursor.decode(cursor, walk, 1).place().get(0);
        List<AssuredContact> all = all(network, filters).stream()
                .filter(one ->
                        states.isEmpty() || states.contains(one.getAssurance().getState()))
                .filter(one -> dueBy == null || isDue(one.getAssurance(), dueBy))
                .toList();
        Map<String, Long> counts = new TreeMap<>(all.stream()
                .collect(Collectors.groupingBy(
                        one -> one.getAssurance().getState().toString(), Collectors.counting())));
        List<AssuredContact> rest = all.stream()
                .dropWhile(one -> !after.isEmpty() && !one.getContact().equals(after))
                .skip(after.isEmpty() ? 0 : 1)
                .toList();
        answer.link(ListAddress.of(uri, null), "first");
        AssurancePage page = new AssurancePage()
                .items(new ArrayList<>(rest.subList(0, Math.min(limit, rest.size()))))
                .counts(new Counts().total((long) all.size()).by(Map.of("state", counts)));
        if (rest.size() > limit) {
            List<String> place = List.of(rest.get(limit - 1).getContact());
            String next = ListAddress.of(uri, new Cursor(0, walk, place).encode());
            answer.link(next, "next");
            page.next(next);
        }
        return bodies.show(page, AssurancePage.class);
    }

    private List<AssuredContact> all(String network, Map<String, List<String>> filters) {
        Map<String, List<String>> wanted = new HashMap<>(filters);
        wanted.put("network+acceptance", List.of(network + "+accepted"));
        wanted.values().removeIf(List::isEmpty);
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return heads.all(PointsOfContact.NAME, wanted, today, log.last()).stream()
                .map(shown -> assured(network, shown.entry()))
                .toList();
    }

    private AssuredContact assured(String network, Entry entry) {
        PointOfContact contact = bodies.clear(kind, entry);
        return new AssuredContact()
                .contact(entry.id())
                .party(contact.getParty())
                .category(contact.getCategory())
                .office(contact.getOffice())
                .assurance(assurances
                        .of(entry.id(), List.of(network), contact.getRenewedOn())
                        .get(0));
    }

    private static boolean isDue(Assurance assurance, LocalDate day) {
        return isBy(assurance.getNextDue(), day) || isBy(assurance.getRenewBy(), day);
    }

    private static boolean isBy(@Nullable LocalDate due, LocalDate day) {
        return due != null && !due.isAfter(day);
    }
}
