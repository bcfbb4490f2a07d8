package org.cybernorms.view;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cybernorms.api.model.Violation;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.ProblemException;
import org.cybernorms.http.ProblemType;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.Hit;
import org.cybernorms.record.CurrentRecords;

/** What a matrix is asked for: its columns and rows. */
@ApplicationScoped
class CoverageQuestion {

    private static final int COLUMNS = 200;
    private static final int ALL = 100_000;
    private static final Map<String, String> KINDS = Map.of(
            "framework", "documents",
            "norm", "norms",
            "organisation", "parties",
            "cbm", "cbms",
            "party", "parties",
            "memberOf", "parties");

    private final EntryLog log;
    private final CurrentRecords records;

    CoverageQuestion(EntryLog log, CurrentRecords records) {
        this.log = log;
        this.records = records;
    }

    /** The norms or measures that are in force on the date by id, in their order. */
    Map<String, JsonNode> columns(String of, ListQuery query, LocalDate date, long moment) {
        boolean norms = of.equals("norms");
        for (String other : norms ? List.of("organisation", "cbm") : List.of("framework", "norm")) {
            if (!query.values(other).isEmpty()) {
                throw ProblemException.invalidParameter(other, "cannot be combined with `of=" + of + "`");
            }
        }
        known(query);
        List<String> ids = query.values(norms ? "norm" : "cbm");
        String set = norms ? "framework" : "organisation";
        Map<String, List<String>> filters = new HashMap<>(Map.of("id", ids, set, query.values(set)));
        if (ids.isEmpty() && query.values(set).isEmpty()) {
            filters.put(set, List.of(norms ? "un-gge-2015" : "osce"));
        }
        filters.values().removeIf(List::isEmpty);
        List<Hit> found = records.hits(of, filters, date, moment, COLUMNS + 1);
        if (found.size() > COLUMNS) {
            throw ProblemException.invalidParameter(set, "must select at most " + COLUMNS + " columns");
        }
        Map<String, JsonNode> columns = new LinkedHashMap<>();
        found.forEach(hit -> columns.put(hit.id(), records.body(hit)));
        return columns;
    }

    /** The parties that are rows, by id, in their order; all States where none are named. */
    Map<String, Hit> parties(ListQuery query, LocalDate date, long moment) {
        Map<String, List<String>> filters =
                new HashMap<>(Map.of("id", query.values("party"), "fullMemberOf", query.values("memberOf")));
        filters.values().removeIf(List::isEmpty);
        if (filters.isEmpty()) {
            filters.put("type", List.of("state"));
        }
        Map<String, Hit> parties = new LinkedHashMap<>();
        records.hits("parties", filters, date, moment, ALL).forEach(hit -> parties.put(hit.id(), hit));
        return parties;
    }

    /** Refuses ids of records that there never were: a slip must not read as "nobody has said anything". */
    private void known(ListQuery query) {
        List<Violation> faults = new ArrayList<>();
        KINDS.forEach((parameter, kind) -> query.values(parameter).stream()
                .filter(id -> log.revision(kind, id).isEmpty())
                .forEach(id -> faults.add(
                        new Violation().parameter(parameter).detail("unknown record `" + kind + "/" + id + "`"))));
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, faults);
        }
    }
}
