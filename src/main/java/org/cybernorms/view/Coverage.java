package org.cybernorms.view;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cybernorms.api.model.CoverageCell;
import org.cybernorms.api.model.CoverageColumn;
import org.cybernorms.api.model.CoveragePage;
import org.cybernorms.api.model.CoverageRow;
import org.cybernorms.api.model.CoverageStatus;
import org.cybernorms.api.model.StatementKind;
import org.cybernorms.http.Languages;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.http.ResponseMetadata;
import org.cybernorms.projection.Hit;
import org.cybernorms.projection.Projection;
import org.cybernorms.projection.Projection.FacetPair;
import org.cybernorms.projection.TextFolding;
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
    /** As many cells as a page has at most; where there are many columns, a page has fewer rows than were asked for. */
    private static final int CELLS = 4_000;
    /** As many records as a cell names at most. */
    private static final int RECORDS = 10;

    private final CoverageQuestion question;
    private final Addressees addressees;
    private final CurrentRecords records;
    private final Projection projection;
    private final Moments moments;
    private final BodyCodec codec;
    private final Languages languages;
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
            Languages languages,
            ResponseMetadata response,
            Pager pager,
            Clock clock) {
        this.question = question;
        this.addressees = addressees;
        this.records = records;
        this.projection = projection;
        this.moments = moments;
        this.codec = codec;
        this.languages = languages;
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
        CoverageMatrix matrix = new CoverageMatrix(
                parties.keySet(),
                columns.keySet(),
                projection.facetPairs(asked),
                addressees.of(of, columns, date, moment));
        List<Hit> order = List.copyOf(parties.values());
        int begin = position.isFirst() ? 0 : upTo(order, position.after().get(0));
        int limit = Math.max(1, Math.min(query.limit(), CELLS / Math.max(1, columns.size())));
        List<CoverageRow> rows = new ArrayList<>();
        for (int i = begin; i < order.size() && rows.size() <= limit; i++) {
            row(order.get(i), matrix.row(order.get(i).id()), statuses).ifPresent(rows::add);
        }
        boolean more = rows.size() > limit;
        List<CoverageRow> shown = more ? rows.subList(0, limit) : rows;
        records(asked, shown);
        Pager.Page<CoverageRow> page = pager.page(
                position, shown, more ? Optional.of(List.of(shown.get(limit - 1).getParty())) : Optional.empty());
        return new CoveragePage()
                .of(CoveragePage.OfEnum.fromValue(of))
                .date(date)
                .columns(columns.entrySet().stream()
                        .map(column -> column(column.getKey(), column.getValue(), matrix))
                        .toList())
                .items(page.items())
                .next(page.next())
                .cursor(page.cursor());
    }

    /** How many rows are not after a party, which may have left the matrix at midnight. */
    private static int upTo(List<Hit> order, String party) {
        String place = place(party);
        return (int) order.stream()
                .filter(hit -> place(hit.id()).compareTo(place) <= 0)
                .count();
    }

    private static String place(String id) {
        return TextFolding.natural(id) + " " + id;
    }

    /** Names the records behind the cells of some rows. */
    private void records(Projection.FacetPairQuery asked, List<CoverageRow> rows) {
        Set<String> shown = rows.stream().map(CoverageRow::getParty).collect(Collectors.toSet());
        Map<FacetPair, Projection.Records> behind = projection.recordsOfFacetPairs(asked.of(shown), RECORDS);
        rows.forEach(row -> row.getCells().forEach((column, cell) -> {
            Projection.Records records = behind.get(new FacetPair(row.getParty(), column));
            if (records != null && cell.getStatus() == CoverageStatus.STATED) {
                cell.records(records.first().stream()
                                .map(address -> "/v1/" + address)
                                .toList())
                        .recordCount(records.count());
            }
        }));
    }

    /** A row; none where nothing of it is asked for. */
    private Optional<CoverageRow> row(
            Hit party, Map<String, CoverageStatus> all, @Nullable List<CoverageStatus> statuses) {
        Map<String, CoverageCell> cells = new LinkedHashMap<>();
        all.forEach((column, status) -> {
            if (statuses == null || statuses.isEmpty() || statuses.contains(status)) {
                cells.put(column, new CoverageCell().status(status));
            }
        });
        return cells.isEmpty()
                ? Optional.empty()
                : Optional.of(new CoverageRow()
                        .party(party.id())
                        .name(text(records.body(party).path("name")))
                        .cells(cells)
                        .stated(count(all.values(), CoverageStatus.STATED))
                        .notStated(count(all.values(), CoverageStatus.NOT_STATED))
                        .notApplicable(count(all.values(), CoverageStatus.NOT_APPLICABLE)));
    }

    private CoverageColumn column(String id, JsonNode record, CoverageMatrix matrix) {
        return new CoverageColumn()
                .id(id)
                .designation(
                        record.path("designation").asText(record.path("number").asText()))
                .title(text(record.path("title")))
                .stated(matrix.count(id, CoverageStatus.STATED))
                .notStated(matrix.count(id, CoverageStatus.NOT_STATED))
                .notApplicable(matrix.count(id, CoverageStatus.NOT_APPLICABLE));
    }

    /** A text with the reader's language first. */
    private Map<String, String> text(JsonNode text) {
        return languages.ordered(codec.text(text));
    }

    private static int count(Collection<CoverageStatus> cells, CoverageStatus status) {
        return (int) cells.stream().filter(cell -> cell == status).count();
    }
}
