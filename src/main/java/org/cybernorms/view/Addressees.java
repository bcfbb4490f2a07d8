package org.cybernorms.view;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cybernorms.log.Facets;
import org.cybernorms.log.Heads;
import org.cybernorms.record.Bodies;

/** For whom norms and measures are: those who issued them, and their members on a date. */
@ApplicationScoped
class Addressees {

    private static final String MEMBER = "fullMemberOf";

    private final Heads heads;
    private final Facets facets;
    private final Bodies bodies;

    Addressees(Heads heads, Facets facets, Bodies bodies) {
        this.heads = heads;
        this.facets = facets;
        this.bodies = bodies;
    }

    /** The addressees by column. A column whose issuers have no members in the register is for everybody and is left out. */
    Map<String, Set<String>> of(String kind, Map<String, JsonNode> columns, LocalDate date, long asOf) {
        Map<String, Set<String>> issuers = new HashMap<>();
        columns.forEach((id, record) -> issuers.put(
                id,
                kind.equals("norms")
                        ? issuers(record.path("framework").asText(), asOf)
                        : Set.of(record.path("organisation").asText())));
        Set<String> groups = issuers.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        Map<String, Set<String>> addressees = new HashMap<>();
        if (groups.isEmpty()) {
            return addressees;
        }
        Set<String> closed =
                facets.having("parties", MEMBER, groups, null, asOf).keySet();
        Map<String, Set<String>> members = facets.having("parties", MEMBER, groups, date, asOf);
        issuers.forEach((column, own) -> {
            if (own.stream().anyMatch(closed::contains)) {
                Set<String> all = new TreeSet<>(own);
                own.forEach(group -> all.addAll(members.getOrDefault(group, Set.of())));
                addressees.put(column, all);
            }
        });
        return addressees;
    }

    private Set<String> issuers(String document, long asOf) {
        Set<String> issuers = new TreeSet<>();
        heads.find("documents", document, asOf)
                .ifPresent(shown ->
                        bodies.parse(shown.entry()).path("issuers").forEach(issuer -> issuers.add(issuer.asText())));
        return issuers;
    }
}
