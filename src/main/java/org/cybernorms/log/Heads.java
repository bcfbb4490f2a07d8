package org.cybernorms.log;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Heads and facets: what is derived from the log, and the one query over it. */
@ApplicationScoped
public class Heads implements PanacheRepositoryBase<Head, Long> {

    private static final String SHOWN =
            "select new org.cybernorms.log.Shown(e, h.until) from Head h join Entry e on e.number = h.number where ";

    /** One page of a selection. */
    public record Page(List<Shown> shown, Optional<Selection.Place> next) {}

    private record Row(Entry entry, Head head) {}

    /** Derives head and facets of a new entry and ends the head before it. */
    void put(Entry entry, Index index) {
        update(
                "until = ?1 where kind = ?2 and recordId = ?3 and until = ?4",
                entry.number(),
                entry.kind(),
                entry.id(),
                Head.OPEN);
        persist(new Head(entry, index));
        if (!entry.isWithdrawal()) {
            index.facets().forEach(facet -> getEntityManager().persist(new Facet(entry.number(), facet)));
        }
    }

    /** The version that was current after the entry with this number, withdrawals included. */
    public Optional<Shown> find(String kind, String id, long asOf) {
        return shown(SHOWN + "h.kind = :kind and h.recordId = :id and h.number <= :asOf and h.until > :asOf")
                .setParameter("kind", kind)
                .setParameter("id", id)
                .setParameter("asOf", asOf)
                .getResultStream()
                .findFirst();
    }

    public Optional<Shown> find(String kind, String id) {
        return find(kind, id, Head.OPEN - 1);
    }

    /** The version with this number, withdrawals included. */
    public Optional<Shown> version(String kind, String id, int version) {
        return shown(SHOWN + "e.kind = :kind and e.recordId = :id and e.version = :version")
                .setParameter("kind", kind)
                .setParameter("id", id)
                .setParameter("version", version)
                .getResultStream()
                .findFirst();
    }

    /** Which of these records are there now, or ever were. */
    public Set<String> present(String kind, Set<String> ids, boolean withdrawnToo) {
        return new HashSet<>(getEntityManager()
                .createQuery(
                        "select h.recordId from Head h where h.kind = :kind and h.recordId in :ids"
                                + " and h.until = :open and (h.withdrawn = false or :withdrawnToo = true)",
                        String.class)
                .setParameter("kind", kind)
                .setParameter("ids", ids)
                .setParameter("withdrawnToo", withdrawnToo)
                .setParameter("open", Head.OPEN)
                .getResultList());
    }

    /** Current records that refer to this one, as {@code kind/id}. */
    public List<String> referrers(String kind, String id, int limit) {
        return getEntityManager()
                .createQuery(
                        "select h.kind || '/' || h.recordId from Head h join Facet f on f.number = h.number"
                                + " where h.until = :open and f.name = :name and f.value = :value"
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

    /** How many current records each kind has. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "select h.kind, count(h) from Head h where h.until = :open and not h.withdrawn group by h.kind",
                        Object[].class)
                .setParameter("open", Head.OPEN)
                .getResultList()
                .forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    /** How many heads there are up to an entry. */
    long count(long end) {
        return count("number <= ?1", end);
    }

    long facetCount(long end) {
        return getEntityManager()
                .createQuery("select count(*) from Facet where number <= :end", Long.class)
                .setParameter("end", end)
                .getSingleResult();
    }

    public Page select(Selection selection) {
        Map<String, Object> parameters = new HashMap<>();
        String where = String.join(" and ", conditions(selection, parameters));
        String key = column(selection.sortKey());
        String way = selection.descending() ? " desc" : "";
        TypedQuery<Row> query = getEntityManager()
                .createQuery(
                        "select e, h from Head h join Entry e on e.number = h.number where " + where + " order by "
                                + key + way + ", h.idKey" + way,
                        Row.class)
                .setMaxResults(selection.limit() + 1);
        parameters.forEach(query::setParameter);
        List<Row> rows = query.getResultList();
        boolean more = rows.size() > selection.limit();
        List<Row> page = more ? rows.subList(0, selection.limit()) : rows;
        return new Page(
                page.stream()
                        .map(row -> new Shown(row.entry(), row.head().until()))
                        .toList(),
                more ? Optional.of(place(page.get(page.size() - 1).head(), selection)) : Optional.empty());
    }

    private static Selection.Place place(Head last, Selection selection) {
        return new Selection.Place(last.sortKey(selection.sortKey()), last.sortKey(Selection.SortKey.id));
    }

    private static List<String> conditions(Selection selection, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>(
                List.of("h.kind = :kind", "h.number <= :asOf", "h.until > :asOf", "h.withdrawn = false"));
        parameters.put("kind", selection.kind());
        parameters.put("asOf", selection.asOf());
        Function<Object, String> parameter = value -> {
            String name = "p" + parameters.size();
            parameters.put(name, value);
            return ":" + name;
        };
        String on = selection.validOn() == null
                ? null
                : parameter.apply(selection.validOn().toString());
        if (on != null) {
            conditions.add("h.validFrom <= " + on + " and h.validTo >= " + on);
        }
        selection
                .filters()
                .forEach((name, values) -> conditions.add("exists (select 1 from Facet f where"
                        + " f.number = h.number and f.name = " + parameter.apply(name) + " and f.value in "
                        + parameter.apply(values)
                        + (on == null ? ")" : " and f.validFrom <= " + on + " and f.validTo >= " + on + ")")));
        selection
                .words()
                .forEach(word -> conditions.add("h.text like "
                        + parameter.apply("%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%") + " escape '\\'"));
        if (selection.after() != null) {
            String key = column(selection.sortKey());
            String beyond = selection.descending() ? " < " : " > ";
            Object place = selection.sortKey() == Selection.SortKey.entry
                    ? Long.valueOf(selection.after().key())
                    : selection.after().key();
            String at = parameter.apply(place);
            conditions.add("(" + key + beyond + at + " or " + key + " = " + at + " and h.idKey" + beyond
                    + parameter.apply(selection.after().idKey()) + ")");
        }
        return conditions;
    }

    private static String column(Selection.SortKey key) {
        return switch (key) {
            case id -> "h.idKey";
            case title -> "h.titleKey";
            case date -> "h.dateKey";
            case entry -> "h.number";
        };
    }

    private TypedQuery<Shown> shown(String query) {
        return getEntityManager().createQuery(query, Shown.class);
    }
}
