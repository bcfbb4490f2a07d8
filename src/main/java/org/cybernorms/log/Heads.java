package org.cybernorms.log;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Heads and facets: what is derived from the log, and the one query over it. */
@ApplicationScoped
public class Heads implements PanacheRepositoryBase<Head, Head.Key> {

    private static final int ALL = 1_000_000;

    private static final String SHOWN =
            "select new org.cybernorms.log.Shown(e, h.until) from Head h join Entry e on e.number = h.number"
                    + " where h.part = 0 and ";

    /** One page of a selection. */
    public record Page(List<Shown> shown, Optional<Selection.Place> next) {}

    private record Row(Entry entry, Head head) {}

    /** Derives heads and facets of a new entry and ends the heads of the version before it. */
    void put(Entry entry, Index index) {
        if (entry.version() > 1) {
            update(
                    "until = ?1 where number = (select e.number from Entry e where e.kind = ?2 and e.recordId = ?3"
                            + " and e.version = ?4)",
                    entry.number(),
                    entry.kind(),
                    entry.id(),
                    entry.version() - 1);
        }
        derive(entry, index).forEach(head -> getEntityManager().persist(head));
        if (!entry.isWithdrawal()) {
            facets(entry, index).forEach(facet -> getEntityManager().persist(facet));
        }
    }

    /** The head of the record, then those of its parts; a withdrawn record has no parts. */
    static List<Head> derive(Entry entry, Index index) {
        List<Head> heads = new ArrayList<>(List.of(new Head(entry, entry.kind(), 0, index)));
        if (!entry.isWithdrawal()) {
            for (Index.Part part : index.parts()) {
                heads.add(new Head(entry, part.view(), heads.size(), part.index()));
            }
        }
        return heads;
    }

    static List<Facet> facets(Entry entry, Index index) {
        List<Facet> facets = new ArrayList<>();
        index.facets().forEach(facet -> facets.add(new Facet(entry.number(), 0, facet)));
        for (int i = 0; i < index.parts().size(); i++) {
            int part = i + 1;
            index.parts().get(i).index().facets().forEach(facet -> facets.add(new Facet(entry.number(), part, facet)));
        }
        return facets;
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

    /** The newest versions of these records, withdrawals included. */
    public List<Shown> current(String kind, Set<String> ids) {
        return shown(SHOWN + "h.kind = :kind and h.recordId in :ids and h.until = :open")
                .setParameter("kind", kind)
                .setParameter("ids", ids)
                .setParameter("open", Head.OPEN)
                .getResultList();
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

    /** How many current records each kind has. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        getEntityManager()
                .createQuery(
                        "select h.kind, count(*) from Head h where h.until = :open and h.part = 0 and not h.withdrawn"
                                + " group by h.kind",
                        Object[].class)
                .setParameter("open", Head.OPEN)
                .getResultList()
                .forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    /** Whether nothing has been derived, as after a change of the tables. */
    public boolean isEmpty() {
        return count() == 0;
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

    /** All records of a kind with these facets as they stood after an entry, true on a date (or ever), ordered by id. */
    public List<Shown> all(String kind, Map<String, List<String>> filters, @Nullable LocalDate validOn, long asOf) {
        return first(kind, filters, validOn, asOf, ALL);
    }

    /** The first of them. */
    public List<Shown> first(
            String kind, Map<String, List<String>> filters, @Nullable LocalDate validOn, long asOf, int limit) {
        return select(new Selection(
                        kind, filters, List.of(), validOn, null, asOf, Selection.SortKey.id, false, null, limit))
                .shown();
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
                        .map(row -> new Shown(
                                row.entry(), row.head().until(), row.head().part()))
                        .toList(),
                more ? Optional.of(place(page.get(page.size() - 1).head(), selection)) : Optional.empty());
    }

    private static Selection.Place place(Head last, Selection selection) {
        return new Selection.Place(last.sortKey(selection.sortKey()), last.sortKey(Selection.SortKey.id));
    }

    static List<String> conditions(Selection selection, Map<String, Object> parameters) {
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
        if (selection.period() != null) {
            conditions.add("h.validFrom <= "
                    + parameter.apply(selection.period().latest().toString()) + " and h.validTo >= "
                    + parameter.apply(selection.period().earliest().toString()));
        }
        selection
                .filters()
                .forEach((name, values) -> conditions.add("exists (select 1 from Facet f where"
                        + " f.number = h.number and f.part = h.part and f.name = " + parameter.apply(name)
                        + " and f.value in "
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
