package org.cybernorms.view;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cybernorms.api.model.CoverageCell;
import org.cybernorms.api.model.CoverageColumn;
import org.cybernorms.api.model.CoveragePage;
import org.cybernorms.api.model.CoverageRow;
import org.cybernorms.api.model.CoverageStatus;
import org.cybernorms.api.model.Party;
import org.cybernorms.api.model.StatementKind;
import org.cybernorms.log.Entry;
import org.cybernorms.log.Facets;
import org.cybernorms.log.Heads;
import org.cybernorms.record.Bodies;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.Listing;
import org.cybernorms.record.View;
import org.cybernorms.web.Answer;
import org.cybernorms.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** Which party has said what on which norm or measure. What no record says is not stated, never not done. */
@ApplicationScoped
class Coverage {

    private static final int COLUMNS = 200;

    /** The rows: a list of parties whose tag depends on all kinds. */
    private static final View ROWS = new View("parties", Map.of(), "id");

    private static final List<String> OWN =
            List.of("of", "framework", "norm", "organisation", "cbm", "party", "memberOf", "by", "status");

    private final Listing listing;
    private final Heads heads;
    private final Facets facets;
    private final Addressees addressees;
    private final Bodies bodies;
    private final Kinds kinds;
    private final Answer answer;
    private final UriInfo uri;
    private final Clock clock;

    Coverage(
            Listing listing,
            Heads heads,
            Facets facets,
            Addressees addressees,
            Bodies bodies,
            Kinds kinds,
            Answer answer,
            UriInfo uri,
            Clock clock) {
        this.listing = listing;
        this.heads = heads;
        this.facets = facets;
        this.addressees = addressees;
        this.bodies = bodies;
        this.kinds = kinds;
        this.answer = answer;
        this.uri = uri;
        this.clock = clock;
    }

    CoveragePage page(
            String of,
            @Nullable LocalDate validOn,
            @Nullable List<StatementKind> by,
            @Nullable List<CoverageStatus> statuses) {
        LocalDate date = validOn == null ? LocalDate.now(clock) : validOn;
        Listing.Page found = listing.page(ROWS, uri, rows(), null, date);
        long asOf = found.selection().asOf();
        answer.shows("\"" + asOf + "." + date + "\"", null);
        Map<String, JsonNode> columns = columns(of, date, asOf);
        List<Party> parties = found.shown().stream()
                .map(shown -> (Party) bodies.show(kinds.get("parties"), shown.entry()))
                .toList();
        Map<String, Map<String, Set<String>>> said = said(of, by, ids(parties), columns.keySet(), asOf);
        Map<String, Set<String>> whom = addressees.of(of, columns, date, asOf);
        List<CoverageRow> rows = new ArrayList<>();
        for (Party party : parties) {
            Map<String, CoverageCell> cells = new LinkedHashMap<>();
            columns.keySet().forEach(column -> {
                CoverageCell cell = cell(party.getId(), column, said, whom);
                if (statuses == null || statuses.isEmpty() || statuses.contains(cell.getStatus())) {
                    cells.put(column, cell);
                }
            });
            if (!cells.isEmpty()) {
                rows.add(row(party, cells));
            }
        }
        return new CoveragePage()
                .of(CoveragePage.OfEnum.fromValue(of))
                .date(date)
                .columns(columns.entrySet().stream()
                        .map(column -> column(column.getKey(), column.getValue(), rows))
                        .toList())
                .items(rows)
                .next(found.next().orElse(null));
    }

    private Map<String, List<String>> rows() {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        Map<String, List<String>> filters = new HashMap<>();
        OWN.forEach(name -> filters.put(name, List.of()));
        List<String> parties = query.getOrDefault("party", List.of());
        List<String> groups = query.getOrDefault("memberOf", List.of());
        filters.put("id", parties);
        filters.put("fullMemberOf", groups);
        if (parties.isEmpty() && groups.isEmpty()) {
            filters.put("type", List.of("state"));
        }
        return filters;
    }

