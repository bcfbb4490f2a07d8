package org.cybernorms.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions that facets answer without the records: how many, which with which, who refers to whom. */
@ApplicationScoped
public class Facets {

    private final EntityManager database;

    Facets(EntityManager database) {
        this.database = database;
    }

    /** Current records that refer to this one, as {@code kind/id}. */
    public List<String> referrers(String kind, String id, int limit) {
        return database.createQuery(
                        "select h.kind || '/' || h.recordId from Head h join Facet f on f.number = h.number and f.part = 0"
                                + " where h.part = 0 and h.until = :open and f.name = :name and f.value = :value"
                                + " and not (h.kind = :kind and h.recordId = :id) order by h.kind, h.idKey",
                        String.class)
                .setParameter("open", Head.OPEN)
                .setParameter("name", Index.referenceName())
                .setParameter("value", Index.reference(kind, id))
                .setParameter("kind", kind)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList();
    }

    /** How many of a selection have which value of a facet, the most frequent first; without a name, how many there are. */
    public Map<String, Long> count(Selection selection, @Nullable String name, int limit) {
        Map<String, Object> parameters = new HashMap<>();
        String where = String.join(" and ", Heads.conditions(selection, parameters));
        Map<String, Long> counts = new LinkedHashMap<>();
        TypedQuery<Object[]> query = database.createQuery(
                        name == null
                                ? "select '', count(*) from Head h where " + where
                                : "select g.value, count(*) from Head h join Facet g on g.number = h.number and g.part = h.part"
                                        + " and g.name = :counted where " + where
                                        + " group by g.value order by count(*) desc, g.value",
                        Object[].class)
                .setMaxResults(limit);
        if (name != null) {
            query.setParameter("counted", name);
        }
        parameters.forEach(query::setParameter);
        query.getResultList().forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    /** A record that has both of two facet values. */
    public record Pair(String first, String second, String kind, String id) {}

    /** Which records of some kinds, true on a date (or ever), have a value of one facet beside a value of another, after an entry. */
    public List<Pair> pairs(
            Set<String> kinds,
            String first,
            Set<String> firsts,
            String second,
            Set<String> seconds,
            @Nullable LocalDate on,
            long asOf) {
        TypedQuery<Pair> query = database.createQuery(
                        "select new org.cybernorms.log.Facets$Pair(f.value, g.value, h.kind, h.recordId) from Head h"
                                + " join Facet f on f.number = h.number and f.part = 0 and f.name = :first and f.value in :firsts"
                                + " join Facet g on g.number = h.number and g.part = 0 and g.name = :second and g.value in :seconds"
                                + " where h.part = 0 and h.kind in :kinds and h.number <= :asOf and h.until > :asOf"
                                + " and h.withdrawn = false"
                                + (on == null ? "" : " and h.validFrom <= :day and h.validTo >= :day")
                                + " order by h.kind, h.idKey",
                        Pair.class)
                .setParameter("kinds", kinds)
                .setParameter("first", first)
                .setParameter("firsts", firsts)
                .setParameter("second", second)
                .setParameter("seconds", seconds)
                .setParameter("asOf", asOf);
        if (on != null) {
            query.setParameter("day", on.toString());
        }
        return query.getResultList();
    }

    /** The records of a kind that have one of these values of a facet on a date (or ever), after an entry. */
    public Map<String, Set<String>> having(
            String kind, String facet, Set<String> values, @Nullable LocalDate on, long asOf) {
        Map<String, Set<String>> found = new HashMap<>();
        String day = on == null ? null : on.toString();
        TypedQuery<Object[]> query = database.createQuery(
                        "select f.value, h.recordId from Head h join Facet f on f.number = h.number and f.part = 0"
                                + " and f.name = :facet and f.value in :values where h.part = 0 and h.kind = :kind"
                                + " and h.number <= :asOf and h.until > :asOf and h.withdrawn = false"
                                + (day == null ? "" : " and f.validFrom <= :day and f.validTo >= :day"),
                        Object[].class)
                .setParameter("kind", kind)
                .setParameter("facet", facet)
                .setParameter("values", values)
                .setParameter("asOf", asOf);
        if (day != null) {
            query.setParameter("day", day);
        }
        query.getResultList().forEach(row -> found.computeIfAbsent((String) row[0], none -> new HashSet<>())
                .add((String) row[1]));
        return found;
    }
}
