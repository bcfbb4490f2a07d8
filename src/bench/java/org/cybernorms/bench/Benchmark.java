package org.cybernorms.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measures the packaged service beside a bare server and prints a table: see {@code docs/performance.md}. Run by
 * {@code mvnw -Pbench package -DskipTests}.
 */
final class Benchmark {

    private final Options options;
    private final Path folder;
    private final TreeMap<Integer, Map<String, Double>> figures = new TreeMap<>();

    private Benchmark(Options options, Path folder) {
        this.options = options;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.read();
        Path folder = Files.createTempDirectory("bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(folder)));
        new Benchmark(options, folder).run();
    }

    private void run() throws Exception {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        StringBuilder report = new StringBuilder(machine(begin));
        System.out.print(report);
        int port = ServerProcess.freePort();
        List<String> command = List.of(
                options.java(), "-cp", System.getProperty("java.class.path"), BareServer.class.getName(), port + "");
        try (ServerProcess bare = ServerProcess.start(command, Map.of(), port, folder.resolve("bare.log"))) {
            bare.awaitReady(BareServer.READY, 60);
            for (int size : options.sizes()) {
                Path data = Files.createDirectories(folder.resolve("size-" + size));
                SizeRun run = new SizeRun(options, size, data, bare);
                section(report, "%,d records".formatted(size), run.measure());
                figures.put(size, run.figures());
                delete(data);
            }
        }
        if (options.wants("shipped") && !options.quick() || options.rows().contains("shipped")) {
            section(report, "The shipped catalogue", shipped());
        }
        if (figures.size() > 1) {
            section(report, "Growth", growth());
        }
        Path file = Files.createDirectories(options.out())
                .resolve("benchmark-" + begin.toString().replace(":", "") + ".md");
        Files.writeString(file, report);
        System.out.println("\n" + report + "\nWritten to " + file);
    }

    private static void section(StringBuilder report, String title, List<Line> lines) {
        report.append("\n## ").append(title).append("\n\n");
        Stream.concat(Stream.of(Line.HEAD, Line.rule()), lines.stream())
                .forEach(line -> report.append(line.markdown()).append('\n'));
    }

    private String machine(Instant begin) throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceAll(".*: ", ""))
                .findFirst()
                .orElse("?");
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        return "%s, %s, %d cores, load %s at the beginning, Java %s %s; %d pairs of %s s%n"
                .formatted(
                        begin,
                        model,
                        Runtime.getRuntime().availableProcessors(),
                        load,
                        options.java(),
                        options.jvm().isEmpty() ? "without options" : String.join(" ", options.jvm()),
                        options.pairs(),
                        Line.number(options.seconds()));
    }

    /** The starts of the catalogue that ships. */
    private List<Line> shipped() throws Exception {
        List<Line> lines = new ArrayList<>();
        Registry registry = new Registry(options, Files.createDirectories(folder.resolve("shipped")), null);
        Registry.Started first = registry.start(List.of());
        first.process().stop();
        lines.add(Line.figure("first start", "", first.figures(), "", ""));
        lines.addAll(SizeRun.laterStart(options, registry, 3));
        lines.forEach(line -> System.out.println(line.markdown()));
        return lines;
    }

    /** How much more the largest size costs than the smallest. */
    private List<Line> growth() {
        int small = figures.firstKey();
        int large = figures.lastKey();
        List<Line> lines = new ArrayList<>();
        figures.get(large).forEach((work, figure) -> {
            Double before = figures.get(small).get(work);
            if (before != null) {
                boolean page = work.startsWith("page");
                lines.add(Line.figure(
                        work + ": %,d against %,d".formatted(large, small),
                        page ? "≤ 1.5 ×" : "",
                        Line.number(figure / before) + " ×",
                        page ? Line.met(figure / before <= 1.5) : "",
                        ""));
            }
        });
        return lines;
    }

    /** Ends the servers and deletes what they wrote, also when the run was interrupted. */
    private static void clear(Path folder) {
        try {
            for (ProcessHandle child : ProcessHandle.current().children().toList()) {
                child.destroyForcibly();
                child.onExit().join();
            }
            delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder + " (" + e + ")");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
