package org.cybernorms.directory.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cybernorms.api.model.Assurance;
import org.cybernorms.api.model.AssurancePage;
import org.cybernorms.api.model.AssuranceStatus;
import org.cybernorms.api.model.AssuredContact;
import org.cybernorms.api.model.FilterCounts;
import org.cybernorms.api.model.PointOfContact;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.log.Entry;
import org.cybernorms.record.BodyCodec;
import org.cybernorms.record.CurrentRecords;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.Moments;
import org.cybernorms.record.RecordReader;
import org.jspecify.annotations.Nullable;

/** Which contacts of a network are known to answer, and what is due. */
@ApplicationScoped
public class AssuranceQueries {

    private static final int ALL = 100_000;

    private final Kinds kinds;
    private final PointsOfContact kind;
    private final ContactAssurance assurances;
    private final CurrentRecords records;
    private final RecordReader reader;
    private final Moments moments;
    private final BodyCodec codec;
    private final Pager pager;
    private final Clock clock;

    AssuranceQueries(
            Kinds kinds,
            PointsOfContact kind,
            ContactAssurance assurances,
            CurrentRecords records,
            RecordReader reader,
            Moments moments,
            BodyCodec codec,
            Pager pager,
            Clock clock) {
        this.kinds = kinds;
        this.kind = kind;
        this.assurances = assurances;
        this.records = records;
        this.reader = reader;
        this.moments = moments;
        this.codec = codec;
        this.pager = pager;
        this.clock = clock;
    }

    /**
     * One page. All pages of a walk are of the contacts as they were at the first; their assurance is as it is now.
     */
    public AssurancePage of(String network, List<AssuranceStatus> states, @Nullable LocalDate dueBy, ListQuery query) {
        reader.require(kinds.get("networks"), network, null);
        Pager.Position position = pager.position(query, 1, moments.of(null));
        List<AssuredContact> contacts = all(network, query, position.asOf());
        String after = position.isFirst() ? "" : position.after().get(0);
        List<AssuredContact> rest = new ArrayList<>();
        Map<String, Long> counts = new TreeMap<>();
        boolean begun = position.isFirst();
        for (AssuredContact one : contacts) {
            if (isWanted(one, states, dueBy)) {
                counts.merge(one.getAssurance().getStatus().toString(), 1L, Long::sum);
                if (begun && rest.size() <= query.limit()) {
                    rest.add(one);
                }
            }
            begun |= one.getContact().equals(after);
        }
        Pager.Page<AssuredContact> page = pager.page(position, rest, one -> List.of(one.getContact()));
        return codec.show(
                new AssurancePage()
                        .items(page.items())
                        .counts(new FilterCounts()
                                .total(counts.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                                .by(Map.of("status", counts)))
                        .next(page.next())
                        .cursor(page.cursor()),
                AssurancePage.class);
    }

    private static boolean isWanted(AssuredContact one, List<AssuranceStatus> states, @Nullable LocalDate dueBy) {
        return (states.isEmpty() || states.contains(one.getAssurance().getStatus()))
                && (dueBy == null || isDue(one.getAssurance(), dueBy));
    }

    private List<AssuredContact> all(String network, ListQuery query, long asOf) {
        Map<String, List<String>> wanted =
                new HashMap<>(Map.of("party", query.values("party"), "category", query.values("category")));
        wanted.put("network+acceptance", List.of(network + "+accepted"));
        wanted.values().removeIf(List::isEmpty);
        LocalDate today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return records.entries(PointsOfContact.NAME, wanted, today, asOf, ALL).stream()
                .map(entry -> assured(network, entry))
                .toList();
    }

    private AssuredContact assured(String network, Entry entry) {
        PointOfContact contact = codec.publicModel(kind, entry);
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
