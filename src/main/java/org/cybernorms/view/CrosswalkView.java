package org.cybernorms.view;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cybernorms.api.model.Crosswalk;
import org.cybernorms.api.model.CrosswalkRow;
import org.cybernorms.api.model.Norm;
import org.cybernorms.api.model.NormMapping;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.Pager;
import org.cybernorms.projection.TextFolding;
import org.cybernorms.record.Correspondences;
import org.cybernorms.record.Kinds;
import org.cybernorms.record.Moments;
import org.cybernorms.record.RecordLists;
import org.cybernorms.record.RecordReader;

/** The norms of one framework beside those of another, by the mappings between them. */
@ApplicationScoped
class CrosswalkView {

    private static final Set<String> KINDS = Set.of("norms", "mappings", "documents");

    private final Kinds kinds;
    private final RecordReader reader;
    private final RecordLists lists;
    private final Moments moments;
    private final Pager pager;

    CrosswalkView(Kinds kinds, RecordReader reader, RecordLists lists, Moments moments, Pager pager) {
        this.kinds = kinds;
        this.reader = reader;
        this.lists = lists;
        this.moments = moments;
        this.pager = pager;
    }

    Crosswalk of(String framework, String to, ListQuery query) {
        String asOf = query.asOf();
        Pager.Position position = pager.position(query, 1, moments.of(asOf));
        long moment = moments.newest(KINDS, position.asOf());
        reader.require(kinds.get("documents"), framework, asOf);
        reader.require(kinds.get("documents"), to, asOf);
        moments.describe(KINDS, moment, asOf);
        Pager.Page<Norm> page = pager.slice(
                position, sorted(norms(framework, moment).values(), String.valueOf(query.sort())), Norm::getId);
        Map<String, Norm> there = norms(to, moment);
        List<String> here = page.items().stream().map(Norm::getId).toList();
        List<NormMapping> mappings =
                here.isEmpty() ? List.of() : lists.all(kinds.of(NormMapping.class), Map.of("norm", here), moment);
        List<CrosswalkRow> rows = page.items().stream()
                .map(norm -> new CrosswalkRow()
                        .norm(norm.getId())
                        .designation(norm.getDesignation())
                        .title(norm.getTitle())
                        .correspondsTo(mappings.stream()
                                .filter(mapping -> isOf(norm.getId(), mapping))
                                .filter(mapping -> there.containsKey(Correspondences.other(norm.getId(), mapping)))
                                .map(mapping -> Correspondences.of(norm.getId(), mapping, there))
                                .toList()))
                .toList();
        return new Crosswalk()
                .framework(framework)
                .to(to)
                .items(rows)
                .next(page.next())
                .cursor(page.cursor());
    }

    private static List<Norm> sorted(Collection<Norm> norms, String by) {
        Comparator<Norm> id = Comparator.comparing(norm -> TextFolding.natural(norm.getId()));
        Comparator<Norm> designation = Comparator.comparing(norm -> TextFolding.natural(norm.getDesignation()));
        Comparator<Norm> order = by.endsWith("designation") ? designation : id;
        return norms.stream()
                .sorted((by.startsWith("-") ? order.reversed() : order).thenComparing(id))
                .toList();
    }

    private Map<String, Norm> norms(String framework, long moment) {
        Map<String, Norm> norms = new LinkedHashMap<>();
        lists.all(kinds.of(Norm.class), Map.of("framework", List.of(framework)), moment)
                .forEach(norm -> norms.put(norm.getId(), norm));
        return norms;
    }

    private static boolean isOf(String id, NormMapping mapping) {
        return mapping.getSource().getNorm().equals(id)
                || mapping.getTarget().getNorm().equals(id);
    }
}
