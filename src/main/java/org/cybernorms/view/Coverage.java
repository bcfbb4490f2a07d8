package org.cybernorms.view;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.cybernorms.log.Facets;
import org.cybernorms.record.Bodies;
import org.cybernorms.record.Register;
import org.cybernorms.web.Answer;
import org.cybernorms.web.Cursor;
import org.cybernorms.web.ListAddress;
import org.jspecify.annotations.Nullable;

/** Which party has said what on which norm or measure. What no record says is not stated, never not done. */
@ApplicationScoped
class Coverage {

    private final Register register;
    private final CoverageQuestion question;
    private final Addressees addressees;
    private final Facets facets;
    private final Bodies bodies;
    private final Answer answer;
    private final UriInfo uri;
    private final Clock clock;

    Coverage(
            Register register,
            CoverageQuestion question,
            Addressees addressees,
            Facets facets,
            Bodies bodies,
            Answer answer,
            UriInfo uri,
            Clock clock) {
        this.register = register;
        this.question = question;
        this.addressees = addressees;
        this.facets = facets;
        this.bodies = bodies;
        this.answer = answer;
        this.uri = uri;
        this.clock = clock;
    }

    CoveragePage page(
            String of,
            @Nullable LocalDate validOn,
            @Nullable List<StatementKind> by,
            @Nullable List<CoverageStatus> statuses,
            @Nullable String asOf,
            int limit) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        LocalDate date = validOn == null ? LocalDate.now(clock) : validOn;
        int walk = Arrays.asList(of, validOn, by, statuses, query.get("party"), query.get("memberOf"), question.sets())
                .toString()
                .hashCode();
        Optional<Cursor> cursor =
                Optional.ofNullable(query.getFirst("cursor")).map(text -> Cursor.decode(text, walk, 1));
        long moment =
                register.moment(cursor.map(at -> String.valueOf(at.asOf())).orElse(asOf));
        answer.shows("\"" + moment + "." + date + "\"", null);
        Map<String, JsonNode> columns = question.columns(of, date, moment);
        Map<String, Party> parties = question.parties(date, moment);
        Map<String, Map<String, CoverageCell>> matrix =
                matrix(of, columns, parties.keySet(), by, date, validOn, moment);
        List<CoverageRow> rows = parties.values().stream()
                .map(party -> row(party, matrix.getOrDefault(party.getId(), Map.of()), statuses))
                .flatMap(Optional::stream)
                .toList();
        int from = cursor.map(at ->
                        (int) Math.min(rows.size(), Cursor.number(at.place().get(0))))
                .orElse(0);
        int to = Math.min(rows.size(), from + limit);
        return new CoveragePage()
                .of(CoveragePage.OfEnum.fromValue(of))
                .date(date)
                .columns(columns.entrySet().stream()
                        .map(column -> column(column.getKey(), column.getValue(), matrix.values()))
                        .toList())
                .items(rows.subList(from, to))
                .next(
                        to < rows.size()
                                ? ListAddress.of(uri, new Cursor(moment, walk, List.of(String.valueOf(to))).encode())
                                : null);
    }

    /** All cells, by party and column. */
    private Map<String, Map<String, CoverageCell>> matrix(
            String of,
            Map<String, JsonNode> columns,
            Set<String> parties,
            @Nullable List<StatementKind> by,
            LocalDate date,
            @Nullable LocalDate validOn,
            long moment) {
        Map<String, Map<String, Set<String>>> said = said(of, by, parties, columns.keySet(), validOn, moment);
        Map<String, Set<String>> whom = addressees.of(of, columns, date, moment);
        Map<String, Map<String, CoverageCell>> matrix = new HashMap<>();
        for (String party : parties) {
            Map<String, CoverageCell> cells = new LinkedHashMap<>();
            columns.keySet().forEach(column -> cells.put(column, cell(party, column, said, whom)));
            matrix.put(party, cells);
        }
        return matrix;
    }

    /** Party to column to the addresses of what it said. */
    private Map<String, Map<String, Set<String>>> said(
            String of,
            @Nullable List<StatementKind> by,
            Set<String> parties,
            Set<String> columns,
            @Nullable LocalDate validOn,
            long moment) {
        Map<String, Map<String, Set<String>>> said = new HashMap<>();
        if (parties.isEmpty() || columns.isEmpty()) {
            return said;
        }
        Set<String> from = by == null || by.isEmpty()
                ? Set.of("commitments", "implementations")
                : by.stream().map(StatementKind::toString).collect(Collectors.toSet());
        facets.pairs(from, "party", parties, of.equals("norms") ? "norm" : "cbm", columns, validOn, moment)
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

    /** A row; none where nothing of it is asked for. */
    private static Optional<CoverageRow> row(
            Party party, Map<String, CoverageCell> all, @Nullable List<CoverageStatus> statuses) {
        Map<String, CoverageCell> cells = new LinkedHashMap<>(all);
        if (statuses != null && !statuses.isEmpty()) {
            cells.values().removeIf(cell -> !statuses.contains(cell.getStatus()));
        }
        return cells.isEmpty()
                ? Optional.empty()
                : Optional.of(new CoverageRow()
                        .party(party.getId())
                        .name(party.getName())
                        .cells(cells)
                        .stated(count(all.values(), CoverageStatus.STATED))
                        .notStated(count(all.values(), CoverageStatus.NOT_STATED))
                        .notApplicable(count(all.values(), CoverageStatus.NOT_APPLICABLE)));
    }

    private CoverageColumn column(String id, JsonNode record, Collection<Map<String, CoverageCell>> rows) {
        List<CoverageCell> cells =
                rows.stream().map(row -> row.get(id)).filter(Objects::nonNull).toList();
        CoverageColumn column = new CoverageColumn()
                .id(id)
                .designation(
                        record.path("designation").asText(record.path("number").asText()))
                .title(bodies.text(record.path("title").toString()))
                .stated(count(cells, CoverageStatus.STATED))
                .notStated(count(cells, CoverageStatus.NOT_STATED))
                .notApplicable(count(cells, CoverageStatus.NOT_APPLICABLE));
        return bodies.show(column, CoverageColumn.class);
    }

    private static int count(Collection<CoverageCell> cells, CoverageStatus status) {
        return (int) cells.stream().filter(cell -> cell.getStatus() == status).count();
    }
}
