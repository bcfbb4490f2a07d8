package org.cybernorms.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cybernorms.bench.Client.Recorded;
import org.cybernorms.bench.Client.Request;
import org.cybernorms.bench.Client.Run;
import org.cybernorms.bench.ServerProcess.Cpu;

/**
 * Measures a row: warms both servers, then asks them in turn, the bare one first. A cell's figure is the CPU of the
 * server's process, without the compilers' threads, divided by the requests.
 *
 * <p>A server is warm when three cells of the warm-up in a row differ by less than a tenth and the compilers took less
 * than a tenth of the CPU in the last one; a row that was not warm when its time (or half of its addresses) was used up is marked. A request that
 * takes more than {@link #SLOW} of CPU is not warmed and is asked over one connection.
 */
final class Pairs {

    private static final double SLOW = 0.3;
    private static final double BARE_SECONDS = 0.4;
    private static final int BARE_ROUNDS = 15;
    private static final int WARM_ROUNDS = 8;
    private static final int MOST = 20_000;
    private static final int ENOUGH = 64;
    private static final double WARM_CELL = 0.7;
    private static final double SAME = 0.1;

    private final Options options;
    private final ServerProcess registry;
    private final ServerProcess bare;
    private final Path recordings;

    private record Cell(double micros, double compilers, Run run) {}

    /** Whether a request that was given up may still use CPU. */
    private boolean disturbed;

    private record Pair(Cell bare, Cell registry) {
        double ratio() {
            return registry.micros() / bare.micros();
        }
    }

    Pairs(Options options, ServerProcess registry, ServerProcess bare, Path recordings) {
        this.options = options;
        this.registry = registry;
        this.bare = bare;
        this.recordings = recordings;
    }

    Line measure(Row row) throws IOException, InterruptedException {
        Supply supply = new Supply(row);
        disturbed = disturbed && !registry.awaitRest(options.rowSeconds());
        String disturbance = disturbed ? "; **disturbed** by requests that were given up before" : "";
        Cell probe = run(registry, supply.take(3, 0.1), 1, options.requestSeconds() * 3, false);
        List<Recorded> recorded = new ArrayList<>(probe.run().recorded());
        if (probe.run().hasTimeouts() || recorded.isEmpty()) {
            return failed(row, probe);
        }
        boolean slow = probe.micros() > SLOW * 1e6;
        boolean warm = slow || warm(row, supply, recorded);
        BareServer.record(bare.port(), recorded, recordings);
        warmBare(row, bareRequests(row, recorded));
        List<Pair> pairs = pairs(row, supply, slow ? 1 : row.connections());
        if (pairs.isEmpty()) {
            return failed(row, probe);
        }
        Map<Integer, Integer> unexpected = new TreeMap<>();
        pairs.forEach(pair -> pair.registry()
                .run()
                .unexpected()
                .forEach((status, count) -> unexpected.merge(status, count, Integer::sum)));
        long[] all = pairs.stream()
                .flatMapToLong(pair -> Arrays.stream(pair.registry().run().nanos()))
                .sorted()
                .toArray();
        double[] ratios = pairs.stream().mapToDouble(Pair::ratio).toArray();
        double median = Line.median(ratios);
        double figure = Line.median(
                pairs.stream().mapToDouble(pair -> pair.registry().micros()).toArray());
        String note = "%d pairs, %,d requests of %,d bytes%s%s%s"
                        .formatted(
                                pairs.size(),
                                pairs.stream()
                                        .mapToInt(pair -> pair.registry().run().sent())
                                        .sum(),
                                (long) recorded.stream()
                                        .mapToInt(each -> each.answer().body().length)
                                        .average()
                                        .orElse(0),
                                warm ? "" : "; still warming up",
                                slow ? "; slow, one connection, not warmed" : "",
                                unexpected.isEmpty() ? "" : "; unexpected answers: " + unexpected)
                + disturbance;
        return new Line(
                row.work(),
                row.target(),
                Line.number(Line.median(
                        pairs.stream().mapToDouble(pair -> pair.bare().micros()).toArray())),
                Line.number(figure),
                "%s (%s..%s)"
                        .formatted(
                                Line.number(median),
                                Line.number(Arrays.stream(ratios).min().orElse(0)),
                                Line.number(Arrays.stream(ratios).max().orElse(0))),
                percentile(all, 50),
                percentile(all, 99),
                Line.met(unexpected.isEmpty() && (row.absolute() ? figure : median) <= row.bound()),
                note);
    }

