package org.cybernorms.view;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.api.model.Fault;
import org.cybernorms.api.model.Party;
import org.cybernorms.log.Heads;
import org.cybernorms.log.Shown;
import org.cybernorms.record.Bodies;
import org.cybernorms.record.Kinds;
import org.cybernorms.web.ProblemException;
import org.cybernorms.web.ProblemType;

/** What a matrix is asked for: its columns and rows, by the parameters of the request. */
@ApplicationScoped
class CoverageQuestion {

    private static final int COLUMNS = 200;
    private static final Map<String, String> KINDS = Map.of(
            "framework", "documents",
            "norm", "norms",
            "organisation", "parties",
            "cbm", "cbms",
            "party", "parties",
            "memberOf", "parties");

    private final Heads heads;
    private final Bodies bodies;
    private final Kinds kinds;
    private final UriInfo uri;

    CoverageQuestion(Heads heads, Bodies bodies, Kinds kinds, UriInfo uri) {
        this.heads = heads;
        this.bodies = bodies;
        this.kinds = kinds;
        this.uri = uri;
    }

    /** What the columns are chosen by. */
    List<List<String>> sets() {
        return List.of(given("framework"), given("norm"), given("organisation"), given("cbm"));
    }

    /** The norms or measures that are in force on the date by id, in their order. */
    Map<String, JsonNode> columns(String of, LocalDate date, long moment) {
        boolean norms = of.equals("norms");
        for (String other : norms ? List.of("organisation", "cbm") : List.of("framework", "norm")) {
            if (!given(other).isEmpty()) {
                throw ProblemException.invalidParameter(other, "has no meaning where the columns are " + of);
            }
        }
        known();
        List<String> ids = given(norms ? "norm" : "cbm");
        String set = norms ? "framework" : "organisation";
        Map<String, List<String>> filters = new HashMap<>(Map.of("id", ids, set, given(set)));
        if (ids.isEmpty() && given(set).isEmpty()) {
            filters.put(set, List.of(norms ? "un-gge-2015" : "osce"));
        }
        filters.values().removeIf(List::isEmpty);
        List<Shown> entries = heads.all(of, filters, date, moment);
        if (entries.size() > COLUMNS) {
            throw ProblemException.invalidParameter(set, "leads to more than " + COLUMNS + " columns; name fewer");
        }
        Map<String, JsonNode> columns = new LinkedHashMap<>();
        entries.forEach(shown -> columns.put(shown.entry().id(), bodies.parse(shown.entry())));
        return columns;
    }

    /** The parties that are rows, by id, in their order; all States where none are named. */
    Map<String, Party> parties(LocalDate date, long moment) {
        Map<String, List<String>> filters =
                new HashMap<>(Map.of("id", given("party"), "fullMemberOf", given("memberOf")));
        filters.values().removeIf(List::isEmpty);
        if (filters.isEmpty()) {
            filters.put("type", List.of("state"));
        }
        Map<String, Party> parties = new LinkedHashMap<>();
        heads.all("parties", filters, date, moment)
                .forEach(shown -> parties.put(shown.entry().id(), (Party) bodies.show(kinds.get("parties"), shown)));
        return parties;
    }

    /** Refuses ids of records that there never were: a slip must not read as "nobody has said anything". */
    private void known() {
        List<Fault> faults = new ArrayList<>();
        KINDS.forEach((parameter, kind) -> {
            Set<String> missing = new HashSet<>(given(parameter));
            if (!missing.isEmpty()) {
                missing.removeAll(heads.present(kind, missing, true));
                missing.forEach(id ->
                        faults.add(new Fault().parameter(parameter).detail("there is no record " + kind + "/" + id)));
            }
        });
        if (!faults.isEmpty()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, faults);
        }
    }

    private List<String> given(String parameter) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        return query.getOrDefault(parameter, List.of());
    }
}
