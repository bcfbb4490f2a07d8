package org.cybernorms.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cybernorms.bench.Client.Request;

/** All rows at one size: generates, loads, measures, starts again. */
final class SizeRun {

    private static final Pattern LAST_ENTRY = Pattern.compile("\"lastEntry\":(\\d+)");
    private static final double LOAD_TARGET = 3_000;
    private static final double FILE_TARGET = 6;
    private static final double MIB = 1024.0 * 1024;

    private final Options options;
    private final int size;
    private final Path folder;
    private final ServerProcess bare;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();

    SizeRun(Options options, int size, Path folder, ServerProcess bare) {
        this.options = options;
        this.size = size;
        this.folder = folder;
        this.bare = bare;
    }

    /** The registry's microseconds of the rows, by their work. */
    Map<String, Double> figures() {
        return figures;
    }

    List<Line> measure() throws IOException, InterruptedException {
        Path catalogue = Files.createDirectories(folder.resolve("catalogue"));
        Generator records = new Generator(size).write(catalogue);
        Registry registry = new Registry(options, folder, catalogue);
        Registry.Started started = registry.start(List.of());
        try (ServerProcess process = started.process()) {
            loaded(started, registry, records);
            Pairs pairs = new Pairs(options, process, bare, folder.resolve("recordings"));
            Urls urls = new Urls(records);
            Rows rows = new Rows(options, records, urls);
            String tag =
                    Client.ask(process.port(), Request.get(rows.record()), 60).header("ETag");
            for (Row row : rows.reads(tag, lastEntry(process))) {
                pair(pairs, row);
            }
            walks(process, pairs, rows, records.ids("commitments").size());
            if (options.wants("memory")) {
                add(memory(process, urls));
            }
            if (options.wants("expensive")) {
                lines.addAll(new Expensive(options, records, lastEntry(process)).measure(process));
            }
            for (Row row : rows.writes(registry.key())) {
                pair(pairs, row);
            }
        }
        if (options.wants("start")) {
            laterStart(options, registry, options.quick() ? 1 : 3).forEach(this::add);
        }
        return lines;
    }

    private void walks(ServerProcess process, Pairs pairs, Rows rows, int commitments)
            throws IOException, InterruptedException {
        Walks walks = new Walks(options, process);
        if (options.wants("page-deep")) {
            List<String> pages = walks.deepPages(commitments);
            if (pages.isEmpty()) {
                add(Line.figure(
                        "page, deep in a walk", "≤ 25 ×", "", Line.met(false), "the walk did not come so far in time"));
            } else {
                pair(pairs, rows.deep(pages));
            }
        }
        if (options.wants("export")) {
            add(walks.export(commitments, pairs));
        }
    }

    private void loaded(Registry.Started started, Registry registry, Generator records) throws IOException {
        ServerProcess process = started.process();
        double perSecond = size / started.cpu().seconds();
        add(Line.figure(
                "loading, records per second of CPU",
                "≥ 3,000",
                Line.number(perSecond),
                Line.met(perSecond >= LOAD_TARGET),
                "ready after " + started.figures()));
        figures.put("loading, CPU per record", started.cpu().seconds() * 1e6 / size);
        long database = Registry.databaseSize(registry.data());
        double times = (double) database / records.bytes();
        add(Line.figure(
                "database file / input",
                "≤ 6 ×",
                Line.number(times) + " ×",
                Line.met(times <= FILE_TARGET),
                "%s MiB of %s MiB; whole data folder %s MiB"
                        .formatted(
                                Line.number(database / MIB),
                                Line.number(records.bytes() / MIB),
                                Line.number(Registry.size(registry.data()) / MIB))));
        add(Line.figure(
                "memory after loading",
                "",
                Line.number(process.rss() / MIB) + " MiB",
                "",
                "peak " + Line.number(process.peakRss() / MIB) + " MiB"));
    }

    private static long lastEntry(ServerProcess process) throws IOException {
        Matcher last = LAST_ENTRY.matcher(
                Client.ask(process.port(), Request.get("/v1/log"), 60).text());
        if (!last.find()) {
            throw new IllegalStateException("the log does not say its last entry");
        }
        return Long.parseLong(last.group(1));
    }

    /** Memory after rounds of pages that were never asked before: grows to the bound of the caches and no further. */
    private Line memory(ServerProcess process, Urls urls) throws IOException, InterruptedException {
        List<Request> pages = new ArrayList<>(urls.validOn());
        pages.addAll(urls.timeline());
        Collections.shuffle(pages, new Random(3));
        int rounds = options.quick() ? 4 : 10;
        List<String> steps = new ArrayList<>();
        long half = 0;
        long end = 0;
        int sent = 0;
        for (int i = 0; i < rounds; i++) {
            List<Request> part = pages.subList(pages.size() / rounds * i, pages.size() / rounds * (i + 1));
            sent += Client.run(
                            process.port(),
                            part,
                            false,
                            options.connections(),
                            options.rowSeconds() / rounds,
                            options.requestSeconds())
                    .sent();
            long heap = process.heap(options.java());
            end = process.rss();
            if (i < rounds / 2) {
                half = Math.max(half, end);
            }
            steps.add(Line.number(end / MIB) + "/" + Line.number(heap / MIB));
        }
        double growth = (double) end / half;
        return Line.figure(
                "memory while pages are asked",
                "flat",
                Line.number(end / MIB) + " MiB",
                Line.met(growth < 1.1),
                "RSS/heap in MiB after each of %d rounds, %,d pages in all: %s; peak RSS %s"
                        .formatted(rounds, sent, String.join(" ", steps), Line.number(process.peakRss() / MIB)));
    }

    /** Starts with an unchanged catalogue: as shipped, and with further options of the runtime where some are given. */
    static List<Line> laterStart(Options options, Registry registry, int times)
            throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        lines.add(starts("later start, catalogue unchanged", "≤ 3 s", 3, registry, List.of(), times));
        if (!options.archive().isEmpty()) {
            lines.add(starts(
                    "later start, " + String.join(" ", options.archive()),
                    "≤ 1.5 s",
                    1.5,
                    registry,
                    options.archive(),
                    times));
        }
        return lines;
    }

    private static Line starts(
            String work, String target, double bound, Registry registry, List<String> more, int times)
            throws IOException, InterruptedException {
        double[] seconds = new double[times];
        List<String> all = new ArrayList<>();
        double stop = 0;
        for (int i = 0; i < times; i++) {
            Registry.Started started = registry.start(more);
            seconds[i] = started.seconds();
            all.add(started.figures());
            stop = Math.max(stop, started.process().stop());
        }
        double median = Line.median(seconds);
        return Line.figure(
                work,
                target,
                Line.number(median) + " s",
                Line.met(median <= bound),
                String.join("; ", all) + "; stopped in " + Line.number(stop) + " s at most");
    }

    private void pair(Pairs pairs, Row row) throws IOException, InterruptedException {
        if (options.wants(row.name())) {
            Line line = pairs.measure(row);
            add(line);
            if (!line.bare().isEmpty()) {
                figures.put(row.work(), Double.parseDouble(line.registry().replace(",", "")));
            }
        }
    }

    private void add(Line line) {
        lines.add(line);
        System.out.println(line.markdown());
    }
}
