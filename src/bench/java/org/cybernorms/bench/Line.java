package org.cybernorms.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line of the table; empty where a column does not apply. */
record Line(
        String work,
        String target,
        String bare,
        String registry,
        String ratio,
        String p50,
        String p99,
        String met,
        String note) {

    static final Line HEAD =
            new Line("work", "target", "bare µs", "registry µs", "ratio (min..max)", "p50 ms", "p99 ms", "met", "note");

    /** A figure without a bare server beside it. */
    static Line figure(String work, String target, String figure, String met, String note) {
        return new Line(work, target, "", figure, "", "", "", met, note);
    }

    static Line rule() {
        return new Line("---", "---", "---:", "---:", "---:", "---:", "---:", "---", "---");
    }

    static String met(boolean met) {
        return met ? "yes" : "**no**";
    }

    /** A number with as many digits as it deserves. */
    static String number(double value) {
        String format = value >= 100 || value == Math.rint(value) ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ENGLISH, format, value);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    String markdown() {
        return Stream.of(work, target, bare, registry, ratio, p50, p99, met, note)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
