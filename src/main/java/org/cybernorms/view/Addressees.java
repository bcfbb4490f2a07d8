package org.cybernorms.view;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cybernorms.log.EntryLog;
import org.cybernorms.projection.Projection;
import org.cybernorms.record.CurrentRecords;

/** The addressees of norms and measures: the issuers, and their members on a date. */
@ApplicationScoped
class Addressees {

    private static final String MEMBER = "fullMemberOf";

    private final Projection projection;
    private final EntryLog log;
    private final CurrentRecords records;

    Addressees(Projection projection, EntryLog log, CurrentRecords records) {
        this.projection = projection;
        this.log = log;
        this.records = records;
    }

    /** The addressees by column. A column whose issuers have no members in the register is for everybody and is left out. */
    Map<String, Set<String>> of(String kind, Map<String, JsonNode> columns, LocalDate date, long asOf) {
        Map<String, Set<String>> issuers = new HashMap<>();
        Map<String, Set<String>> frameworks = new HashMap<>();
        columns.forEach((id, record) -> issuers.put(
                id,
                kind.equals("norms")
                        ? frameworks.computeIfAbsent(
                                record.path("framework").asText(), document -> issuers(document, asOf))
                        : Set.of(record.path("organisation").asText())));
        Set<String> groups = issuers.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        Map<String, Set<String>> addressees = new HashMap<>();
        if (groups.isEmpty()) {
            return addressees;
        }
        Set<String> closed = new TreeSet<>();
        Map<String, Set<String>> members = new HashMap<>();
        groups.forEach(group -> {
            if (!projection.having("parties", MEMBER, group, null, asOf).isEmpty()) {
                closed.add(group);
                members.put(group, projection.having("parties", MEMBER, group, date, asOf));
            }
        });
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
        log.at("documents", document, asOf)
                .ifPresent(
                        entry -> records.body(entry).path("issuers").forEach(issuer -> issuers.add(issuer.asText())));
        return issuers;
    }
}
