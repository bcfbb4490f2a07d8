package org.cybernorms.view;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cybernorms.api.model.CoverageCell;
import org.cybernorms.api.model.CoverageColumn;
import org.cybernorms.api.model.CoveragePage;
import org.cybernorms.api.model.CoverageRow;
import org.cybernorms.api.model.CoverageStatus;
import org.cybernorms.api.model.StatementKind;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.projection.Hit;
import org.cybernorms.projection.Projection;
import org.cybernorms.record.BodyCodec;
import org.cybernorms.record.CurrentRecords;
import org.cybernorms.record.Moments;
import org.jspecify.annotations.Nullable;

/** Which party has said what on which norm or measure. What no record says is not stated, never not done. */
@ApplicationScoped
class Coverage {

    private static final Set<String> KINDS =
            Set.of("commitments", "implementations", "norms", "cbms", "parties", "documents");

    private static final Set<String> STATEMENTS = Set.of("commitments", "implementations");

    private final CoverageQuestion question;
    private final Addressees addressees;
    private final CurrentRecords records;
    private final Projection projection;
    private final Moments moments;
    private final BodyCodec codec;
    private final ResponseMetadata response;
    private final Pager pager;
    private final Clock clock;

    Coverage(
            CoverageQuestion question,
            Addressees addressees,
            CurrentRecords records,
            Projection projection,
            Moments moments,
            BodyCodec codec,
            ResponseMetadata response,
            Pager pager,
            Clock clock) {
        this.question = question;
        this.addressees = addressees;
        this.records = records;
        this.projection = projection;
        this.moments = moments;
        this.codec = codec;
        this.response = response;
        this.pager = pager;
        this.clock = clock;
    }

    CoveragePage page(
            String of, @Nullable List<StatementKind> by, @Nullable List<CoverageStatus> statuses, ListQuery query) {
        LocalDate today = LocalDate.now(clock);
        LocalDate date = query.validOn() == null ? today : query.validOn();
        Pager.Position position = pager.position(query, 1, moments.of(query.asOf()));
        long moment = moments.newest(KINDS, position.asOf());
        moments.describe(KINDS, moment, query.asOf());
        response.shows("\"" + moment + "." + date + "\"", null);
        if (query.validOn() == null) {
            response.keepWhile(
                    () -> LocalDate.now(clock).equals(today) && moments.newest(KINDS, moments.of(null)) == moment);
        }
        Map<String, JsonNode> columns = question.columns(of, query, date, moment);
        Map<String, Hit> parties = question.parties(query, date, moment);
        Projection.FacetPairQuery asked = new Projection.FacetPairQuery(
                by == null || by.isEmpty()
                        ? STATEMENTS
                        : by.stream().map(StatementKind::toString).collect(Collectors.toSet()),
                "party",
                parties.keySet(),
                of.equals("norms") ? "norm" : "cbm",
                columns.keySet(),
                query.validOn(),
                moment);
        Map<String, Map<String, CoverageStatus>> matrix = matrix(of, columns, asked, date);
        String after = position.isFirst() ? null : position.after().get(0);
        boolean begun = after == null;
        List<CoverageRow> rows = new ArrayList<>();
        for (Map.Entry<String, Hit> party : parties.entrySet()) {
            if (begun && rows.size() <= query.limit()) {
                row(party.getKey(), party.getValue(), matrix.getOrDefault(party.getKey(), Map.of()), statuses)
                        .ifPresent(rows::add);
            }
            begun |= party.getKey().equals(after);
        }
        records(asked, rows);
        Pager.Page<CoverageRow> page = pager.page(position, rows, row -> List.of(row.getParty()));
        return new CoveragePage()
                .of(CoveragePage.OfEnum.fromValue(of))
                .date(date)
                .columns(columns.entrySet().stream()
                        .map(column -> column(column.getKey(), column.getValue(), matrix.values()))
                        .toList())
                .items(page.items().stream()
                        .map(row -> codec.show(row, CoverageRow.class))
                        .toList())
                .next(page.next());
    }

