package org.cybernorms.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of a run, all from system properties that begin with {@code bench.}; {@code docs/performance.md} lists them.
 *
 * @param sizes how many records the generated catalogues have; one service is loaded and measured for each
 * @param pairs how many times each row asks the bare server and the registry in turn
 * @param seconds how long one cell (one server, one turn) lasts
 * @param warmSeconds the longest warm-up of a row
 * @param rowSeconds the longest measurement of a row; a row that is cut is a lower bound
 * @param requestSeconds after how long an unanswered request is given up
 * @param loadSeconds after how long a start is given up
 * @param connections how many connections ask at once
 * @param rows the names of the rows to run; empty for all
 * @param jvm options of the service's Java runtime
 * @param archive further options for one more later start, such as {@code -XX:SharedArchiveFile=…}
 * @param env environment variables of the service
 */
record Options(
        boolean quick,
        List<Integer> sizes,
        int pairs,
        double seconds,
        double warmSeconds,
        double rowSeconds,
        double requestSeconds,
        double loadSeconds,
        int connections,
        Set<String> rows,
        Path jar,
        String java,
        List<String> jvm,
        List<String> archive,
        Map<String, String> env,
        Path out) {

    static Options read() {
        boolean quick = Boolean.parseBoolean(text("quick", "false"));
        String heap = text("heap", "");
        return new Options(
                quick,
                list("sizes", quick ? "10000" : "10000,100000").stream()
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(text("pairs", quick ? "3" : "5")),
                number("seconds", quick ? 0.5 : 2),
                number("warmSeconds", quick ? 2 : 15),
                number("rowSeconds", quick ? 6 : 60),
                number("requestSeconds", quick ? 4 : 30),
                number("loadSeconds", 7_200),
                Integer.parseInt(text("connections", "8")),
                Set.copyOf(list("rows", "")),
                Path.of(text("jar", "target/quarkus-app/quarkus-run.jar")),
                text(
                        "java",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.concat(
                                heap.isEmpty() ? Stream.empty() : Stream.of("-Xmx" + heap),
                                words(text("jvm", "")).stream())
                        .toList(),
                words(text("archive", "")),
                list("env", "").stream()
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(
                                pair -> pair[0], pair -> pair[1], (first, second) -> second, LinkedHashMap::new)),
                Path.of(text("out", "target/bench")));
    }

    boolean wants(String row) {
        return rows.isEmpty() || rows.contains(row);
    }

    private static String text(String name, String otherwise) {
        String value = System.getProperty("bench." + name, "");
        return value.isBlank() || value.startsWith("${") ? otherwise : value; // Maven leaves what is not set
    }

    private static double number(String name, double otherwise) {
        return Double.parseDouble(text(name, String.valueOf(otherwise)));
    }

    private static List<String> list(String name, String otherwise) {
        return Arrays.stream(text(name, otherwise).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isBlank()).toList();
    }
}
