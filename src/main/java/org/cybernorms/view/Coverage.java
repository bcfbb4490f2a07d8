package org.cybernorms.view;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
import org.cybernorms.http.Cursor;
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
        Pager.Position position = pager.position(query, 2, moments.of(query.asOf()));
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
        Comparator<Place> sort = sort(String.valueOf(query.sort()));
        List<Place> order = parties.keySet().stream()
                .map(party -> new Place(party, matrix.stated(party)))
                .sorted(sort)
                .toList();
        int begin = position.isFirst() ? 0 : upTo(order, Place.of(position.after()), sort);
        int limit = Math.max(1, Math.min(query.limit(), CELLS / Math.max(1, columns.size())));
        List<CoverageRow> rows = new ArrayList<>();
        for (int i = begin; i < order.size() && rows.size() <= limit; i++) {
            Hit party = Objects.requireNonNull(parties.get(order.get(i).party()));
            row(party, matrix.row(party.id()), statuses).ifPresent(rows::add);
        }
        boolean more = rows.size() > limit;
        List<CoverageRow> shown = more ? rows.subList(0, limit) : rows;
        records(asked, shown);
        Pager.Page<CoverageRow> page = pager.page(
                position,
                shown,
                more ? Optional.of(Place.of(shown.get(limit - 1)).keys()) : Optional.empty());
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

    /** The position of a row: its party, and the number of its stated cells. */
    private record Place(String party, int stated) {

        static Place of(CoverageRow row) {
            return new Place(row.getParty(), row.getStated());
        }

        static Place of(List<String> keys) {
            return new Place(keys.get(0), (int) Cursor.number(keys.get(1)));
        }

        List<String> keys() {
            return List.of(party, String.valueOf(stated));
        }

        private String natural() {
            return TextFolding.natural(party) + " " + party;
        }
    }

    private static Comparator<Place> sort(String by) {
        Comparator<Place> party = Comparator.comparing(Place::natural);
        Comparator<Place> stated = Comparator.comparing(Place::stated);
        return switch (by) {
            case "-party" -> party.reversed();
            case "stated" -> stated.thenComparing(party);
            case "-stated" -> stated.reversed().thenComparing(party);
            default -> party;
        };
    }

    /** How many rows are not after a place, whose party may have left the matrix at midnight. */
    private static int upTo(List<Place> order, Place place, Comparator<Place> sort) {
        return (int) order.stream().filter(row -> sort.compare(row, place) <= 0).count();
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