    /** The status of all cells, by party and column. */
    private Map<String, Map<String, CoverageStatus>> matrix(
            String of, Map<String, JsonNode> columns, Projection.FacetPairQuery asked, LocalDate date) {
        Map<String, Set<String>> said = projection.facetPairs(asked);
        Map<String, Set<String>> whom = addressees.of(of, columns, date, asked.asOf());
        Map<String, Map<String, CoverageStatus>> matrix = new HashMap<>();
        for (String party : asked.firsts()) {
            Set<String> own = said.getOrDefault(party, Set.of());
            Map<String, CoverageStatus> cells = new LinkedHashMap<>();
            columns.keySet().forEach(column -> cells.put(column, status(party, column, own, whom)));
            matrix.put(party, cells);
        }
        return matrix;
    }

    private static CoverageStatus status(String party, String column, Set<String> said, Map<String, Set<String>> whom) {
        if (said.contains(column)) {
            return CoverageStatus.STATED;
        }
        boolean applies = !whom.containsKey(column) || whom.get(column).contains(party);
        return applies ? CoverageStatus.NOT_STATED : CoverageStatus.NOT_APPLICABLE;
    }

    /** Names the records behind the cells of some rows. */
    private void records(Projection.FacetPairQuery asked, List<CoverageRow> rows) {
        Map<String, Map<String, Set<String>>> said = new HashMap<>();
        Set<String> shown = rows.stream().map(CoverageRow::getParty).collect(Collectors.toSet());
        projection.recordsOfFacetPairs(asked.of(shown)).forEach(pair -> said.computeIfAbsent(
                        pair.first(), none -> new HashMap<>())
                .computeIfAbsent(pair.second(), none -> new LinkedHashSet<>())
                .add("/v1/" + pair.address()));
        for (CoverageRow row : rows) {
            Map<String, Set<String>> own = said.getOrDefault(row.getParty(), Map.of());
            row.getCells().forEach((column, cell) -> {
                if (cell.getStatus() == CoverageStatus.STATED) {
                    cell.records(List.copyOf(own.getOrDefault(column, Set.of())));
                }
            });
        }
    }

    /** A row; none where nothing of it is asked for. */
    private Optional<CoverageRow> row(
            String id, Hit party, Map<String, CoverageStatus> all, @Nullable List<CoverageStatus> statuses) {
        Map<String, CoverageCell> cells = new LinkedHashMap<>();
        all.forEach((column, status) -> {
            if (statuses == null || statuses.isEmpty() || statuses.contains(status)) {
                cells.put(column, new CoverageCell().status(status));
            }
        });
        return cells.isEmpty()
                ? Optional.empty()
                : Optional.of(new CoverageRow()
                        .party(id)
                        .name(codec.text(records.body(party).path("name").toString()))
                        .cells(cells)
                        .stated(count(all.values(), CoverageStatus.STATED))
                        .notStated(count(all.values(), CoverageStatus.NOT_STATED))
                        .notApplicable(count(all.values(), CoverageStatus.NOT_APPLICABLE)));
    }

    private CoverageColumn column(String id, JsonNode record, Collection<Map<String, CoverageStatus>> rows) {
        List<CoverageStatus> cells =
                rows.stream().map(row -> row.get(id)).filter(Objects::nonNull).toList();
        CoverageColumn column = new CoverageColumn()
                .id(id)
                .designation(
                        record.path("designation").asText(record.path("number").asText()))
                .title(codec.text(record.path("title").toString()))
                .stated(count(cells, CoverageStatus.STATED))
                .notStated(count(cells, CoverageStatus.NOT_STATED))
                .notApplicable(count(cells, CoverageStatus.NOT_APPLICABLE));
        return codec.show(column, CoverageColumn.class);
    }

    private static int count(Collection<CoverageStatus> cells, CoverageStatus status) {
        return (int) cells.stream().filter(cell -> cell == status).count();
    }
}
