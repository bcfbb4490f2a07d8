package org.cybernorms.bench;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cybernorms.bench.Client.Answer;
import org.cybernorms.bench.Client.Recorded;
import org.cybernorms.bench.Client.Request;
import org.cybernorms.bench.ServerProcess.Cpu;

/** Walks through a whole list, page after page, as an export does. */
final class Walks {

    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"}$");
    private static final double TARGET = 10;

    private final Options options;
    private final ServerProcess registry;

    /** How far a walk came, what each tenth of it cost for each record (microseconds), and its addresses. */
    private record Walk(int records, boolean complete, double[] tenths, List<String> pages, List<Recorded> some) {}

    Walks(Options options, ServerProcess registry) {
        this.options = options;
        this.registry = registry;
    }

    /** The addresses of the last two fifths of a walk; empty when they were not reached in time. */
    List<String> deepPages(int records) throws IOException {
        Walk walk = walk("/v1/commitments?limit=200&sort=-madeOn", records, 200);
        int from = records / 200 * 3 / 5;
        return walk.pages().size() <= from
                ? List.of()
                : walk.pages().subList(from, walk.pages().size());
    }

    /** Exports all commitments by pages, each time with another page size, beside the bare server. */
    Line export(int records, Pairs pairs) throws IOException, InterruptedException {
        List<Double> ratios = new ArrayList<>();
        List<Double> micros = new ArrayList<>();
        List<Double> bares = new ArrayList<>();
        List<Double> flat = new ArrayList<>();
        String note = "";
        long begin = System.nanoTime();
        walk("/v1/commitments?limit=150", records, 150);
        for (int i = 0; i < options.pairs(); i++) {
            if (i > 0 && System.nanoTime() - begin > options.rowSeconds() * 1e9) {
                break;
            }
            int limit = 200 - i;
            Walk walk = walk("/v1/commitments?limit=" + limit, records, limit);
            if (walk.some().isEmpty()) {
                note = "; no page was answered in time";
                break;
            }
            double bare = pairs.bare(walk.some()) / limit;
            double[] tenths = walk.tenths();
            double mean = Arrays.stream(tenths).average().orElse(0);
            ratios.add(mean / bare);
            micros.add(mean);
            bares.add(bare);
            note = "; µs by tenth: "
                    + String.join(
                            " ", Arrays.stream(tenths).mapToObj(Line::number).toList());
            if (!walk.complete()) {
                note = "; **cut at %,d records**%s".formatted(walk.records(), note);
                break;
            }
            flat.add(tenths[tenths.length - 1] / tenths[0]);
        }
        if (ratios.isEmpty()) {
            return Line.figure("whole export by pages, per record", "≤ 10 ×, flat", "", Line.met(false), note);
        }
        double ratio = median(ratios);
        String flatness = flat.isEmpty() ? "" : "; last tenth / first tenth: " + Line.number(median(flat));
        return new Line(
                "whole export by pages, per record",
                "≤ 10 ×, flat",
                Line.number(median(bares)),
                Line.number(median(micros)),
                "%s (%s..%s)"
                        .formatted(
                                Line.number(ratio),
                                Line.number(ratios.stream()
                                        .mapToDouble(each -> each)
                                        .min()
                                        .orElse(0)),
                                Line.number(ratios.stream()
                                        .mapToDouble(each -> each)
                                        .max()
                                        .orElse(0))),
                "",
                "",
                Line.met(ratio <= TARGET && !flat.isEmpty() && median(flat) < 1.5),
                ratios.size() + " walks" + flatness + note);
    }

    private static double median(List<Double> values) {
        return Line.median(values.stream().mapToDouble(each -> each).toArray());
    }

    private Walk walk(String start, int records, int limit) throws IOException {
        int pages = (records + limit - 1) / limit;
        int tenth = Math.max(1, pages / 10);
        List<Double> tenths = new ArrayList<>();
        List<String> visited = new ArrayList<>();
        List<Recorded> some = new ArrayList<>();
        long until = System.nanoTime() + (long) (options.rowSeconds() * 1e9);
        Cpu before = registry.cpu();
        String next = start;
        try (Client.Connection connection = new Client.Connection(registry.port(), options.requestSeconds())) {
            while (next != null && System.nanoTime() < until) {
                Answer answer = connection.send(Request.get(next));
                if (answer.status() != 200) {
                    System.out.println(next + ": " + answer.status() + " " + answer.text());
                    break;
                }
                visited.add(next);
                if (some.size() < 16) {
                    some.add(new Recorded(next, answer));
                }
                if (visited.size() % tenth == 0) {
                    Cpu now = registry.cpu();
                    tenths.add(now.since(before).work() / 1e3 / tenth / limit);
                    before = now;
                }
                Matcher matcher = NEXT.matcher(answer.text());
                next = matcher.find() ? matcher.group(1) : null;
            }
        } catch (SocketTimeoutException e) {
            System.out.printf("%s: no answer in %.0f s%n", next, options.requestSeconds());
        }
        if (tenths.isEmpty()) {
            tenths.add(registry.cpu().since(before).work() / 1e3 / Math.max(1, visited.size()) / limit);
        }
        double[] all = tenths.stream().limit(10).mapToDouble(each -> each).toArray();
        return new Walk(visited.size() * limit, next == null, all, visited, some);
    }
}