    /** The norms or measures that are in force on the date by id, in their order. */
    private Map<String, JsonNode> columns(String of, LocalDate date, long asOf) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        boolean norms = of.equals("norms");
        for (String other : norms ? List.of("organisation", "cbm") : List.of("framework", "norm")) {
            if (query.containsKey(other)) {
                throw ProblemException.invalidParameter(other, "has no meaning where the columns are " + of);
            }
        }
        List<String> ids = query.getOrDefault(norms ? "norm" : "cbm", List.of());
        String set = norms ? "framework" : "organisation";
        List<String> sets =
                query.getOrDefault(set, ids.isEmpty() ? List.of(norms ? "un-gge-2015" : "osce") : List.of());
        Map<String, List<String>> filters = new HashMap<>(Map.of("id", ids, set, sets));
        filters.values().removeIf(List::isEmpty);
        Map<String, JsonNode> columns = new LinkedHashMap<>();
        List<Entry> entries = heads.all(of, filters, date, asOf);
        if (entries.size() > COLUMNS) {
            throw ProblemException.invalidParameter(set, "leads to more than " + COLUMNS + " columns; name fewer");
        }
        entries.forEach(entry -> columns.put(entry.id(), bodies.parse(entry)));
        return columns;
    }

    /** Party to column to the addresses of what it said. */
    private Map<String, Map<String, Set<String>>> said(
            String of, @Nullable List<StatementKind> by, Set<String> parties, Set<String> columns, long asOf) {
        Map<String, Map<String, Set<String>>> said = new HashMap<>();
        if (parties.isEmpty() || columns.isEmpty()) {
            return said;
        }
        Set<String> from = by == null || by.isEmpty()
                ? Set.of("commitments", "implementations")
                : by.stream().map(StatementKind::toString).collect(Collectors.toSet());
        facets.pairs(from, "party", parties, of.equals("norms") ? "norm" : "cbm", columns, asOf)
                .forEach(pair -> said.computeIfAbsent(pair.first(), none -> new TreeMap<>())
                        .computeIfAbsent(pair.second(), none -> new LinkedHashSet<>())
                        .add("/v1/" + pair.kind() + "/" + pair.id()));
        return said;
    }

    private static CoverageCell cell(
            String party, String column, Map<String, Map<String, Set<String>>> said, Map<String, Set<String>> whom) {
        Set<String> records = said.getOrDefault(party, Map.of()).getOrDefault(column, Set.of());
        if (!records.isEmpty()) {
            return new CoverageCell().status(CoverageStatus.STATED).records(List.copyOf(records));
        }
        boolean applies = !whom.containsKey(column) || whom.get(column).contains(party);
        return new CoverageCell().status(applies ? CoverageStatus.NOT_STATED : CoverageStatus.NOT_APPLICABLE);
    }

    private static CoverageRow row(Party party, Map<String, CoverageCell> cells) {
        return new CoverageRow()
                .party(party.getId())
                .name(party.getName())
                .cells(cells)
                .stated(count(cells.values(), CoverageStatus.STATED))
                .notStated(count(cells.values(), CoverageStatus.NOT_STATED))
                .notApplicable(count(cells.values(), CoverageStatus.NOT_APPLICABLE));
    }

    private static CoverageColumn column(String id, JsonNode record, List<CoverageRow> rows) {
        List<CoverageCell> cells = rows.stream()
                .map(row -> row.getCells().get(id))
                .filter(cell -> cell != null)
                .toList();
        Map<String, String> title = new LinkedHashMap<>();
        record.path("title")
                .properties()
                .forEach(text -> title.put(text.getKey(), text.getValue().asText()));
        return new CoverageColumn()
                .id(id)
                .designation(
                        record.path("designation").asText(record.path("number").asText()))
                .title(title)
                .stated(count(cells, CoverageStatus.STATED))
                .notStated(count(cells, CoverageStatus.NOT_STATED))
                .notApplicable(count(cells, CoverageStatus.NOT_APPLICABLE));
    }

    private static int count(Collection<CoverageCell> cells, CoverageStatus status) {
        return (int) cells.stream().filter(cell -> cell.getStatus() == status).count();
    }

    private static Set<String> ids(List<Party> parties) {
        return parties.stream().map(Party::getId).collect(Collectors.toSet());
    }
}
