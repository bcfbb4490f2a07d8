package org.cybernorms.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cybernorms.http.ListQuery;
import org.cybernorms.http.ProblemException;
import org.cybernorms.projection.Selection.SortKey;
import org.cybernorms.projection.TextFolding;

/** What a query asks for in the terms of the index: order, words, and facets that are looked for together. */
final class Selections {

    private static final int COMBINATIONS = 500;
    private static final int WORDS = 20;

    record Order(SortKey key, boolean descending) {}

    private Selections() {}

    static Order order(Listed listed, ListQuery query) {
        String sort = Optional.ofNullable(query.sort()).orElse(listed.order());
        String name = sort.startsWith("-") ? sort.substring(1) : sort;
        SortKey key =
                switch (name) {
                    case "id" -> SortKey.id;
                    case "entry" -> SortKey.entry;
                    default ->
                        Optional.ofNullable(listed.sortKeys().get(name))
                                .orElseThrow(
                                        () -> new IllegalStateException(listed.name() + " has no sort key " + name));
                };
        return new Order(key, sort.startsWith("-"));
    }

    static List<String> words(ListQuery query) {
        List<String> words = query.q() == null
                ? List.of()
                : TextFolding.questionWords(query.q()).stream().distinct().toList();
        if (words.size() > WORDS) {
            throw ProblemException.invalidParameter("q", "must have at most " + WORDS + " different words");
        }
        return words;
    }

    static Map<String, List<String>> filters(Listed listed, ListQuery query) {
        Map<String, List<String>> filters = new TreeMap<>(query.filters());
        for (List<String> names : listed.together()) {
            if (filters.keySet().containsAll(names)) {
                filters.put(Listed.joined(names), combinations(names, filters));
                names.forEach(filters::remove);
            }
        }
        return filters;
    }

    private static List<String> combinations(List<String> names, Map<String, List<String>> filters) {
        List<List<String>> values = names.stream()
                .map(name -> filters.getOrDefault(name, List.of()).stream()
                        .distinct()
                        .toList())
                .toList();
        if (values.stream().mapToLong(List::size).reduce(1, (a, b) -> a * b) > COMBINATIONS) {
            throw ProblemException.invalidParameter(
                    names.get(0),
                    "must have at most " + COMBINATIONS + " combinations with the values of "
                            + names.subList(1, names.size()));
        }
        List<List<String>> all = List.of(List.of());
        for (List<String> choices : values) {
            all = all.stream()
                    .flatMap(begun -> choices.stream().map(choice -> Stream.concat(begun.stream(), Stream.of(choice))
                            .toList()))
                    .toList();
        }
        return all.stream().map(Listed::joined).toList();
    }
}