    private List<Pair> pairs(Row row, Supply supply, int connections) throws InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        long until = System.nanoTime() + (long) (options.rowSeconds() * 1e9);
        while (pairs.size() < options.pairs() && (pairs.isEmpty() || System.nanoTime() < until)) {
            List<Request> requests = supply.share(options.pairs() - pairs.size());
            if (requests.isEmpty()) {
                break;
            }
            Pair pair = new Pair(
                    run(bare, requests, row.connections(), BARE_SECONDS, true),
                    run(registry, requests, connections, options.seconds(), row.hot()));
            pairs.add(pair);
            if (pair.registry().run().hasTimeouts()) {
                disturbed = !registry.awaitRest(options.rowSeconds());
            }
        }
        return pairs;
    }

    /** The CPU of the bare server for one of these answers, in microseconds. */
    double bare(List<Recorded> recorded) throws IOException, InterruptedException {
        BareServer.record(bare.port(), recorded, recordings);
        List<Request> requests =
                recorded.stream().map(each -> Request.get(each.target())).toList();
        run(bare, requests, 1, BARE_SECONDS, true);
        return run(bare, requests, 1, BARE_SECONDS, true).micros();
    }

    private Line failed(Row row, Cell probe) throws InterruptedException {
        disturbed = !registry.awaitRest(options.rowSeconds());
        String answers = probe.run().hasTimeouts()
                ? "no answer in %s s".formatted(Line.number(options.requestSeconds()))
                : "answers: " + probe.run().unexpected();
        return new Line(
                row.work(),
                row.target(),
                "",
                "> " + Line.number(probe.micros()),
                "",
                "",
                "",
                Line.met(false),
                answers + (!disturbed ? "" : "; the server still works on it"));
    }

    private boolean warm(Row row, Supply supply, List<Recorded> recorded) throws InterruptedException {
        List<Cell> cells = new ArrayList<>();
        long until = System.nanoTime() + (long) (options.warmSeconds() * 1e9);
        while (System.nanoTime() < until && (cells.size() < WARM_ROUNDS || row.hot())) {
            List<Request> requests = supply.take(MOST, 0.5 / WARM_ROUNDS);
            if (requests.isEmpty()) {
                return false;
            }
            cells.add(run(registry, requests, row.connections(), WARM_CELL, row.hot()));
            if (recorded.size() < ENOUGH) {
                recorded.addAll(cells.get(cells.size() - 1).run().recorded());
            }
            if (isWarm(cells)) {
                return true;
            }
        }
        return false;
    }

    private void warmBare(Row row, List<Request> requests) throws InterruptedException {
        List<Cell> cells = new ArrayList<>();
        while (cells.size() < BARE_ROUNDS && !isWarm(cells)) {
            cells.add(run(bare, requests, row.connections(), BARE_SECONDS, true));
        }
    }

    private static boolean isWarm(List<Cell> cells) {
        if (cells.size() < 3) {
            return false;
        }
        List<Cell> last = cells.subList(cells.size() - 3, cells.size());
        double least = last.stream().mapToDouble(Cell::micros).min().orElseThrow();
        double most = last.stream().mapToDouble(Cell::micros).max().orElseThrow();
        return most < (1 + SAME) * least && last.get(2).compilers() < SAME;
    }

    /** What the bare server is warmed with. */
    private static List<Request> bareRequests(Row row, List<Recorded> recorded) {
        return row.hot()
                ? row.requests().get()
                : recorded.stream().map(each -> Request.get(each.target())).toList();
    }

    private Cell run(ServerProcess server, List<Request> requests, int connections, double seconds, boolean repeat)
            throws InterruptedException {
        Cpu before = server.cpu();
        Run run = Client.run(server.port(), requests, repeat, connections, seconds, options.requestSeconds());
        Cpu spent = server.cpu().since(before);
        return new Cell(
                spent.work() / 1e3 / Math.max(1, run.sent()),
                (double) spent.compilers() / Math.max(1, spent.work() + spent.compilers()),
                run);
    }

    private static String percentile(long[] sorted, int percent) {
        return sorted.length == 0
                ? ""
                : Line.number(sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6);
    }

    /** The addresses of a row that were not handed out yet. */
    private static final class Supply {
        private final List<Request> requests;
        private final boolean hot;
        private int next;

        Supply(Row row) {
            this.requests = row.requests().get();
            this.hot = row.hot();
        }

        /** So many, but not more than a part of all. */
        List<Request> take(int most, double part) {
            if (hot) {
                return requests;
            }
            int all = requests.size();
            int until = Math.min(all, next + Math.min(most, Math.max(1, (int) (all * part))));
            List<Request> taken = requests.subList(next, until);
            next = until;
            return taken;
        }

        /** A fair share of what is left when so many shares are to come. */
        List<Request> share(int shares) {
            return take(Math.max(1, (requests.size() - next) / shares), 1);
        }
    }
}
